package rookery.explain.importance;

import rookery.InputGradients;
import rookery.data.CategoryEncoder;
import rookery.data.CodeEncoder;
import rookery.data.Column;
import rookery.data.ColumnEncoder;
import rookery.data.NumberColumn;
import rookery.data.NumberEncoder;
import rookery.data.TableModel;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Integrates gradients from one baseline to any rows: network, baseline and columns together. */
final class Attributor {

    private static final double PERCENT = 100;

    /** Rows whose features are computed at a time, as embeddings make them wide. */
    private static final int BLOCK = 1024;

    private final TableModel model;
    private final List<Answer> answers;
    private final InputGradients gradients;
    private final int[] begins;
    private final float[] baseline;
    private final String words;
    private final List<String> baselineValues;

    /**
     * @param rows of the table that a baseline's row is in
     * @param background the rows that a mean is taken of
     */
    Attributor(TableModel model, Rows rows, Rows background, Baseline baseline) {
        this.model = model;
        answers = Answer.of(model);
        gradients = model.model().inputGradients();
        List<InputColumn> columns = InputColumn.of(model.encoding());
        begins = new int[columns.size() + 1];
        for (int k = 0; k < columns.size(); k++)
            begins[k] = gradients.begin(columns.get(k).first());
        begins[columns.size()] = gradients.begin(model.encoding().inputs());
        switch (baseline) {
            case Baseline.Mean _ -> {
                this.baseline = mean(background.data().features());
                words =
                        background.set() == RowSet.TRAINING
                                ? "the mean of the training rows"
                                : "the mean of these rows";
                baselineValues = values(feature -> mean(feature, background));
            }
            case Baseline.Zero _ -> {
                int inputs = model.encoding().inputs();
                Matrix zero = Matrix.wrap(1, inputs, new float[inputs]);
                this.baseline = gradients.features(zero).row(0);
                words = "all inputs 0";
                baselineValues = values(Attributor::zero);
            }
            case Baseline.Row(int number) -> {
                rows.require(number);
                this.baseline = features(rows, number);
                words = "row " + number;
                baselineValues =
                        values(feature -> rows.table().column(feature.column()).text(number));
            }
        }
    }

    private interface Telling {
        String of(ColumnEncoder feature);
    }

    private List<String> values(Telling telling) {
        return model.encoding().features().stream().map(telling::of).toList();
    }

    /** What the baseline is, in words. */
    String words() {
        return words;
    }

    /** What the network sees of rows on average. */
    private float[] mean(Matrix inputs) {
        double[] sums = new double[gradients.begin(inputs.cols())];
        for (int first = 0; first < inputs.rows(); first += BLOCK) {
            int last = Math.min(inputs.rows(), first + BLOCK);
            Matrix block = inputs.select(IntStream.range(first, last).toArray());
            float[] values = gradients.features(block).values();
            for (int at = 0; at < values.length; at++) sums[at % sums.length] += values[at];
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) mean[i] = (float) (sums[i] / inputs.rows());
        return mean;
    }

    /** A column's mean, or its most frequent category with its share. */
    private static String mean(ColumnEncoder feature, Rows background) {
        Column column = background.table().column(feature.column());
        int[] rows = background.numbers();
        if (column instanceof NumberColumn numbers && feature instanceof NumberEncoder encoder) {
            double sum = 0;
            for (int row : rows) sum += numbers.missing(row) ? encoder.fill() : numbers.value(row);
            return brief(sum / rows.length);
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : rows) counts.merge(column.text(row), 1, Integer::sum);
        Map.Entry<String, Integer> most =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return "%s %.0f %%"
                .formatted(
                        most.getKey().isEmpty() ? "missing" : most.getKey(),
                        PERCENT * most.getValue() / rows.length);
    }

    private static String zero(ColumnEncoder feature) {
        return switch (feature) {
            case NumberEncoder number -> brief(number.shift());
            case CategoryEncoder _ -> "none";
            case CodeEncoder _ -> "missing";
        };
    }

    private static String brief(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private float[] features(Rows rows, int number) {
        return gradients.features(model.encoding().encode(rows.table(), number).values()).row(0);
    }

    /** The answer that the model gives for a row: its most probable class, or the number. */
    Answer predicted(Rows rows, int number) {
        Matrix inputs = model.encoding().encode(rows.table(), number).values();
        float[] outputs = model.model().predict(inputs).row(0);
        Answer best = answers.getFirst();
        for (Answer answer : answers)
            if (answer.of(outputs[answer.output()]) > best.of(outputs[best.output()]))
                best = answer;
        return best;
    }

    /** Integrates from the baseline to a row. */
    PathIntegral integral(Rows rows, int number, Answer answer) {
        PathIntegral.Line line = new PathIntegral.Line(baseline, features(rows, number), begins);
        return PathIntegral.of(gradients, line, answer);
    }

    /** The same with the columns' values. */
    IntegratedGradients of(Rows rows, int number, Answer answer) {
        PathIntegral integral = integral(rows, number, answer);
        List<IntegratedGradients.Attribution> attributions = new ArrayList<>();
        List<ColumnEncoder> features = model.encoding().features();
        for (int k = 0; k < features.size(); k++)
            attributions.add(
                    new IntegratedGradients.Attribution(
                            features.get(k).column(),
                            rows.table().column(features.get(k).column()).text(number),
                            baselineValues.get(k),
                            integral.parts()[k]));
        attributions.sort(Comparator.comparingDouble(part -> -Math.abs(part.attribution())));
        return new IntegratedGradients(
                number,
                answer,
                integral.value(),
                words,
                integral.baselineValue(),
                attributions,
                integral.points(),
                integral.gap(),
                integral.tolerance(),
                integral.complete());
    }
}
