package rookery.explain.landscape;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

/**
 * A random direction in which each neuron's incoming weights change as much as they are long, so that
 * landscapes of different networks can be compared: a network of relus computes the same when a
 * neuron's incoming weights are doubled and its outgoing ones halved.
 *
 * <pre>
 *   d ~ N(0, 1) in the shape of θ
 *   d_j ← d_j · ‖w_j‖ / (‖d_j‖ + 1e-10)    each column j of a kernel (inputs, units)
 *   d = 0                                  biases, normalization's parameters, what is not trained
 * </pre>
 *
 * Li et al. 2018, arXiv:1712.09913. What has one dimension counts as a bias, as in the authors' code.
 * An embedding is a kernel on one-hot inputs, and has its columns scaled, too. Numbers are drawn for
 * each tensor in logical (row-major) order.
 */
final class FilterNormalization {

    /** Beside initial weights, the first step of these draws; see {@link Purpose}. */
    private static final int STEP = -4;

    private static final double NOTHING = 1e-10;

    private FilterNormalization() {}

    /**
     * The k-th direction of a seed.
     *
     * @param like θ
     */
    static double[] direction(Parameters like, long seed, int k) {
        double[] direction = new double[like.values().length];
        for (int tensor = 0; tensor < like.specs().size(); tensor++) {
            ParameterSpec spec = like.specs().get(tensor);
            if (!spec.trained() || spec.shape().size() == 1) continue;
            float[] drawn = new float[Math.toIntExact(spec.count())];
            Philox.normal(seed, Purpose.INITIALIZE, STEP - k, tensor, 0, drawn, 0, drawn.length);
            for (int j = 0; j < spec.cols(); j++)
                column(like.values(), like.offset(tensor), spec, j, drawn, direction);
        }
        return direction;
    }

    private static void column(
            float[] θ, int at, ParameterSpec spec, int j, float[] drawn, double[] direction) {
        double w = 0;
        double d = 0;
        for (int i = 0; i < spec.rows(); i++) {
            double weight = θ[at + spec.at(i, j)];
            double number = drawn[i * spec.cols() + j];
            w += weight * weight;
            d += number * number;
        }
        double factor = Math.sqrt(w) / (Math.sqrt(d) + NOTHING);
        for (int i = 0; i < spec.rows(); i++)
            direction[at + spec.at(i, j)] = factor * drawn[i * spec.cols() + j];
    }

    /** Normal numbers for all trained parameters, as they lie. */
    static double[] gaussian(Parameters like, long seed) {
        double[] direction = new double[like.values().length];
        for (int tensor = 0; tensor < like.specs().size(); tensor++) {
            ParameterSpec spec = like.specs().get(tensor);
            if (!spec.trained()) continue;
            float[] drawn = new float[Math.toIntExact(spec.count())];
            Philox.normal(seed, Purpose.INITIALIZE, STEP - 2, tensor, 0, drawn, 0, drawn.length);
            int n = 0;
            for (int i = 0; i < spec.rows(); i++)
                for (int j = 0; j < spec.cols(); j++)
                    direction[like.offset(tensor) + spec.at(i, j)] = drawn[n++];
        }
        return direction;
    }
}
