package rookery.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A column of categories as one column of codes, for an {@link rookery.layers.Embedding}: 1, 2 … for
 * the categories of the training rows in order, 0 for any other and where the value is missing.
 *
 * @param column the column's name
 * @param categories those of the training rows, sorted
 * @param unknown what becomes of any other category: code 0, or an error
 */
public record CodeEncoder(String column, List<String> categories, UnknownCategory unknown)
        implements ColumnEncoder {
    private static final int NONE = 0;
    private static final int SHOWN = 5;

    /** Refuses an empty list of categories. */
    public CodeEncoder {
        categories = List.copyOf(categories);
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("column " + column + ": there are no categories");
        }
    }

    /** Learns the categories of {@code rows}, at least one of which has a value. */
    static CodeEncoder fit(TextColumn column, int[] rows, UnknownCategory unknown) {
        TreeSet<String> categories = new TreeSet<>();
        for (int row : rows) {
            if (!column.missing(row)) categories.add(column.text(row));
        }
        return new CodeEncoder(column.name(), List.copyOf(categories), unknown);
    }

    /** How many codes there are: one more than categories. */
    public int codes() {
        return categories.size() + 1;
    }

    @Override
    public List<String> features() {
        return List.of(column);
    }

    @Override
    public String describe() {
        List<String> first = categories.subList(0, Math.min(SHOWN, categories.size()));
        String more = categories.size() > SHOWN ? " …" : "";
        return "%s categories as codes from 1 (%s%s), 0 where it is missing or unknown"
                .formatted(categories.size(), String.join(", ", first), more);
    }

    @Override
    public int encode(Column column, int[] rows, float[] into, int offset, int stride) {
        Map<String, Integer> codes = codesOfCategories();
        int unknowns = 0;
        for (int i = 0; i < rows.length; i++) {
            int code = NONE;
            if (!column.missing(rows[i])) {
                code = codes.getOrDefault(column.text(rows[i]), NONE);
                if (code == NONE) {
                    unknowns++;
                    unknown.refuse(column, rows[i], categories);
                }
            }
            into[offset + i * stride] = code;
        }
        return unknowns;
    }

    private Map<String, Integer> codesOfCategories() {
        Map<String, Integer> codes = new HashMap<>();
        for (String category : categories) codes.put(category, codes.size() + 1);
        return codes;
    }
}
