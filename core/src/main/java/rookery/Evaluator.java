package rookery;

import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.layers.Pass;
import rookery.metrics.Accumulator;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Measures weights, as they are at each call, on one data set in inference mode. */
final class Evaluator {

    /** Rows computed at a time: enough to be fast, and fewer than training needs memory for. */
    private static final int ROWS = 256;

    /** Of a network that is read from memory again for each of these. */
    private static final int ROWS_IF_LARGE = 1024;

    private final Learner learner;
    private final Dataset data;
    private final Workspace workspace;
    private final Penalty penalty;
    private final Pass pass = new Pass(false, 0);
    private final Accumulator[] metrics;
    private final float[] weights;
    private final int[] order;
    private final int most;
    private final int threads;
    private final Workers.Work examples = this::examples;
    private int first;

    /**
     * Of the learner's metrics, over these parameters.
     *
     * @throws IllegalArgumentException if the data do not fit the network
     */
    Evaluator(Learner learner, Parameters parameters, String what, Dataset data) {
        this(
                learner,
                parameters,
                what,
                data,
                data.weights().orElse(null),
                learner.metrics().stream()
                        .map(m -> m.accumulator(learner.network().outputs(), learner.loss()))
                        .toArray(Accumulator[]::new));
    }

    /** Of other metrics than the learner's. */
    Evaluator(
            Learner learner,
            Parameters parameters,
            String what,
            Dataset data,
            Accumulator... metrics) {
        this(learner, parameters, what, data, data.weights().orElse(null), metrics);
    }

    /** With other weights of the rows than their own; null if all are 1. */
    Evaluator(
            Learner learner,
            Parameters parameters,
            String what,
            Dataset data,
            float[] weights,
            Accumulator... metrics) {
        learner.check(what, data);
        for (Accumulator metric : metrics) metric.check(data.targets());
        this.learner = learner;
        this.data = data;
        most = Math.min(data.rows(), Losses.large(parameters) ? ROWS_IF_LARGE : ROWS);
        workspace = new Workspace(learner, parameters, null, most);
        penalty = new Penalty(learner.network(), parameters);
        if (weights != null && learner.loss().totals() > 0)
            throw new IllegalArgumentException(
                    "%s: this loss is one of all rows together, which cannot have weights"
                            .formatted(what));
        this.metrics = metrics;
        this.weights = weights;
        order = IntStream.range(0, data.rows()).toArray();
        threads = Threads.forWork((double) parameters.count() * most, Panels.count(most));
    }

    /** Loss, weighted by the rows' own weights, with regularizers' penalties, and metrics. */
    Evaluation evaluate(Kernels kernels) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        values.put("loss", measure(kernels));
        for (int k = 0; k < metrics.length; k++)
            values.put(learner.metrics().get(k).name(), metrics[k].value());
        return new Evaluation(values);
    }

    /** The loss; the metrics have taken in all rows then. */
    double measure(Kernels kernels) {
        return measure(kernels, threads);
    }

    /** The same on this many threads at most. */
    double measure(Kernels kernels, int threads) {
        for (Accumulator metric : metrics) metric.reset();
        workspace.clearTotals();
        double sum = 0;
        for (first = 0; first < data.rows(); first += most) {
            int rows = Math.min(most, data.rows() - first);
            pass.begin(kernels, 0, 0, rows);
            Workers.run(examples, Math.min(threads, Panels.count(rows)));
            for (int b = 0; b < rows; b++)
                sum += (weights == null ? 1 : weights[first + b]) * workspace.losses()[b];
            workspace.addTotals(rows);
            for (Accumulator metric : metrics)
                metric.add(kernels, workspace.target(), workspace.output(), rows);
        }
        return loss(sum) + penalty.value(kernels);
    }

    /** The mean over the rows, or what the sums over all of them say. */
    private double loss(double sum) {
        if (learner.loss().totals() == 0) return sum / data.rows();
        workspace.losses(pass, 0, 1);
        return workspace.losses()[0];
    }

    private void examples(int share, int shares) {
        int panels = Panels.count(pass.rows());
        int from = panels * share / shares;
        int to = panels * (share + 1) / shares;
        workspace.gather(pass.kernels(), data, order, first, pass.rows(), from, to);
        workspace.forward(pass, from, to);
        workspace.losses(pass, from, to);
    }
}
