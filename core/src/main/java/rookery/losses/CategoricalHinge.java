package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * A support vector machine's loss for classes: the right class's output is to exceed the best of
 * the others by at least 1.
 *
 * <pre>
 *   p, q (batch, classes),  r = Σ_k p_k·q_k,  w = max_k (1 − p_k)·q_k
 *   l = max(1 + w − r, 0)
 *   dq_k = (1 − p_k)·[k is where w is]/(how many are) − p_k,   0 where r ≥ 1 + w
 * </pre>
 *
 * As in Keras, the right class takes part in w with 0 (1 − p is 0 there): if all others are
 * negative, w is 0, and what is demanded is r ≥ 1. PyTorch's MultiMarginLoss is another function
 * (a sum over all other classes). Keras also takes targets of ±1, which count the others twice; here
 * they are refused. The outputs are not probabilities: a linear last layer belongs to it.
 */
public record CategoricalHinge() implements Loss {

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireDistributions("categorical_hinge", targets);
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
            values[b] = Math.max(missing(target, prediction, b), 0);
    }

    /** 1 + w − r of example b. */
    private static double missing(Panels target, Panels prediction, int b) {
        return 1 + wrong(target, prediction, b) - right(target, prediction, b);
    }

    private static double right(Panels target, Panels prediction, int b) {
        double sum = 0;
        for (int k = 0; k < prediction.features(); k++)
            sum += share(target.get(b, k), prediction.get(b, k));
        return sum;
    }

    private static double wrong(Panels target, Panels prediction, int b) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < prediction.features(); k++)
            most = Math.max(most, share(1.0 - target.get(b, k), prediction.get(b, k)));
        return most;
    }

    /** w·q, and 0 for w = 0 even if q is infinite. */
    private static double share(double weight, double q) {
        return weight == 0 ? 0 : weight * q;
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
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            boolean reached = missing(target, prediction, b) <= 0;
            double wrong = wrong(target, prediction, b);
            int ties = 0;
            for (int k = 0; k < prediction.features(); k++)
                if (share(1.0 - target.get(b, k), prediction.get(b, k)) == wrong) ties++;
            for (int k = 0; k < prediction.features(); k++) {
                double p = target.get(b, k);
                boolean most = share(1 - p, prediction.get(b, k)) == wrong;
                double slope = reached ? 0 : (most ? (1 - p) / ties : 0) - p;
                gradient.values()[gradient.at(b, k)] = (float) (slope * scale[b]);
            }
        }
    }
}
