package rookery.data;

import rookery.activations.Sigmoid;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.Loss;

/** How a network sees the class of a row; {@code c} is its position in the class names. */
public enum TargetForm {
    /** A target column a class, 1 for the row's class and else 0; an output a class. */
    ONE_HOT,
    /** One target column with c; an output a class. For {@code sparse_categorical_crossentropy}. */
    INDEX,
    /**
     * One target column with c; one output, the probability of the second class. For {@code
     * binary_crossentropy}; more than two classes become {@link #ONE_HOT}.
     */
    BINARY;

    private static final int TWO_CLASSES = 2;

    /** The form that {@code loss} works on; one that belongs to a sigmoid, on {@link #BINARY}. */
    public static TargetForm of(Loss loss) {
        boolean yesOrNo = loss.onLogits(new Sigmoid()).isPresent();
        if (yesOrNo || loss instanceof BinaryCrossentropy) return BINARY;
        return loss.targets(TWO_CLASSES) == 1 ? INDEX : ONE_HOT;
    }

    TargetForm forClasses(int classes) {
        return this == BINARY && classes != TWO_CLASSES ? ONE_HOT : this;
    }
}
