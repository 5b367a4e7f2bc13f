package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/** The averaged area under the curves of several outputs. */
final class Areas implements Accumulator {

    private final Auc metric;
    private final int outputs;
    private final boolean classNumbers;
    private final int first;

    /** One for each output that counts, or one of all together; made when there are rows. */
    private Scores[] scores = {};

    private long rows;

    Areas(Auc metric, int outputs, boolean classNumbers) {
        this.metric = metric;
        this.outputs = outputs;
        this.classNumbers = classNumbers;
        first = metric.average() == Average.BINARY ? outputs - 1 : 0;
    }

    @Override
    public void check(Matrix targets) {
        Targets.checkYesOrNo(metric.name(), targets, outputs);
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        boolean together = metric.average() == Average.MICRO;
        if (scores.length == 0) {
            scores = new Scores[together ? 1 : outputs - first];
            for (int i = 0; i < scores.length; i++) scores[i] = metric.scores();
        }
        for (int b = 0; b < rows; b++)
            for (int k = first; k < outputs; k++)
                scores[together ? 0 : k - first].add(
                        prediction.get(b, k), Targets.yes(target, b, k, classNumbers));
        this.rows += rows;
    }

    @Override
    public double value() {
        if (rows == 0) return Double.NaN;
        long all = 0;
        for (Scores each : scores) all += each.yes();
        boolean weighted = metric.average() == Average.WEIGHTED && all > 0;
        double sum = 0;
        for (Scores each : scores) {
            long weight = weighted ? each.yes() : 1;
            if (weight > 0) sum += weight * each.area();
        }
        return sum / (weighted ? all : scores.length);
    }

    @Override
    public void reset() {
        for (Scores each : scores) each.reset();
        rows = 0;
    }
}
