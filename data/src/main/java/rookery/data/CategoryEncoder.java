package rookery.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column of categories, one-hot: a feature a category, 1 for the row's own and 0 for the others,
 * and one more that tells where it is missing.
 *
 * @param column the column's name
 * @param categories those of the training rows, sorted
 * @param fill the most frequent one (of several, the first in order), which stands in for a missing
 *     value
 * @param indicator whether a last feature is 1 where the value is missing, else 0
 * @param unknown what becomes of any other category
 */
public record CategoryEncoder(
        String column,
        List<String> categories,
        String fill,
        boolean indicator,
        UnknownCategory unknown)
        implements ColumnEncoder {
    private static final int UNKNOWN = -1;
    private static final int SHOWN = 5;

    /** Refuses an empty list of categories, and a fill that is none of them. */
    public CategoryEncoder {
        categories = List.copyOf(categories);
        if (!categories.contains(fill)) {
            throw new IllegalArgumentException(
                    "column %s: \"%s\" is none of the categories %s"
                            .formatted(column, fill, categories));
        }
    }

    /** Learns the categories of {@code rows}, at least one of which has a value. */
    static CategoryEncoder fit(
            Column column, int[] rows, UnknownCategory unknown, boolean indicator) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            if (!column.missing(row)) counts.merge(column.text(row), 1, Integer::sum);
        }
        String fill = null;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (fill == null || entry.getValue() > counts.get(fill)) fill = entry.getKey();
        }
        return new CategoryEncoder(
                column.name(), List.copyOf(counts.keySet()), fill, indicator, unknown);
    }

    @Override
    public List<String> features() {
        List<String> features = new ArrayList<>();
        for (String category : categories) features.add(column + "=" + category);
        if (indicator) features.add(column + " missing");
        return features;
    }

    @Override
    public String describe() {
        String imputed =
                indicator
                        ? ", missing values imputed by %s, and \"%s missing\" as an input of its own"
                                .formatted(fill, column)
                        : "";
        if (categories.size() == 1) {
            String where = indicator ? "all training rows that have a value" : "all training rows";
            return "the same in %s (%s)%s".formatted(where, fill, imputed);
        }
        List<String> first = categories.subList(0, Math.min(SHOWN, categories.size()));
        String more = categories.size() > SHOWN ? " …" : "";
        return "%s categories one-hot (%s%s)%s"
                .formatted(categories.size(), String.join(", ", first), more, imputed);
    }

    @Override
    public int encode(Column column, int[] rows, float[] into, int offset, int stride) {
        Map<String, Integer> positions = positions();
        int unknowns = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean missing = column.missing(rows[i]);
            String category = missing ? fill : column.text(rows[i]);
            int position = positions.getOrDefault(category, UNKNOWN);
            if (position == UNKNOWN) {
                unknowns++;
                unknown.refuse(column, rows[i], categories);
            } else {
                into[offset + i * stride + position] = 1;
            }
            if (missing && indicator) into[offset + i * stride + categories.size()] = 1;
        }
        return unknowns;
    }

    private Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        for (String category : categories) positions.put(category, positions.size());
        return positions;
    }
}
