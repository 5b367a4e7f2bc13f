package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * The logarithm of the hyperbolic cosine of the error: half the squared error near the target, the
 * absolute error less ln 2 far from it, and smooth everywhere.
 *
 * <pre>
 *   y, q (batch, n),  e = q − y
 *   l = Σ_k ln cosh e_k / n        dq_k = tanh(e_k) / n
 *   computed as   −ln(1 − t²) / 2  with t = tanh e        where |e| &lt; 1
 *                 |e| + ln(1 + (1 − t)/(1 + t)) − ln 2  with t = tanh |e|   elsewhere
 * </pre>
 *
 * Keras computes e + softplus(−2e) − ln 2, which loses small errors to rounding.
 */
public record LogCosh() implements Loss {

    private static final double LN_2 = 0.6931471805599453;

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
        float[] s = scratch.values();
        tanh(kernels, target, prediction, scratch, from, to);
        int begin = prediction.at(from);
        int end = prediction.at(to);
        for (int e = begin; e < end; e++) {
            double t = Math.abs(s[e]);
            boolean near = Math.abs((double) prediction.values()[e] - target.values()[e]) < 1;
            s[e] = (float) (near ? -t * t : (1 - t) / (1 + t));
        }
        kernels.log1p(s, begin, s, begin, end - begin);
        Terms.mean(LogCosh::term, target, prediction, scratch, values, from, to);
    }

    private static double term(double y, double q, double log) {
        double error = Math.abs(q - y);
        return error < 1 ? -log / 2 : error + log - LN_2;
    }

    private static void tanh(
            Kernels kernels, Panels target, Panels prediction, Panels tanh, int from, int to) {
        float[] t = tanh.values();
        int begin = prediction.at(from);
        int end = prediction.at(to);
        for (int e = begin; e < end; e++) t[e] = prediction.values()[e] - target.values()[e];
        kernels.tanh(t, begin, t, begin, end - begin);
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
        tanh(kernels, target, prediction, gradient, from, to);
        Terms.slopes((_, _, t) -> t, target, prediction, scale, gradient, from, to);
    }
}
