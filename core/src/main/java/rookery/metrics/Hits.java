package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Panels;

/** The fraction of rows whose largest output is the class the target names. */
final class Hits implements Accumulator {

    private final Decisions decisions;
    private long hits;
    private long rows;

    Hits(String metric, int outputs, Loss loss) {
        decisions = new Decisions(metric, outputs, loss);
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        decisions.decide(kernels, target, prediction, rows);
        for (int b = 0; b < rows; b++) hits += decisions.right(b) ? 1 : 0;
        this.rows += rows;
    }

    @Override
    public double value() {
        return (double) hits / rows;
    }

    @Override
    public void reset() {
        hits = 0;
        rows = 0;
    }
}
