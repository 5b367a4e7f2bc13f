package rookery.metrics;

import rookery.losses.Loss;

/**
 * The fraction of rows whose class is among the k largest outputs: class numbers in one column.
 *
 * <pre>
 *   mean over rows of [ how many outputs are larger than that of the row's class &lt; k ]
 * </pre>
 *
 * Of outputs that equal the k-th largest all are among them, as in Keras; scikit-learn takes those of
 * the highest places. More than there are outputs is allowed and always right.
 *
 * @param k how many outputs count, 5 unless told
 */
public record SparseTopKCategoricalAccuracy(int k) implements Metric {

    private static final int K = 5;

    /** Keras's default of 5. */
    public SparseTopKCategoricalAccuracy() {
        this(K);
    }

    /** Checks k. */
    public SparseTopKCategoricalAccuracy {
        if (k < 1)
            throw new IllegalArgumentException(
                    "SparseTopKCategoricalAccuracy: k must be at least 1, got " + k);
    }

    @Override
    public String name() {
        return "sparse_top_k_categorical_accuracy" + (k == K ? "" : "_" + k);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        if (loss.targets(outputs) != 1 || outputs == 1)
            throw new IllegalArgumentException(
                    name()
                            + ": needs class numbers in one column; for one-hot targets use"
                            + " top_k_categorical_accuracy");
        return new TopK(this, k, outputs, loss);
    }
}
