package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/** The fraction of rows whose class is among the k largest outputs. */
final class TopK implements Accumulator {

    private final String metric;
    private final int k;
    private final int outputs;
    private final Decisions decisions;
    private long hits;
    private long rows;

    TopK(Metric metric, int k, int outputs, Loss loss) {
        this.metric = metric.name();
        this.k = k;
        this.outputs = outputs;
        decisions = new Decisions(this.metric, outputs, loss);
    }

    @Override
    public void check(Matrix targets) {
        Targets.checkYesOrNo(metric, targets, outputs);
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        decisions.decide(kernels, target, prediction, rows);
        for (int b = 0; b < rows; b++)
            if (larger(prediction, b, outputs == 1 ? 0 : decisions.actual(b)) < k) hits++;
        this.rows += rows;
    }

    /** How many outputs are larger than that of the class; all, if that is NaN. */
    private static int larger(Panels prediction, int example, int actual) {
        float score = prediction.get(example, actual);
        int larger = 0;
        for (int j = 0; j < prediction.features(); j++)
            if (j != actual && !(prediction.get(example, j) <= score)) larger++;
        return larger;
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
