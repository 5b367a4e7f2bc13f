package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/** A metric that is the mean of one number an example, added up in row order. */
final class MeanOverRows implements Accumulator {

    /** The number of one example. */
    interface OfExample {
        double value(Panels target, Panels prediction, int example);
    }

    private final OfExample ofExample;
    private double sum;
    private long rows;

    MeanOverRows(OfExample ofExample) {
        this.ofExample = ofExample;
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        for (int b = 0; b < rows; b++) sum += ofExample.value(target, prediction, b);
        this.rows += rows;
    }

    @Override
    public double value() {
        return sum / rows;
    }

    @Override
    public void reset() {
        sum = 0;
        rows = 0;
    }
}
