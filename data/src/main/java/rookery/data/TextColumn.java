package rookery.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column of text: each distinct value is kept once, in order of first appearance, and each row
 * has its code.
 *
 * <p>A column of numbers becomes text through a single value that is none; {@link #origin()}
 * remembers which.
 */
public final class TextColumn implements Column {
    /** The code of a missing value. */
    public static final int MISSING = -1;

    /**
     * Where a column read from a file turned out to be text.
     *
     * @param line the file's line, from 1
     * @param value the first value that is not a number
     * @param amongNumbers whether other values of the column are numbers
     */
    public record Origin(long line, String value, boolean amongNumbers) {}

    private final String name;
    private final List<String> values;
    private final int[] codes;
    private final Optional<Origin> origin;

    /** Shares {@code codes}: nobody may write to them afterwards. */
    TextColumn(String name, List<String> values, int[] codes, Optional<Origin> origin) {
        this.name = name;
        this.values = List.copyOf(values);
        this.codes = codes;
        this.origin = origin;
    }

    /** A column of these values; null stands for a missing one. */
    public static TextColumn of(String name, String... values) {
        Map<String, Integer> codeOf = new LinkedHashMap<>();
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            codes[row] = values[row] == null ? MISSING : code(values[row], codeOf);
        }
        return new TextColumn(name, List.copyOf(codeOf.keySet()), codes, Optional.empty());
    }

    /** The code of {@code value}, the next free one if it is new. */
    static int code(String value, Map<String, Integer> codeOf) {
        Integer code = codeOf.putIfAbsent(value, codeOf.size());
        return code == null ? codeOf.size() - 1 : code;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    @Override
    public boolean missing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public String text(int row) {
        return missing(row) ? "" : values.get(codes[row]);
    }

    /** The distinct values, in order of first appearance. */
    public List<String> values() {
        return values;
    }

    /**
     * The position in {@link #values()} of the value of {@code row} (from 0), or {@link #MISSING}.
     */
    public int code(int row) {
        return codes[row];
    }

    /** Where a file showed that this is text; empty for a column that was not read from a file. */
    public Optional<Origin> origin() {
        return origin;
    }

    /** "text", and why, if the column was perhaps meant to be numbers. */
    String describe() {
        return origin.map(TextColumn::describe).orElse("text");
    }

    private static String describe(Origin origin) {
        String because = "text because of line " + origin.line + ", \"" + origin.value + "\"";
        if (origin.value.contains(",") && NumberText.isNumber(origin.value, ',')) {
            return because + " (if the file writes decimal commas, pass --decimal ,)";
        }
        return origin.amongNumbers ? because : "text";
    }
}
