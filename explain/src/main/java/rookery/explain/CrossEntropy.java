package rookery.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cross-entropy of one row, class by class, and what it is made of.
 *
 * <pre>
 *   p, q (n classes), each adding up to 1
 *   H(p, q)  = −Σ p_k·ln q_k            the loss
 *   H(p)     = −Σ p_k·ln p_k            the part that no prediction can take away; 0 for one-hot p
 *   D(p ‖ q) =  Σ p_k·ln(p_k / q_k)     the part that learning takes away; 0 where q = p
 *   H(p, q)  = H(p) + D(p ‖ q)
 *   two classes: H(p, q) = −p·ln q − (1 − p)·ln(1 − q)
 * </pre>
 *
 * In nats. 0·ln 0 counts as 0, its limit. Where a class that occurs (p_k &gt; 0) is given no
 * probability at all (q_k = 0), H(p, q) and D are undefined and stay empty; beside them stands what a
 * loss gives that clips probabilities to [1e-7, 1 − 1e-7], as Keras's. From logits ln q_k is z_k −
 * max z − ln Σ exp(z − max z), which is there however small q_k. (Cover and Thomas, Elements of
 * Information Theory, chapter 2.)
 *
 * @param terms class by class
 * @param entropy H(p)
 * @param divergence D(p ‖ q), the Kullback-Leibler divergence; empty where undefined
 * @param crossEntropy H(p, q); empty where undefined
 * @param clipped H(p, q) with clipped probabilities
 * @param softmax how logits became q; empty if q was given
 */
public record CrossEntropy(
        List<Term> terms,
        double entropy,
        Optional<Double> divergence,
        Optional<Double> crossEntropy,
        double clipped,
        Optional<SoftmaxSteps> softmax) {

    /** The least probability that a clipping loss sees, Keras's {@code epsilon()}. */
    public static final double LEAST = 1e-7;

    /** How far from 1 a sum of probabilities may be, as for the targets of the loss. */
    private static final double TOLERANCE = 1e-3;

    /**
     * What one class adds to each sum.
     *
     * @param p its part of the target
     * @param q its predicted probability
     * @param logQ ln q; empty where q is 0
     * @param entropy −p·ln p
     * @param divergence p·ln(p / q); empty where undefined
     * @param crossEntropy −p·ln q; empty where undefined
     * @param clipped −p·ln q with q clipped
     */
    public record Term(
            double p,
            double q,
            Optional<Double> logQ,
            double entropy,
            Optional<Double> divergence,
            Optional<Double> crossEntropy,
            double clipped) {

        private static Term of(double p, double q, double logQ) {
            Optional<Double> log = Optional.of(logQ).filter(Double::isFinite);
            double clip = StrictMath.log(Math.clamp(q, LEAST, 1 - LEAST));
            if (p == 0) return new Term(p, q, log, 0, Optional.of(0.0), Optional.of(0.0), 0);
            double logP = StrictMath.log(p);
            return new Term(
                    p,
                    q,
                    log,
                    0 - p * logP, // not −0
                    log.map(l -> p * (logP - l)),
                    log.map(l -> 0 - p * l),
                    -p * clip);
        }
    }

    /** Keeps its own list. */
    public CrossEntropy {
        terms = List.copyOf(terms);
    }

    /**
     * Of a target and predicted probabilities. These are divided by their sum, as the loss does:
     * rounded to single precision they add up to 1 almost.
     *
     * @param p the target, one-hot or soft
     * @param q the prediction
     * @throws IllegalArgumentException if there is not one q for each p, at least one, or either are
     *     no probabilities that add up to 1 within 0.001
     */
    public static CrossEntropy of(double[] p, double[] q) {
        requireAlike(p, q, "probabilities");
        requireDistribution("p", p);
        double sum = requireDistribution("q", q);
        double[] parts = Arrays.stream(q).map(x -> x / sum).toArray();
        double[] logs = Arrays.stream(parts).map(StrictMath::log).toArray();
        return of(p, parts, logs, Optional.empty());
    }

    /**
     * Of a target and values before a softmax.
     *
     * @param p the target, one-hot or soft
     * @param logits z
     * @throws IllegalArgumentException if there is not one logit for each p, at least one, a logit is
     *     not finite, or p are no probabilities that add up to 1 within 0.001
     */
    public static CrossEntropy ofLogits(double[] p, double[] logits) {
        requireAlike(p, logits, "logits");
        requireDistribution("p", p);
        SoftmaxSteps softmax = SoftmaxSteps.of(logits);
        double logSum = StrictMath.log(softmax.sum());
        double[] q = softmax.probabilities().stream().mapToDouble(x -> x).toArray();
        double[] logs = softmax.shifted().stream().mapToDouble(x -> x - logSum).toArray();
        return of(p, q, logs, Optional.of(softmax));
    }

    /**
     * Of a yes or no: two classes, yes first.
     *
     * @param p 1 for yes, 0 for no, or between
     * @param q the predicted probability of yes
     * @throws IllegalArgumentException if one is outside [0, 1]
     */
    public static CrossEntropy binary(double p, double q) {
        return of(both("p", p), both("q", q));
    }

    /**
     * Of a yes or no and the value before a sigmoid, which is a softmax of it and 0.
     *
     * @param p 1 for yes, 0 for no, or between
     * @param logit z
     * @throws IllegalArgumentException if p is outside [0, 1] or the logit is not finite
     */
    public static CrossEntropy binaryOfLogit(double p, double logit) {
        return ofLogits(both("p", p), new double[] {logit, 0});
    }

    private static CrossEntropy of(
            double[] p, double[] q, double[] logQ, Optional<SoftmaxSteps> softmax) {
        List<Term> terms = new ArrayList<>();
        for (int k = 0; k < p.length; k++) terms.add(Term.of(p[k], q[k], logQ[k]));
        return new CrossEntropy(
                terms,
                terms.stream().mapToDouble(Term::entropy).sum(),
                sum(terms, Term::divergence),
                sum(terms, Term::crossEntropy),
                terms.stream().mapToDouble(Term::clipped).sum(),
                softmax);
    }

    /** Empty if one of them is. */
    private static Optional<Double> sum(List<Term> terms, Function<Term, Optional<Double>> value) {
        double sum = 0;
        for (Term term : terms) {
            if (value.apply(term).isEmpty()) return Optional.empty();
            sum += value.apply(term).get();
        }
        return Optional.of(sum);
    }

    private static double[] both(String name, double yes) {
        if (!(yes >= 0 && yes <= 1))
            throw new IllegalArgumentException(
                    "CrossEntropy: %s must be a probability in [0, 1], got %s"
                            .formatted(name, yes));
        return new double[] {yes, 1 - yes};
    }

    private static void requireAlike(double[] p, double[] other, String what) {
        if (p.length == 0 || p.length != other.length)
            throw new IllegalArgumentException(
                    "CrossEntropy: as many %s as targets are wanted, at least one; got %d for %d"
                            .formatted(what, other.length, p.length));
    }

    private static double requireDistribution(String name, double[] values) {
        double sum = 0;
        for (double value : values) {
            if (!(value >= 0 && value <= 1 + TOLERANCE))
                throw new IllegalArgumentException(
                        "CrossEntropy: %s must be probabilities in [0, 1], got %s"
                                .formatted(name, Arrays.toString(values)));
            sum += value;
        }
        if (Math.abs(sum - 1) > TOLERANCE)
            throw new IllegalArgumentException(
                    "CrossEntropy: %s must add up to 1, but %s add up to %s"
                            .formatted(name, Arrays.toString(values), sum));
        return sum;
    }
}
