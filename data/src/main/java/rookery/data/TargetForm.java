package rookery.data;

import rookery.losses.BinaryCrossentropy;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;

/** How a network sees the class of a row; {@code c} is its position in the class names. */
public enum TargetForm {
    /** One column a class, 1 for the row's class and else 0; one output a class. */
    ONE_HOT,
    /** One column with c; one output a class. For {@code sparse_categorical_crossentropy}. */
    INDEX,
    /** One column with c; one output, the probability of the second of two classes. For {@code binary_crossentropy}. */
    BINARY;

    /** The form that {@code loss} works on; binary cross-entropy of more than two classes is one-hot. */
    public static TargetForm of(Loss loss, int classes) {
        return switch (loss) {
            case SparseCategoricalCrossentropy _ -> INDEX;
            case BinaryCrossentropy _ when classes == 2 -> BINARY;
            default -> ONE_HOT;
        };
    }

    /** The number of target columns. */
    int columns(int classes) {
        return this == ONE_HOT ? classes : 1;
    }

    /** The number of outputs the network needs. */
    int outputs(int classes) {
        return this == BINARY ? 1 : classes;
    }
}
