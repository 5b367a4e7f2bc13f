package rookery.data;

import rookery.activations.Sigmoid;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.MeanAbsolutePercentageError;
import rookery.losses.MeanSquaredLogarithmicError;
import rookery.losses.Poisson;

/**
 * How a network sees the target of a row. A class's {@code c} is its position in the class names; a
 * number is standardized unless it is to be seen as it is.
 */
public enum TargetForm {
    /** A target column a class, 1 for the row's class and else 0; an output a class. */
    ONE_HOT,
    /** One target column with c; an output a class. For {@code sparse_categorical_crossentropy}. */
    INDEX,
    /**
     * One target column with c; one output, the probability of the second class. For {@code
     * binary_crossentropy}; more than two classes become {@link #ONE_HOT}.
     */
    BINARY,
    /**
     * A number as it is in the table. For {@code poisson}, {@code mean_squared_logarithmic_error} and
     * {@code mean_absolute_percentage_error}, which a shift would make meaningless. Classes become
     * {@link #ONE_HOT}.
     */
    AS_IS,
    /**
     * A number, standardized, of which the network says the mean and the logarithm of the variance:
     * two outputs. For {@code gaussian_nll}. Classes become {@link #ONE_HOT}.
     */
    NORMAL;

    private static final int TWO_CLASSES = 2;

    /** The form that {@code loss} works on; one that belongs to a sigmoid, on {@link #BINARY}. */
    public static TargetForm of(Loss loss) {
        if (loss instanceof Poisson
                || loss instanceof MeanSquaredLogarithmicError
                || loss instanceof MeanAbsolutePercentageError) return AS_IS;
        if (loss instanceof GaussianNll) return NORMAL;
        boolean yesOrNo = loss.onLogits(new Sigmoid()).isPresent();
        if (yesOrNo || loss instanceof BinaryCrossentropy) return BINARY;
        return loss.targets(TWO_CLASSES) == 1 ? INDEX : ONE_HOT;
    }

    TargetForm forClasses(int classes) {
        return switch (this) {
            case ONE_HOT, INDEX -> this;
            case BINARY -> classes == TWO_CLASSES ? this : ONE_HOT;
            case AS_IS, NORMAL -> ONE_HOT;
        };
    }
}
