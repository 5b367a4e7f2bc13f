package rookery.explain.doctor;

import rookery.Dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Validation rows that are training rows, too: the same in all inputs and in the target. What is
 * measured on them is what was learned by heart.
 *
 * <pre>
 *   share of the validation rows &gt; 1 %  and  &gt; 10 · chance
 *   chance = n · Π_columns Σ_values (share of the training rows that have the value)²
 * </pre>
 *
 * The chance is that of n training rows of independent columns; left out where it is above 10 %. Our
 * own rule.
 */
final class DuplicateRows implements Check {

    private static final double ABOVE_CHANCE = 10;

    /** A row by its numbers. */
    private record Row(float[] inputs, float[] targets) {

        static Row of(Dataset data, int row) {
            return new Row(data.features().row(row), data.targets().row(row));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row
                    && Arrays.equals(inputs, row.inputs)
                    && Arrays.equals(targets, row.targets);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(inputs) + Arrays.hashCode(targets);
        }
    }

    @Override
    public String code() {
        return "duplicate-rows";
    }

    @Override
    public String source() {
        return "our own rule";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Plan plan = evidence.plan();
        if (plan.validation().isEmpty()) return Outcome.leftOut("there are no validation rows");
        Dataset training = plan.training();
        Dataset validation = plan.validation().get();
        double most = evidence.get(Threshold.DUPLICATE_ROWS);
        double chance = chance(training, InputColumn.of(plan));
        if (ABOVE_CHANCE * chance > 1)
            return Outcome.leftOut(
                    "rows of so few values meet by chance: %s of them"
                            .formatted(Words.percent(Math.min(1, chance))));
        Map<Row, Integer> known = new HashMap<>();
        for (int row = 0; row < training.rows(); row++)
            known.putIfAbsent(Row.of(training, row), row);
        List<String> pairs = new ArrayList<>();
        for (int row = 0; row < validation.rows(); row++) {
            Integer twin = known.get(Row.of(validation, row));
            if (twin != null)
                pairs.add(
                        "validation row %d is training row %d"
                                .formatted(validation.rowNumber(row), training.rowNumber(twin)));
        }
        double share = (double) pairs.size() / validation.rows();
        if (!(share > most && share > ABOVE_CHANCE * chance)) return new Outcome.Healthy();
        return new Outcome.Found(finding(pairs, share, validation.rows(), chance, most));
    }

    private Finding finding(
            List<String> pairs, double share, int rows, double chance, double most) {
        return new Finding(
                code(),
                Severity.ERROR,
                "%s of the validation rows are training rows, too".formatted(Words.percent(share)),
                List.of(
                        "%d of %d validation rows equal a training row in all inputs and the target"
                                .formatted(pairs.size(), rows),
                        "by chance it would be %s".formatted(Words.percent(chance))),
                "more than %s of the validation rows, and ten times what chance gives"
                        .formatted(Words.percent(most)),
                source(),
                pairs,
                "Remove duplicate rows from the table before it is split, or keep rows that belong"
                        + " together on one side; what is measured now is partly learned by heart.",
                Optional.empty());
    }

    /** How likely a row meets its like among the training rows if columns were independent. */
    private static double chance(Dataset training, List<InputColumn> columns) {
        double equal = training.rows();
        for (InputColumn column : columns) {
            int[] inputs =
                    IntStream.range(column.first(), column.first() + column.width()).toArray();
            equal *= equal(training.rows(), row -> key(training.features().row(row), inputs));
        }
        int[] targets = IntStream.range(0, training.targets().cols()).toArray();
        return equal * equal(training.rows(), row -> key(training.targets().row(row), targets));
    }

    private static List<Float> key(float[] row, int[] places) {
        return Arrays.stream(places).mapToObj(place -> row[place]).toList();
    }

    private static double equal(int rows, IntFunction<Object> value) {
        Map<Object, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows; row++) counts.merge(value.apply(row), 1, Integer::sum);
        return counts.values().stream().mapToDouble(c -> (double) c / rows).map(p -> p * p).sum();
    }
}
