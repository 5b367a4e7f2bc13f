package rookery.data;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a file of rows is written.
 *
 * @param delimiter what separates the columns; empty: a tab for {@code .tsv}, else a comma
 * @param decimal the decimal mark, {@code .} or {@code ,}
 * @param header whether the first line names the columns; without, they are {@code column_0},
 *     {@code column_1} …
 * @param text columns that are text even if each of their values reads as a number, such as post
 *     codes
 */
public record CsvOptions(
        Optional<Character> delimiter, char decimal, boolean header, Set<String> text) {
    private static final String NO_DELIMITERS = "\"\r\n";

    /** Refuses a decimal mark other than {@code .} and {@code ,}, and a quote or a line break as delimiter. */
    public CsvOptions {
        if (delimiter.isPresent() && NO_DELIMITERS.indexOf(delimiter.get()) >= 0) {
            throw new IllegalArgumentException(
                    "the delimiter must not be a quote or a line break, got " + delimiter.get());
        }
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("the decimal mark is . or , and not " + decimal);
        }
        text = Set.copyOf(text);
    }

    /** Delimiter by the file's name, decimal point, header. */
    public static CsvOptions defaults() {
        return new CsvOptions(Optional.empty(), '.', true, Set.of());
    }

    /** The same with this delimiter. */
    public CsvOptions delimiter(char delimiter) {
        return new CsvOptions(Optional.of(delimiter), decimal, header, text);
    }

    /** The same with this decimal mark. */
    public CsvOptions decimal(char decimal) {
        return new CsvOptions(delimiter, decimal, header, text);
    }

    /** The same with or without a header. */
    public CsvOptions header(boolean header) {
        return new CsvOptions(delimiter, decimal, header, text);
    }

    /** The same with these columns taken as text. */
    public CsvOptions text(Set<String> columns) {
        return new CsvOptions(delimiter, decimal, header, columns);
    }

    char delimiterFor(String fileName) {
        return delimiter.orElse(fileName.toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',');
    }
}
