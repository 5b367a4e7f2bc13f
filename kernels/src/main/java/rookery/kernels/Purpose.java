package rookery.kernels;

/**
 * What random numbers are drawn for: the first word of {@link Philox}'s counter, so that no two
 * uses share numbers. The codes are part of the numerics contract: never renumber one, never reuse
 * one.
 */
public enum Purpose {
    /**
     * Initial weights; the step is 0, or counts the draws of an element that is drawn again. Step −1
     * is the gradient check's, steps −2 and −3 are the directions that curvature is looked
     * for in, −4 to −6 those of landscapes.
     */
    INITIALIZE(1),

    /** Order of the rows in an epoch; the step is the epoch. */
    SHUFFLE(2),

    /** Dropout masks; the step counts from the start of the run. */
    DROPOUT(3),

    /** Which rows are for training and which for validation; the step is 0. */
    SPLIT(4),

    /** Generated data sets; the step is 0. */
    DATA(5),

    /** Masks of alpha dropout; the step counts from the start of the run. */
    ALPHA_DROPOUT(7),

    /** Factors of Gaussian dropout; likewise. */
    GAUSSIAN_DROPOUT(8),

    /** What Gaussian noise layers add; likewise. */
    GAUSSIAN_NOISE(9),

    /** Noise on gradients; the step counts from the start of the run, the layer is the tensor. */
    GRADIENT_NOISE(10),

    /** Which row's value a row is given, to see how much its own matters; the step is the repeat. */
    PERMUTE(11);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** The word in the counter. */
    public int code() {
        return code;
    }
}
