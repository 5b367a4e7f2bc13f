package rookery.explain.importance;

import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * {@link IntegratedGradients} of many rows: how much each column contributes to the answers, on average.
 *
 * <pre>
 *   meanAbsolute = Σ_rows |attribution| / rows
 * </pre>
 *
 * A row's answer is the class the model predicts for it, or the number. Other than {@link
 * PermutationImportance} this says what the model makes of a column, not whether it is right in it.
 *
 * @param rowSet which rows were looked at
 * @param rows how many of them: evenly spaced ones where there are more
 * @param of how many
 * @param answer what is explained, in words
 * @param baseline what each path begins at, in words
 * @param columns the largest first
 * @param largestGap of all rows, see {@link IntegratedGradients#gap}
 * @param incomplete how many rows have not been computed to within the tolerance
 */
public record MeanAttributions(
        RowSet rowSet,
        int rows,
        int of,
        String answer,
        String baseline,
        List<ColumnAttribution> columns,
        double largestGap,
        int incomplete) {

    /**
     * A column.
     *
     * @param column its name
     * @param meanAbsolute the mean of its attributions' sizes
     * @param largest of the sizes
     * @param largestRow where that is
     */
    public record ColumnAttribution(
            String column, double meanAbsolute, double largest, int largestRow) {}

    /** Keeps its own list. */
    public MeanAttributions {
        columns = List.copyOf(columns);
    }

    static MeanAttributions of(
            Attributor attributor,
            Rows rows,
            List<String> columns,
            int most,
            LongConsumer progress) {
        int[] positions = rows.some(most);
        double[] sums = new double[columns.size()];
        double[] largest = new double[columns.size()];
        int[] largestRow = new int[columns.size()];
        double gap = 0;
        int incomplete = 0;
        Answer answer = null;
        for (int i = 0; i < positions.length; i++) {
            int row = rows.data().rowNumber(positions[i]);
            answer = attributor.predicted(rows, row);
            PathIntegral integral = attributor.integral(rows, row, answer);
            for (int k = 0; k < sums.length; k++) {
                double size = Math.abs(integral.parts()[k]);
                sums[k] += size;
                if (i == 0 || size > largest[k]) {
                    largest[k] = size;
                    largestRow[k] = row;
                }
            }
            if (Math.abs(integral.gap()) > Math.abs(gap)) gap = integral.gap();
            if (!integral.complete()) incomplete++;
            progress.accept(i + 1L);
        }
        List<ColumnAttribution> means =
                IntStream.range(0, sums.length)
                        .mapToObj(k ->
                                new ColumnAttribution(
                                        columns.get(k),
                                        sums[k] / positions.length,
                                        largest[k],
                                        largestRow[k]))
                        .sorted(Comparator.comparingDouble(column -> -column.meanAbsolute()))
                        .toList();
        return new MeanAttributions(
                rows.set(),
                positions.length,
                rows.data().rows(),
                words(answer),
                attributor.words(),
                means,
                gap,
                incomplete);
    }

    private static String words(Answer answer) {
        return switch (answer.quantity()) {
            case PROBABILITY -> "probability of the class predicted";
            case OUTPUT -> "output for the class predicted";
            case NUMBER -> answer.name();
        };
    }
}
