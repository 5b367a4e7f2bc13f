package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * A loss that takes each output by itself: two formulas, and the mean over the outputs. The shortest
 * way to a loss of one's own; {@link CustomLoss} is the way where outputs depend on each other.
 *
 * <pre>
 *   y, q (batch, n)      l = Σ_k value(y_k, q_k) / n        dq_k = gradient(y_k, q_k) / n
 * </pre>
 *
 * {@snippet :
 * // (q − y)⁴: far from the target it is steep, near it flat
 * record FourthPower() implements ElementwiseLoss {
 *     public double value(double target, double prediction) {
 *         double error = prediction - target;
 *         return error * error * error * error;
 *     }
 *
 *     public double gradient(double target, double prediction) {
 *         double error = prediction - target;
 *         return 4 * error * error * error;
 *     }
 * }
 * Learner learner =
 *         Sequential.of(3, new Dense(8, new Relu()), new Dense(1, new Linear()))
 *                 .compile(new FourthPower(), new Adam());
 * }
 *
 * {@link rookery.GradientCheck} tells whether the second formula is the derivative of the first.
 */
public non-sealed interface ElementwiseLoss extends Loss {

    /** The loss of one output. */
    double value(double target, double prediction);

    /** Its derivative with respect to the prediction. */
    double gradient(double target, double prediction);

    /** Takes any target unless overridden. */
    @Override
    default void check(Matrix targets, int outputs) {}

    @Override
    default void value(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        float[] y = target.values();
        float[] q = prediction.values();
        int n = prediction.features();
        Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, 0);
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < n; k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++)
                    values[panel * Panels.LANES + lane] += value(y[at + lane], q[at + lane]);
            }
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) values[b] /= n;
    }

    @Override
    default void gradient(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels output,
            float[] scale,
            Panels scratch,
            Panels gradient,
            int from,
            int to) {
        float[] y = target.values();
        float[] q = prediction.values();
        float[] d = gradient.values();
        int n = prediction.features();
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < n; k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++) {
                    double slope = gradient(y[at + lane], q[at + lane]);
                    d[at + lane] = (float) (slope * scale[panel * Panels.LANES + lane] / n);
                }
            }
    }
}
