package rookery.metrics;

import rookery.losses.Loss;

/**
 * The fraction of rows whose class is among the k largest outputs: one-hot rows.
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
public record TopKCategoricalAccuracy(int k) implements Metric {

    private static final int K = 5;

    /** Keras's default of 5. */
    public TopKCategoricalAccuracy() {
        this(K);
    }

    /** Checks k. */
    public TopKCategoricalAccuracy {
        if (k < 1)
            throw new IllegalArgumentException(
                    "TopKCategoricalAccuracy: k must be at least 1, got " + k);
    }

    @Override
    public String name() {
        return "top_k_categorical_accuracy" + (k == K ? "" : "_" + k);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireClasses(name(), loss);
        if (loss.targets(outputs) != outputs)
            throw new IllegalArgumentException(
                    name()
                            + ": needs one-hot targets; for class numbers in one column use"
                            + " sparse_top_k_categorical_accuracy");
        return new TopK(this, k, outputs, loss);
    }
}
