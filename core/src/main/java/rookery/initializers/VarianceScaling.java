package rookery.initializers;

import java.util.Objects;

/**
 * Random numbers whose variance is divided by the number of a layer's inputs, units, or their mean.
 *
 * <pre>
 *   v = scale / n,   n = inputs, units or (inputs + units) / 2
 *   truncated_normal:    w ~ N(0, σ²) within 2σ, scaled so that the variance is v
 *   untruncated_normal:  w ~ N(0, v)
 *   uniform:             w ~ U(−√(3v), √(3v))
 * </pre>
 *
 * Keras's {@code VarianceScaling}, whose distribution "normal" is truncated_normal. Glorot's, He's
 * and LeCun's are members of their own; their numbers can be one rounding from these.
 *
 * @param scale positive; Keras's default is 1
 * @param mode by what the scale is divided; inputs
 * @param distribution truncated normal
 */
public record VarianceScaling(double scale, Mode mode, Distribution distribution)
        implements Initializer {

    /** By what the scale is divided. */
    public enum Mode {
        /** Inputs. */
        FAN_IN,

        /** Units. */
        FAN_OUT,

        /** The mean of inputs and units. */
        FAN_AVG
    }

    /** What the numbers are drawn from. */
    public enum Distribution {
        /** Uniform around 0. */
        UNIFORM,

        /** Normal within two standard deviations. */
        TRUNCATED_NORMAL,

        /** Normal. */
        UNTRUNCATED_NORMAL
    }

    /** Keras's defaults. */
    public VarianceScaling() {
        this(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
    }

    /** Checks the scale. */
    public VarianceScaling {
        Objects.requireNonNull(mode, "VarianceScaling: mode");
        Objects.requireNonNull(distribution, "VarianceScaling: distribution");
        if (!(scale > 0 && (float) scale < Float.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "VarianceScaling: scale must be positive and finite, got " + scale);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        double variance =
                scale
                        / switch (mode) {
                            case FAN_IN -> fanIn;
                            case FAN_OUT -> fanOut;
                            case FAN_AVG -> ((double) fanIn + fanOut) / 2;
                        };
        switch (distribution) {
            case UNIFORM -> Draws.uniform(values, Math.sqrt(3 * variance), seed, tensor);
            case TRUNCATED_NORMAL ->
                    Draws.truncatedNormal(values, Math.sqrt(variance), seed, tensor);
            case UNTRUNCATED_NORMAL -> Draws.normal(values, 0, Math.sqrt(variance), seed, tensor);
        }
    }
}
