package rookery.explain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Softmax, step by step.
 *
 * <pre>
 *   m = max z,   e_k = exp(z_k − m),   s = Σ e_k,   q_k = e_k / s
 * </pre>
 *
 * The largest logit is taken from all of them first: exp(z_k) overflows beyond 88 in single
 * precision, exp(z_k − m) is never above 1, and the quotients are the same, as exp(−m) cancels out.
 *
 * @param logits z, in the order of the classes
 * @param max m, the largest of them
 * @param shifted z − m
 * @param exponentials e
 * @param sum s
 * @param probabilities q, which add up to 1
 */
public record SoftmaxSteps(
        List<Double> logits,
        double max,
        List<Double> shifted,
        List<Double> exponentials,
        double sum,
        List<Double> probabilities) {

    /**
     * The steps of these logits, computed in double precision.
     *
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static SoftmaxSteps of(double... logits) {
        for (double logit : logits)
            if (!Double.isFinite(logit))
                throw new IllegalArgumentException(
                        "SoftmaxSteps: logits must be finite, got " + Arrays.toString(logits));
        double max =
                Arrays.stream(logits)
                        .max()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "SoftmaxSteps: there must be a logit at least"));
        double[] shifted = Arrays.stream(logits).map(z -> z - max).toArray();
        double[] exponentials = Arrays.stream(shifted).map(StrictMath::exp).toArray();
        double sum = 0;
        for (double e : exponentials) sum += e;
        double total = sum;
        return new SoftmaxSteps(
                list(Arrays.stream(logits)),
                max,
                list(Arrays.stream(shifted)),
                list(Arrays.stream(exponentials)),
                total,
                list(Arrays.stream(exponentials).map(e -> e / total)));
    }

    private static List<Double> list(DoubleStream values) {
        return values.boxed().toList();
    }
}
