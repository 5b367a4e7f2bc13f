package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/** A metric being computed: rows go in, in order, batch after batch. */
public interface Accumulator {

    /** Takes in the first {@code rows} examples of the panels; allocates nothing. */
    void add(Kernels kernels, Panels target, Panels prediction, int rows);

    /** The metric over all rows since the last reset; NaN if there were none. */
    double value();

    /** Forgets all rows. */
    void reset();
}
