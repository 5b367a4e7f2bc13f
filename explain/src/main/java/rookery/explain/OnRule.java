package rookery.explain;

import rookery.activations.Activation;
import rookery.activations.Celu;
import rookery.activations.CustomActivation;
import rookery.activations.Elu;
import rookery.activations.Exponential;
import rookery.activations.Gelu;
import rookery.activations.Glu;
import rookery.activations.HardShrink;
import rookery.activations.HardSigmoid;
import rookery.activations.HardSilu;
import rookery.activations.HardTanh;
import rookery.activations.LeakyRelu;
import rookery.activations.Linear;
import rookery.activations.LogSigmoid;
import rookery.activations.LogSoftmax;
import rookery.activations.Mish;
import rookery.activations.Relu;
import rookery.activations.Relu6;
import rookery.activations.Selu;
import rookery.activations.Sigmoid;
import rookery.activations.Silu;
import rookery.activations.SoftShrink;
import rookery.activations.Softmax;
import rookery.activations.Softplus;
import rookery.activations.Softsign;
import rookery.activations.SparsePlus;
import rookery.activations.SparseSigmoid;
import rookery.activations.Sparsemax;
import rookery.activations.Squareplus;
import rookery.activations.Tanh;
import rookery.activations.TanhShrink;
import rookery.activations.Threshold;
import rookery.layers.Dense;
import rookery.layers.Layer;

/** When a unit counts as on, for each activation. */
enum OnRule {
    /** What lets no gradient through where it is off: a unit that is never on is dead. */
    LETS_THROUGH("y > 0", true),

    /** The same of those that are 0 in the middle. */
    NOT_ZERO("y ≠ 0", true),

    /** What goes on smoothly, or nearly so, on both sides. */
    ABOVE_ZERO("z > 0", false),

    /** What has no z of its own. */
    POSITIVE("y > 0", false),

    /** Of units that share a row out among themselves, the one with most; the first of equals. */
    LARGEST("y is its row's largest", false);

    private final String words;
    private final boolean stops;

    OnRule(String words, boolean stops) {
        this.words = words;
        this.stops = stops;
    }

    /** The rule for people. */
    String words() {
        return words;
    }

    /** Whether a unit that is off lets no gradient through. */
    boolean stops() {
        return stops;
    }

    /** The activation that a layer is or ends with, which may be linear. */
    static Activation activation(Layer layer) {
        return switch (layer) {
            case Dense dense -> dense.activation();
            case rookery.layers.Activation activation -> activation.activation();
            default -> new Linear();
        };
    }

    /** Keras's name for an activation, or that of its class if it is a user's own. */
    static String name(Activation activation) {
        return activation instanceof CustomActivation
                ? activation.getClass().getSimpleName()
                : Activation.NAMES.nameOf(activation);
    }

    /** The rule of an activation. */
    static OnRule of(Activation activation) {
        return switch (activation) {
            case Relu relu -> relu.negativeSlope() == 0 ? LETS_THROUGH : ABOVE_ZERO;
            case Relu6 _, SparsePlus _ -> LETS_THROUGH;
            case HardShrink _, SoftShrink _ -> NOT_ZERO;
            case Softmax _, LogSoftmax _, Sparsemax _ -> LARGEST;
            case Linear _, Glu _, CustomActivation _ -> POSITIVE;
            case LeakyRelu _,
                    Elu _,
                    Selu _,
                    Celu _,
                    Gelu _,
                    Silu _,
                    Mish _,
                    Softplus _,
                    Softsign _,
                    Squareplus _,
                    Sigmoid _,
                    LogSigmoid _,
                    HardSigmoid _,
                    SparseSigmoid _,
                    HardSilu _,
                    Tanh _,
                    HardTanh _,
                    TanhShrink _,
                    Threshold _,
                    Exponential _ ->
                    ABOVE_ZERO;
        };
    }

    /** Where a unit's y is taken as saturated. */
    enum Saturation {
        /** Nowhere: y has no two ends. */
        NONE,
        /** y in (0, 1): |2y − 1| > 0.99. */
        SIGMOID,
        /** y in (−1, 1): |y| > 0.99. */
        TANH;

        private static final double END = 0.99;

        /** That of an activation. */
        static Saturation of(Activation activation) {
            return switch (activation) {
                case Sigmoid _, HardSigmoid _, SparseSigmoid _ -> SIGMOID;
                case Tanh _, HardTanh _, Softsign _ -> TANH;
                default -> NONE;
            };
        }

        /** Whether y is so near an end that little gradient passes. */
        boolean at(float y) {
            return switch (this) {
                case NONE -> false;
                case SIGMOID -> Math.abs(2.0 * y - 1) > END;
                case TANH -> Math.abs(y) > END;
            };
        }
    }
}
