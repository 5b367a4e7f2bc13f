package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/** The mean of a loss over the rows, added up in row order. */
final class LossOverRows implements Accumulator {

    private final String metric;
    private final int outputs;
    private final Loss loss;
    private double[] values = {};
    private Panels scratch = new Panels(0, 0);
    private double sum;
    private long rows;

    LossOverRows(Metric metric, int outputs, Loss loss) {
        this.metric = metric.name();
        this.outputs = outputs;
        this.loss = loss;
    }

    @Override
    public void check(Matrix targets) {
        Targets.checkClasses(metric, targets, outputs);
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        int panels = Panels.count(rows);
        if (scratch.panels() < panels) {
            scratch = new Panels(prediction.features(), panels);
            values = new double[panels * Panels.LANES];
        }
        loss.value(kernels, target, prediction, scratch, values, 0, panels);
        for (int b = 0; b < rows; b++) sum += values[b];
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
