package rookery.explain.importance;

import java.util.List;

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
}
