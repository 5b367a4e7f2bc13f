package rookery.explain.importance;

import rookery.data.CategoryEncoder;
import rookery.data.CodeEncoder;
import rookery.data.Column;
import rookery.data.ColumnEncoder;
import rookery.data.NumberColumn;
import rookery.data.NumberEncoder;
import rookery.data.TextColumn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The values that a column takes for its partial dependence, and what the network sees of each.
 *
 * @param numeric whether they are numbers
 * @param points the values
 * @param encoded the column's inputs, point after point
 */
record Grid(boolean numeric, List<PartialDependence.Point> points, float[] encoded) {

    private static final String MISSING = "missing";

    /** Of numbers at most {@code most} quantiles, of categories all; and a missing value, if known. */
    static Grid of(ColumnEncoder feature, Rows rows, int most) {
        return switch (feature) {
            case NumberEncoder number -> numbers(number, rows, most);
            case CategoryEncoder text -> texts(text, text.categories(), text.indicator());
            case CodeEncoder text -> texts(text, text.categories(), true);
        };
    }

    private static Grid numbers(NumberEncoder encoder, Rows rows, int most) {
        NumberColumn column = (NumberColumn) rows.table().column(encoder.column());
        double[] sorted =
                IntStream.of(rows.numbers())
                        .filter(row -> !column.missing(row))
                        .mapToDouble(column::value)
                        .sorted()
                        .toArray();
        double[] quantiles = sorted.length == 0 ? sorted : quantiles(sorted, most);
        List<PartialDependence.Point> points = new ArrayList<>();
        for (double value : quantiles)
            points.add(new PartialDependence.Point(text(value), OptionalDouble.of(value), false));
        double[] values = Arrays.copyOf(quantiles, points.size() + (encoder.indicator() ? 1 : 0));
        if (encoder.indicator()) {
            values[points.size()] = Double.NaN;
            points.add(missing());
        }
        return encoded(true, points, encoder, NumberColumn.of(encoder.column(), values));
    }

    private static PartialDependence.Point missing() {
        return new PartialDependence.Point(MISSING, OptionalDouble.empty(), true);
    }

    private static String text(double value) {
        return NumberColumn.of("", value).text(0);
    }

    private static Grid texts(ColumnEncoder encoder, List<String> categories, boolean missing) {
        List<PartialDependence.Point> points = new ArrayList<>();
        for (String category : categories)
            points.add(new PartialDependence.Point(category, OptionalDouble.empty(), false));
        List<String> values = new ArrayList<>(categories);
        if (missing) {
            values.add(null);
            points.add(missing());
        }
        Column column = TextColumn.of(encoder.column(), values.toArray(String[]::new));
        return encoded(false, points, encoder, column);
    }

    private static Grid encoded(
            boolean numeric,
            List<PartialDependence.Point> points,
            ColumnEncoder encoder,
            Column column) {
        int count = encoder.features().size();
        float[] encoded = new float[count * points.size()];
        encoder.encode(column, IntStream.range(0, points.size()).toArray(), encoded, 0, count);
        return new Grid(numeric, points, encoded);
    }

    /**
     * The values themselves if there are few, else quantiles at equal distances from 0 to 1, each a
     * value that there is, the lower of two neighbors; each once.
     */
    static double[] quantiles(double[] sorted, int most) {
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= most) return distinct;
        return IntStream.range(0, most)
                .mapToDouble(k -> sorted[(int) ((long) k * (sorted.length - 1) / (most - 1))])
                .distinct()
                .toArray();
    }

    /** Gives all rows of inputs the column's p-th value. */
    void put(int p, InputColumn column, float[] inputs, int stride) {
        for (int at = column.first(); at < inputs.length; at += stride)
            System.arraycopy(encoded, p * column.count(), inputs, at, column.count());
    }
}
