package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/** A metric being computed: rows go in, in order, batch after batch. */
public interface Accumulator {

    /**
     * Refuses targets that the metric cannot be computed of; takes any unless overridden.
     *
     * @throws IllegalArgumentException naming row, column and value
     */
    default void check(Matrix targets) {}

    /**
     * Takes in the first {@code rows} examples of the panels; allocates nothing, but for what grows
     * with the rows seen and is kept over {@link #reset}.
     */
    void add(Kernels kernels, Panels target, Panels prediction, int rows);

    /** The metric over all rows since the last reset; NaN if there were none. */
    double value();

    /** Forgets all rows. */
    void reset();
}
