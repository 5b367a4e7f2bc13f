package rookery.explain.doctor;

import rookery.Dataset;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Validation rows that are training rows, too: the same in all inputs and in the target. What is
 * measured on them is what was learned by heart.
 *
 * <pre>
 *   share of the validation rows &gt; 1 %  and  &gt; 10 · chance
 *   chance = n · Π_columns (share of the pairs of training rows that have the same value)
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
        return Needs.REPLAY;
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
        double chance = training.rows() * chance(evidence.sample(), InputColumn.of(plan));
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
        return new Outcome.Found(finding(plan, pairs, share, chance, most));
    }

    private Finding finding(
            Plan plan, List<String> pairs, double share, double chance, double most) {
        int rows = plan.validation().orElseThrow().rows();
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
                plan.table().isPresent() ? Fix.of(new Change.Distinct()) : Lines.distinct());
    }

    /** How likely two rows are the same if columns were independent. */
    private static double chance(Dataset rows, List<InputColumn> columns) {
        double equal = 1;
        for (InputColumn column : columns) {
            int[] inputs =
                    IntStream.range(column.first(), column.first() + column.width()).toArray();
            equal *= equal(rows.rows(), row -> key(rows.features(), row, inputs));
        }
        int[] targets = IntStream.range(0, rows.targets().cols()).toArray();
        return equal * equal(rows.rows(), row -> key(rows.targets(), row, targets));
    }

    private static List<Float> key(Matrix values, int row, int[] places) {
        return Arrays.stream(places).mapToObj(place -> values.get(row, place)).toList();
    }

    private static double equal(int rows, IntFunction<Object> value) {
        Map<Object, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows; row++) counts.merge(value.apply(row), 1, Integer::sum);
        double pairs = 0;
        for (int count : counts.values()) pairs += (double) count * (count - 1);
        return pairs / ((double) rows * (rows - 1));
    }
}
