package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * The negative log-likelihood of normally distributed targets: the network says for each how large
 * it is, and how sure it is of that.
 *
 * <pre>
 *   y (batch, n),  outputs (batch, 2·n): first the n means m, then the n logarithms s of variances
 *   v = exp(max(s, ln ε)),  e = y − m
 *   l = Σ_k (ln v_k + e_k²/v_k) / 2n    (+ ln(2π)/2 if full)
 *   dm_k = −e_k/v_k / n        ds_k = (1 − e_k²/v_k) / 2n,   0 where s_k &lt; ln ε
 * </pre>
 *
 * Nix &amp; Weigend 1994. It is PyTorch's GaussianNLLLoss with the variance exp(s); Keras has none.
 * Below ε PyTorch computes the gradient for s as if the variance were not held there; here it is 0,
 * as the loss does not change. An s needs no activation: a linear last layer belongs to it.
 *
 * <p>Metrics of numbers compare the means with the targets.
 *
 * @param full whether the constant is added; no unless told
 * @param eps ε, the least variance: without it the loss of rows that are met exactly falls without
 *     end; 1e-6 unless told
 */
public record GaussianNll(boolean full, double eps) implements Loss {

    private static final double HALF_LN_2_PI = 0.9189385332046727;

    /** PyTorch's defaults. */
    public GaussianNll() {
        this(false, 1e-6);
    }

    /** Checks ε. */
    public GaussianNll {
        if (!(eps > 0 && eps < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "GaussianNll: eps must be positive and finite, got " + eps);
    }

    /** The standard deviation that an output s means: √v. */
    public double standardDeviation(double s) {
        return StrictMath.exp(Math.max(s, StrictMath.log(eps)) / 2);
    }

    @Override
    public int targets(int outputs) {
        if (outputs % 2 != 0)
            throw new IllegalArgumentException(
                    ("gaussian_nll: the network needs two outputs for each target, a mean and the"
                                    + " logarithm of a variance, but has %d")
                            .formatted(outputs));
        return outputs / 2;
    }

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
        float least = inverseVariances(kernels, prediction, scratch, from, to);
        int n = target.features();
        Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, 0);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                double error = (double) target.get(b, k) - prediction.get(b, k);
                double s = Math.max(prediction.get(b, n + k), least);
                sum += (s + error * error * scratch.get(b, n + k)) / 2;
            }
            values[b] = sum / n + (full ? HALF_LN_2_PI : 0);
        }
    }

    /** 1/v in the second half of the features; returns ln ε. */
    private float inverseVariances(
            Kernels kernels, Panels prediction, Panels inverse, int from, int to) {
        float least = (float) StrictMath.log(eps);
        float[] s = prediction.values();
        float[] v = inverse.values();
        int half = prediction.features() / 2 * Panels.LANES;
        for (int panel = from; panel < to; panel++) {
            int at = prediction.at(panel) + half;
            for (int e = at; e < at + half; e++) v[e] = -Math.max(s[e], least);
            kernels.exp(v, at, v, at, half);
        }
        return least;
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
        float least = inverseVariances(kernels, prediction, gradient, from, to);
        int n = target.features();
        float[] d = gradient.values();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            double factor = scale[b] / (double) n;
            for (int k = 0; k < n; k++) {
                double error = (double) target.get(b, k) - prediction.get(b, k);
                double pull = error * gradient.get(b, n + k);
                double slope = prediction.get(b, n + k) < least ? 0 : (1 - error * pull) / 2;
                d[gradient.at(b, k)] = (float) (-pull * factor);
                d[gradient.at(b, n + k)] = (float) (slope * factor);
            }
        }
    }
}
