package rookery.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers one column, field by field, as numbers until a field is none, from then on as text. What
 * the numbers were written as is kept beside them, one byte a character, so that {@code 007} is
 * still {@code 007} should line 1,000,000 turn the column into text: one pass, memory in proportion
 * to the file.
 */
final class ColumnReader {
    private static final Set<String> MISSING = Set.of("", "NA", "NaN", "null");
    private static final char END = '\n';

    private final String name;
    private final char decimal;
    private int rows;
    private double[] numbers = new double[256];
    private StringBuilder written = new StringBuilder();
    private Map<String, Integer> codeOf;
    private int[] codes;
    private Optional<TextColumn.Origin> origin = Optional.empty();

    ColumnReader(String name, CsvOptions options) {
        this.name = name;
        this.decimal = options.decimal();
        if (options.text().contains(name)) becomeText();
    }

    String name() {
        return name;
    }

    /** Takes the next row's field, which the file has in {@code line}. */
    void add(String field, long line) {
        boolean missing = MISSING.contains(field);
        if (codes == null) {
            double number = missing ? Double.NaN : NumberText.parse(field, decimal);
            if (missing || !Double.isNaN(number)) {
                addNumber(number, missing ? "" : field);
                return;
            }
            origin = Optional.of(new TextColumn.Origin(line, field, false));
            becomeText();
        }
        addText(missing ? "" : field);
    }

    private void addNumber(double number, String field) {
        if (rows == numbers.length) numbers = Arrays.copyOf(numbers, 2 * rows);
        numbers[rows++] = number;
        written.append(field).append(END);
    }

    private void addText(String field) {
        if (rows == codes.length) codes = Arrays.copyOf(codes, 2 * rows);
        codes[rows++] = field.isEmpty() ? TextColumn.MISSING : TextColumn.code(field, codeOf);
    }

    private void becomeText() {
        codeOf = new LinkedHashMap<>();
        codes = new int[numbers.length];
        rows = 0;
        for (int from = 0, end; from < written.length(); from = end + 1) {
            end = written.indexOf("\n", from);
            addText(written.substring(from, end));
        }
        numbers = null;
        written = null;
    }

    Column column() {
        if (codes == null) return new NumberColumn(name, Arrays.copyOf(numbers, rows));
        List<String> values = List.copyOf(codeOf.keySet());
        boolean amongNumbers =
                values.stream().anyMatch(value -> NumberText.isNumber(value, decimal));
        return new TextColumn(
                name,
                values,
                Arrays.copyOf(codes, rows),
                origin.map(o -> new TextColumn.Origin(o.line(), o.value(), amongNumbers)));
    }
}
