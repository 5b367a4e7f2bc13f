package rookery.benchmarks;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;

/** Data of any size that can be learned: normal numbers, the class is where the largest stands. */
public final class Examples {

    private Examples() {}

    /** Rows of features, one row behind the other. */
    public static float[] features(int rows, int cols) {
        float[] values = new float[Math.multiplyExact(rows, cols)];
        Philox.normal(0, Purpose.DATA, 0, 0, 0, values, 0, values.length);
        return values;
    }

    /** Each row's class: which of its first features is the largest. */
    public static int[] classes(float[] features, int cols, int classes) {
        int[] labels = new int[features.length / cols];
        for (int row = 0; row < labels.length; row++) {
            int best = 0;
            for (int k = 1; k < Math.min(classes, cols); k++)
                if (features[row * cols + k] > features[row * cols + best]) best = k;
            labels[row] = best;
        }
        return labels;
    }

    /** Classes as rows of zeros with a one. */
    public static float[] oneHot(int[] labels, int classes) {
        float[] rows = new float[Math.multiplyExact(labels.length, classes)];
        for (int row = 0; row < labels.length; row++) rows[row * classes + labels[row]] = 1;
        return rows;
    }
}
