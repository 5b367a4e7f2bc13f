package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * Minus the cosine of the angle between target and prediction: −1 where they have the same
 * direction, 0 at a right angle, 1 where they are opposite. Lengths do not matter.
 *
 * <pre>
 *   y, q (batch, n),  û = u / max(|u|, 1e-7)
 *   l = −Σ_k ŷ_k·q̂_k = −c        dq_k = (c·q̂_k − ŷ_k) / |q|,   0 where |q| &lt; 1e-7
 * </pre>
 *
 * A row of zeros, as target or prediction, has loss 0. A prediction of zeros has no direction to
 * turn: its gradient is 0 here, where Keras on TensorFlow gives 1e7 and on JAX NaN. (The
 * metric of the same name in Keras has the other sign, as has PyTorch's function.)
 */
public record CosineSimilarity() implements Loss {

    private static final double LEAST = 1e-7;

    @Override
    public void check(Matrix targets, int outputs) {
        // every finite number is a target
    }

    @Override
    public void value(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            values[b] =
                    -product(target, prediction, b) / (length(target, b) * length(prediction, b));
    }

    /** y·q of example b. */
    private static double product(Panels y, Panels q, int b) {
        double sum = 0;
        int at = q.at(b, 0);
        for (int e = at; e < at + q.features() * Panels.LANES; e += Panels.LANES)
            sum += (double) y.values()[e] * q.values()[e];
        return sum;
    }

    /** max(|u|, 1e-7) of example b. */
    private static double length(Panels u, int b) {
        return Math.max(Math.sqrt(product(u, u, b)), LEAST);
    }

    @Override
    public void gradient(
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
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            double ofTarget = length(target, b);
            double length = length(prediction, b);
            double cosine = product(target, prediction, b) / (ofTarget * length);
            double factor = length <= LEAST ? 0 : scale[b] / length;
            int at = prediction.at(b, 0);
            for (int e = at; e < at + prediction.features() * Panels.LANES; e += Panels.LANES)
                d[e] = (float) ((cosine * q[e] / length - y[e] / ofTarget) * factor);
        }
    }
}
