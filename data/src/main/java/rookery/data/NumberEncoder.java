package rookery.data;

import java.util.List;

/**
 * A column of numbers as one feature, and one more that tells where it is missing.
 *
 * <pre>
 *   feature = (x − shift) / scale        x = fill where missing
 * </pre>
 *
 * @param column the column's name
 * @param scaling the rule shift and scale follow
 * @param shift see the formula
 * @param scale see the formula; 1 for a constant column
 * @param fill the mean of the training rows
 * @param indicator whether a second feature is 1 where the value is missing, else 0
 */
public record NumberEncoder(
        String column, Scaling scaling, double shift, double scale, double fill, boolean indicator)
        implements ColumnEncoder {
    /** Refuses a scale that cannot be divided by. */
    public NumberEncoder {
        boolean finite = Double.isFinite(shift) && Double.isFinite(scale) && Double.isFinite(fill);
        if (!finite || scale <= 0) {
            throw new IllegalArgumentException(
                    ("column %s: shift %s, scale %s, fill %s must be finite and the"
                                    + " scale above 0")
                            .formatted(column, shift, scale, fill));
        }
    }

    static NumberEncoder fit(
            NumberColumn column, NumberSummary summary, Scaling scaling, boolean indicator) {
        return new NumberEncoder(
                column.name(),
                scaling,
                scaling.shift(summary),
                scaling.scale(summary),
                summary.mean(),
                indicator);
    }

    @Override
    public List<String> features() {
        return indicator ? List.of(column, column + " missing") : List.of(column);
    }

    @Override
    public String describe() {
        String scaled =
                switch (scaling) {
                    case STANDARD ->
                            "standardized (mean %s, %s)"
                                    .formatted(
                                            NumberText.brief(shift),
                                            scale == 1
                                                    ? "divided by 1"
                                                    : "deviation " + NumberText.brief(scale));
                    case MINMAX ->
                            "scaled to [0, 1] (from %s to %s)"
                                    .formatted(
                                            NumberText.brief(shift),
                                            NumberText.brief(shift + scale));
                    case NONE -> "not scaled";
                };
        return "number, " + scaled + describeImputation();
    }

    /** Likewise for a column whose training rows all have the value {@link #fill()}, or none. */
    String describeConstant() {
        String where = indicator ? "all training rows that have a value" : "all training rows";
        String scaled = scaling == Scaling.NONE ? "not scaled" : "scaled to 0";
        return "number, %s in %s, %s%s"
                .formatted(NumberText.print(fill), where, scaled, describeImputation());
    }

    private String describeImputation() {
        return indicator
                ? ", missing values imputed by %s, and \"%s missing\" as an input of its own"
                        .formatted(NumberText.brief(fill), column)
                : "";
    }

    @Override
    public int encode(Column column, int[] rows, float[] into, int offset, int stride) {
        NumberColumn numbers = numbers(column);
        for (int i = 0; i < rows.length; i++) {
            double x = numbers.value(rows[i]);
            boolean missing = Double.isNaN(x);
            float feature = (float) (((missing ? fill : x) - shift) / scale);
            if (!Float.isFinite(feature)) {
                throw new InputException(
                        "row %s (from 0), column %s: %s does not fit into 32 bits%s"
                                .formatted(rows[i], this.column, x, hint()));
            }
            into[offset + i * stride] = feature;
            if (indicator) into[offset + i * stride + 1] = missing ? 1 : 0;
        }
        return 0;
    }

    private String hint() {
        return scaling == Scaling.NONE ? "; let it be scaled, --scale standard" : "";
    }

    private static NumberColumn numbers(Column column) {
        return switch (column) {
            case NumberColumn numbers -> numbers;
            case TextColumn text ->
                    throw new InputException(
                            "column %s: the model was trained on numbers, but here it is %s"
                                    .formatted(text.name(), text.describe()));
        };
    }
}
