package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.function.ToDoubleFunction;

/** A number made of how often each class is predicted and there; each row has one class. */
final class ClassScores implements Accumulator {

    private final String metric;
    private final int outputs;
    private final Decisions decisions;
    private final ClassCounts counts;
    private final ToDoubleFunction<ClassCounts> score;
    private long rows;

    ClassScores(Metric metric, int outputs, Loss loss, ToDoubleFunction<ClassCounts> score) {
        this.metric = metric.name();
        this.outputs = outputs;
        this.score = score;
        decisions = new Decisions(this.metric, outputs, loss);
        counts = new ClassCounts(decisions.classes());
    }

    @Override
    public void check(Matrix targets) {
        Targets.checkClasses(metric, targets, outputs);
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        decisions.decide(kernels, target, prediction, rows);
        for (int b = 0; b < rows; b++) counts.add(decisions.actual(b), decisions.predicted(b));
        this.rows += rows;
    }

    @Override
    public double value() {
        return rows == 0 ? Double.NaN : score.applyAsDouble(counts);
    }

    @Override
    public void reset() {
        counts.reset();
        rows = 0;
    }
}
