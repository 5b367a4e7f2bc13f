package rookery.losses;

import rookery.tensor.Matrix;

import java.util.function.DoublePredicate;

/** What losses demand of their targets. */
final class Targets {

    private Targets() {}

    /**
     * Refuses numbers of another kind.
     *
     * @param what a target must be: {@code at least 0}
     */
    static void require(String loss, Matrix targets, String what, DoublePredicate fits) {
        for (int row = 0; row < targets.rows(); row++)
            for (int k = 0; k < targets.cols(); k++)
                if (!fits.test(targets.get(row, k)))
                    throw new IllegalArgumentException(
                            "%s: target row %d, column %d must be %s, got %s"
                                    .formatted(loss, row, k, what, targets.get(row, k)));
    }

    /** Refuses numbers outside [0, 1]. */
    static void requireYesOrNo(String loss, Matrix targets) {
        require(loss, targets, "in [0, 1]", y -> y >= 0 && y <= 1);
    }

    /** Refuses rows that are no probabilities of classes. */
    static void requireDistributions(String loss, Matrix targets) {
        require(loss, targets, "a probability in [0, 1]", p -> p >= 0 && p <= 1);
        for (int row = 0; row < targets.rows(); row++) {
            double sum = 0;
            for (int k = 0; k < targets.cols(); k++) sum += targets.get(row, k);
            if (Math.abs(sum - 1) > 1e-3)
                throw new IllegalArgumentException(
                        "%s: target row %d must sum to 1, sums to %s".formatted(loss, row, sum));
        }
    }

    /** Refuses all but −1 and 1, or 0 and 1. */
    static void requireSigns(String loss, Matrix targets) {
        require(loss, targets, "-1 or 1 (or 0 or 1)", y -> y == -1 || y == 0 || y == 1);
        int[] zero = first(targets, 0);
        int[] minus = first(targets, -1);
        if (zero != null && minus != null)
            throw new IllegalArgumentException(
                    ("%s: targets must be -1 and 1, or 0 and 1, but row %d, column %d is 0 and row"
                                    + " %d, column %d is -1")
                            .formatted(loss, zero[0], zero[1], minus[0], minus[1]));
    }

    /** Row and column of the first target of this value; null if there is none. */
    private static int[] first(Matrix targets, float value) {
        for (int row = 0; row < targets.rows(); row++)
            for (int k = 0; k < targets.cols(); k++)
                if (targets.get(row, k) == value) return new int[] {row, k};
        return null;
    }

    /** ±1 for a target that says no as −1 or as 0. */
    static double sign(double target) {
        return target > 0 ? 1 : -1;
    }

    /** Refuses a share of label smoothing that is none. */
    static void requireSmoothing(String loss, double labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
            throw new IllegalArgumentException(
                    "%s: labelSmoothing must be in [0, 1], got %s".formatted(loss, labelSmoothing));
    }
}
