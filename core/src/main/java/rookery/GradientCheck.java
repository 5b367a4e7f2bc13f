package rookery;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Compares the gradients of backpropagation with differences of the loss, tensor by tensor.
 *
 * <pre>
 *   for a unit direction u:  g·u  against
 *   (8·(L(θ+hu) − L(θ−hu)) − (L(θ+2hu) − L(θ−2hu))) / 12h,   relative to the larger of the two
 * </pre>
 *
 * u is the gradient's own direction plus a random one of the same length, so that g·u is not lost
 * in the noise of single precision; h is the best of 0.03, 0.01 and 0.003, since a relu's kink on
 * the way spoils a long step and rounding a short one. A wrong gradient is wrong for every h. The
 * method is that of the course CS231n.
 *
 * @param relativeErrors by parameter tensor
 */
public record GradientCheck(SequencedMap<String, Double> relativeErrors) {

    /** Errors below this pass; right gradients were seen below 2e-4, wrong ones above 0.1. */
    public static final double THRESHOLD = 1e-3;

    private static final double[] STEPS = {0.03, 0.01, 0.003};

    /** Keeps a copy. */
    public GradientCheck {
        relativeErrors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(relativeErrors));
    }

    /** Checks the gradients of a learner's initial weights on all rows as one batch. */
    public static GradientCheck of(Learner learner, Dataset data, long seed) {
        return of(learner.initialModel(seed), data, seed);
    }

    /** Checks the gradients at a model's weights on all rows as one batch, in training mode. */
    public static GradientCheck of(Model model, Dataset data, long seed) {
        Fit fit = Fit.defaults().fullBatch().shuffle(false).seed(seed).initialModel(model);
        Fit inOrder = fit.rowOrder(RowOrder.of(IntStream.range(0, data.rows()).toArray()));
        Trainer trainer = model.learner().trainer(data, inOrder);
        trainer.nextRows(); // puts the rows in order
        Parameters θ = trainer.parameters();
        trainer.lossAndGradients(0, data.rows());
        Parameters g = trainer.gradients();
        SequencedMap<String, Double> errors = new LinkedHashMap<>();
        for (int k = 0; k < θ.specs().size(); k++) {
            ParameterSpec spec = θ.specs().get(k);
            if (spec.trained()) errors.put(spec.name(), check(trainer, data.rows(), g, k, seed));
        }
        return new GradientCheck(errors);
    }

    private static double check(Trainer trainer, int rows, Parameters g, int k, long seed) {
        float[] gradient = g.logical(k);
        double[] u = direction(gradient, seed, k);
        double slope = 0;
        for (int i = 0; i < u.length; i++) slope += gradient[i] * u[i];
        double best = Double.POSITIVE_INFINITY;
        for (double h : STEPS) {
            double near = difference(trainer, rows, k, u, h);
            double far = difference(trainer, rows, k, u, 2 * h);
            double numeric = (8 * near - far) / (12 * h);
            double scale = Math.max(Math.abs(numeric), Math.abs(slope));
            double error = scale == 0 ? 0 : Math.abs(numeric - slope) / scale;
            best = Math.min(best, error);
        }
        return best;
    }

    /** The gradient's direction plus a random one, of length 1. */
    private static double[] direction(float[] gradient, long seed, int k) {
        float[] random = new float[gradient.length];
        Philox.normal(seed, Purpose.INITIALIZE, -1, k, 0, random, 0, random.length);
        double gradientLength = length(gradient);
        double randomLength = length(random);
        double[] u = new double[gradient.length];
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            u[i] = random[i] / randomLength;
            if (gradientLength > 0) u[i] += gradient[i] / gradientLength;
            sum += u[i] * u[i];
        }
        for (int i = 0; i < u.length; i++) u[i] /= Math.sqrt(sum);
        return u;
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) sum += (double) value * value;
        return Math.sqrt(sum);
    }

    /** L(θ + hu) − L(θ − hu), with θ put back. */
    private static double difference(Trainer trainer, int rows, int k, double[] u, double h) {
        Parameters θ = trainer.parameters();
        float[] before = θ.logical(k);
        double above = lossAt(trainer, rows, k, before, u, h);
        double below = lossAt(trainer, rows, k, before, u, -h);
        θ.setLogical(k, before);
        return above - below;
    }

    private static double lossAt(
            Trainer trainer, int rows, int k, float[] before, double[] u, double h) {
        float[] moved = new float[before.length];
        for (int i = 0; i < moved.length; i++) moved[i] = (float) (before[i] + h * u[i]);
        trainer.parameters().setLogical(k, moved);
        return trainer.lossAndGradients(0, rows);
    }

    /** The largest error of all tensors. */
    public double worst() {
        return relativeErrors.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Whether all errors are below {@link #THRESHOLD}. */
    public boolean passed() {
        return worst() < THRESHOLD;
    }
}
