package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

import java.util.function.DoubleUnaryOperator;

/** A metric that is the mean of one number an example, added up in row order. */
class MeanOverRows implements Accumulator {

    /** The number of one example. */
    interface OfExample {
        double value(Panels target, Panels prediction, int example);
    }

    private final OfExample ofExample;
    private final DoubleUnaryOperator ofMean;
    private double sum;
    private long rows;

    MeanOverRows(OfExample ofExample) {
        this(ofExample, mean -> mean);
    }

    /** A function of the mean. */
    MeanOverRows(OfExample ofExample, DoubleUnaryOperator ofMean) {
        this.ofExample = ofExample;
        this.ofMean = ofMean;
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        for (int b = 0; b < rows; b++) sum += ofExample.value(target, prediction, b);
        this.rows += rows;
    }

    @Override
    public double value() {
        return ofMean.applyAsDouble(sum / rows);
    }

    @Override
    public void reset() {
        sum = 0;
        rows = 0;
    }
}
