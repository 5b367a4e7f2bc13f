package rookery.explain;

import java.util.Locale;

/**
 * The activations of a neuron with one input, in double precision.
 *
 * <pre>
 *   relu      F(z) = max(0, z)            F′(z) = 1 if z &gt; 0, else 0
 *   sigmoid   F(z) = 1/(1 + e^−z)         F′(z) = σ(z)·(1 − σ(z))
 *   tanh      F(z) = tanh(z)              F′(z) = 1 − tanh(z)²
 *   linear    F(z) = z                    F′(z) = 1
 * </pre>
 *
 * The derivative of relu at 0 is taken as 0, as in training.
 */
public enum ScalarActivation {
    /** Lets what is above 0 through. */
    RELU,
    /** Into (0, 1). */
    SIGMOID,
    /** Into (−1, 1). */
    TANH,
    /** As it is. */
    LINEAR;

    /** As Keras spells it: {@code relu}. */
    public String kerasName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** F(z). */
    public double value(double z) {
        return switch (this) {
            case RELU -> Math.max(0, z);
            case SIGMOID -> sigmoid(z);
            case TANH -> StrictMath.tanh(z);
            case LINEAR -> z;
        };
    }

    /** F′(z), without cancellation where F is all but flat. */
    public double derivative(double z) {
        return switch (this) {
            case RELU -> z > 0 ? 1 : 0;
            case SIGMOID -> sigmoid(z) * sigmoid(-z);
            case TANH -> 1 / (StrictMath.cosh(z) * StrictMath.cosh(z));
            case LINEAR -> 1;
        };
    }

    /** Whether F has no derivative at z. */
    public boolean kink(double z) {
        return this == RELU && z == 0;
    }

    /** How F of what is written so is called: {@code σ(z)}. */
    public String symbol(String z) {
        return switch (this) {
            case RELU -> "relu(" + z + ")";
            case SIGMOID -> "σ(" + z + ")";
            case TANH -> "tanh(" + z + ")";
            case LINEAR -> z;
        };
    }

    /** How F is computed of what is written so: {@code 1/(1 + e^−z)}. */
    public String formula(String z) {
        return switch (this) {
            case RELU -> "max(0, " + z + ")";
            case SIGMOID -> "1/(1 + e^−" + z + ")";
            case TANH, LINEAR -> symbol(z);
        };
    }

    /**
     * How F′ is computed: {@code σ(z)·(1 − σ(z))}.
     *
     * @param z how z is written
     * @param y how F(z) is written
     */
    public String derivativeFormula(String z, String y) {
        return switch (this) {
            case RELU -> "1 if " + z + " > 0, else 0";
            case SIGMOID -> y + "·(1 − " + y + ")";
            case TANH -> "1 − " + y + "²";
            case LINEAR -> "1";
        };
    }

    private static double sigmoid(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
