package rookery.optimizers;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Arrays;

/**
 * Noise on gradients, less and less.
 *
 * <pre>
 *   g = g + N(0, σ²)        σ² = η / (1 + t)^γ,   t = 0, 1, 2 …
 * </pre>
 *
 * Neelakantan et al. 2015, arXiv:1511.06807. The noise is a function of (seed, step, tensor, place
 * in it): it can be computed again for any step. t counts steps, whether or not gradients are
 * accumulated.
 *
 * @param optimizer that this is around
 * @param eta η, at least 0; 0.01, the smallest the paper tries
 * @param gamma γ, at least 0; the paper's 0.55
 */
public record GradientNoise(Optimizer optimizer, double eta, double gamma)
        implements Optimizer, Around {

    /** The paper's values. */
    public GradientNoise(Optimizer optimizer) {
        this(optimizer, 0.01, 0.55);
    }

    /** Checks the values. */
    public GradientNoise {
        Around.check(GradientNoise.class, optimizer);
        Hyperparameters.notNegative("GradientNoise", "eta", eta);
        Hyperparameters.notNegative("GradientNoise", "gamma", gamma);
    }

    @Override
    public GradientNoise around(Optimizer other) {
        return new GradientNoise(other, eta, gamma);
    }

    @Override
    public void before(Update update, int from, int to) {
        long step = update.state().step();
        // the square root of eta / step^gamma; pow would allocate
        float σ = (float) (Math.sqrt(eta) * StrictMath.exp(-gamma / 2 * StrictMath.log(step)));
        Parameters parameters = update.parameters();
        for (int k = 0; k < parameters.specs().size(); k++) {
            ParameterSpec spec = parameters.specs().get(k);
            int at = parameters.offset(k);
            int begin = Math.max(from, at);
            int end = Math.min(to, at + (int) spec.size());
            if (begin >= end) continue;
            Philox.addNormal(
                    update.seed(),
                    Purpose.GRADIENT_NOISE,
                    (int) step - 1,
                    k,
                    begin - at,
                    σ,
                    update.gradients(),
                    begin,
                    end - begin);
            clearPadding(spec, at, update.gradients(), begin, end);
        }
    }

    /** The last columns of a tensor's last panel are nobody's, and stay 0. */
    private static void clearPadding(
            ParameterSpec spec, int at, float[] gradients, int from, int to) {
        int used = spec.cols() % Panels.LANES;
        if (used == 0) return;
        int panel = at + spec.at(0, spec.cols() - used);
        for (int i = 0; i < spec.rows(); i++) {
            int row = panel + i * Panels.LANES;
            int begin = Math.max(from, row + used);
            int end = Math.min(to, row + Panels.LANES);
            if (begin < end) Arrays.fill(gradients, begin, end, 0f);
        }
    }
}
