package rookery.explain;

import java.util.Locale;

/**
 * The losses of one output q = ŷ against its target y, in double precision.
 *
 * <pre>
 *   mse                        L = (q − y)²                         dL/dq = 2·(q − y)
 *   binary_crossentropy        L = −y·ln q − (1 − y)·ln(1 − q)      dL/dq = (1 − y)/(1 − q) − y/q
 *   categorical_crossentropy   L = −y·ln q                          dL/dq = −y/q
 * </pre>
 *
 * The last is the lecture's case of one dimension: the summand of one class. A summand whose weight
 * y or 1 − y is 0 counts as 0. Where a logarithm or a quotient has no value, loss and derivative are
 * NaN, which stands for "undefined" in all of {@link Backprop}. Training then clips:
 *
 * <pre>
 *   r = clip(q, 1e-7, 1 − 1e-7)   L = L(r)   dL/dq = dL/dr, 0 where the clip acts
 * </pre>
 */
public enum ScalarLoss {
    /** The squared difference. */
    MSE,
    /** Of a probability, for yes or no. */
    BINARY_CROSSENTROPY,
    /** Of a class's probability. */
    CATEGORICAL_CROSSENTROPY;

    /** How near to 0 and to 1 a clipped probability comes, as in training. */
    public static final double CLIP = 1e-7;

    /** As Keras spells it: {@code binary_crossentropy}. */
    public String kerasName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** L(y, q); NaN where it is undefined. */
    public double value(double y, double q) {
        return switch (this) {
            case MSE -> (q - y) * (q - y);
            case BINARY_CROSSENTROPY -> surprise(y, q, 0) + surprise(1 - y, 1 - q, -q);
            case CATEGORICAL_CROSSENTROPY -> surprise(y, q, 0);
        };
    }

    /** dL/dq; NaN where the loss is undefined. */
    public double derivative(double y, double q) {
        return switch (this) {
            case MSE -> 2 * (q - y);
            case BINARY_CROSSENTROPY -> quotient(1 - y, 1 - q) - quotient(y, q);
            case CATEGORICAL_CROSSENTROPY -> 0 - quotient(y, q);
        };
    }

    /** −p·ln q; where q is 1 + rest, the rest is more exact. */
    private static double surprise(double p, double q, double rest) {
        if (p == 0) return 0;
        if (!(q > 0)) return Double.NaN;
        return 0 - p * (rest == 0 ? StrictMath.log(q) : StrictMath.log1p(rest));
    }

    private static double quotient(double p, double q) {
        if (p == 0) return 0;
        return q > 0 ? p / q : Double.NaN;
    }

    /** Whether training would clip this output: it does so before a logarithm. */
    public boolean clips(double q) {
        return this != MSE && (q <= CLIP || q >= 1 - CLIP);
    }

    /** The output that a clipped loss sees. */
    public double clip(double q) {
        return clips(q) ? Math.clamp(q, CLIP, 1 - CLIP) : q;
    }

    /** The clipped loss, which is never undefined. */
    public double clippedValue(double y, double q) {
        return value(y, clip(q));
    }

    /** The clipped loss's derivative: 0 where the clip acts. */
    public double clippedDerivative(double y, double q) {
        return clips(q) ? 0 : derivative(y, q);
    }

    /** Whether an output can be measured: binary cross-entropy asks for a probability. */
    public boolean accepts(double q) {
        return this != BINARY_CROSSENTROPY || q >= 0 && q <= 1;
    }

    /** What has no value at this output: {@code ln 0 and 1/0}; empty if all has one. */
    public String undefined(double y, double q) {
        if (!Double.isNaN(value(y, q))) return "";
        return q < 0 ? "the logarithm of a number below 0" : "ln 0 and 1/0";
    }

    /** How L is computed of a target and an output written so: {@code −y·ln ŷ}. */
    public String formula(String y, String q) {
        return switch (this) {
            case MSE -> "(%s − %s)²".formatted(q, y);
            case BINARY_CROSSENTROPY -> "−%s·ln %s − (1 − %s)·ln(1 − %s)".formatted(y, q, y, q);
            case CATEGORICAL_CROSSENTROPY -> "−%s·ln %s".formatted(y, q);
        };
    }

    /** How dL/dŷ is computed of them: {@code −y/ŷ}. */
    public String derivativeFormula(String y, String q) {
        return switch (this) {
            case MSE -> "2·(%s − %s)".formatted(q, y);
            case BINARY_CROSSENTROPY -> "(1 − %s)/(1 − %s) − %s/%s".formatted(y, q, y, q);
            case CATEGORICAL_CROSSENTROPY -> "−%s/%s".formatted(y, q);
        };
    }
}
