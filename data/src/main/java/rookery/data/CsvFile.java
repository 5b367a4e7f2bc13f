package rookery.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Tables as CSV (RFC 4180) or TSV.
 *
 * <ul>
 *   <li>A column is numbers if each of its values is one, else text; the whole column decides, not
 *       a sample.
 *   <li>{@code NA}, {@code NaN}, {@code null} and an empty field are missing values. Spaces around
 *       a field do not count.
 *   <li>UTF-8, or what a byte order mark says. Empty lines are skipped; in a file of one column
 *       they are missing values.
 * </ul>
 */
public final class CsvFile {
    private static final char REPLACEMENT =
            '\uFFFD'; // what a decoder makes of bytes it cannot read

    /** As many as an array holds; the memory ends before. */
    private static final int MAX_COLUMNS = Integer.MAX_VALUE - 8;

    private final String name;
    private final CsvOptions options;
    private List<ColumnReader> columns;

    private CsvFile(String name, CsvOptions options) {
        this.name = name;
        this.options = options;
    }

    /**
     * Reads a file.
     *
     * @throws InputException if there is no such file, it cannot be read, holds no row, has rows of
     *     unequal length, two columns of one name, or bytes that are not UTF-8
     */
    public static Table read(Path path, CsvOptions options) {
        try (InputStream in = open(path)) {
            return read(in, path.getFileName().toString(), options);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Reads a stream to its end; messages call it {@code name}, whose ending tells the delimiter.
     */
    public static Table read(InputStream in, String name, CsvOptions options) throws IOException {
        CsvReader<CsvRecord> records =
                CsvReader.builder()
                        .fieldSeparator(options.delimiterFor(name))
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .trimWhitespacesAroundQuotes(true)
                        .detectBomHeader(true)
                        .build(CsvRecordHandler.of(handler -> handler.maxFields(MAX_COLUMNS)), in);
        try {
            return new CsvFile(name, options).read(records.iterator());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new InputException(name + ": is not CSV: " + story(e), e);
        }
    }

    /**
     * Writes a header and all rows, comma-separated, each number in the shortest form that reads as
     * the same.
     */
    public static void write(Table table, Writer to) throws IOException {
        List<Column> columns = table.columns();
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
        writer.writeRecord(table.names());
        for (int row = 0; row < table.rows(); row++) {
            int r = row;
            writer.writeRecord(columns.stream().map(column -> column.text(r)).toList());
        }
        writer.flush();
    }

    static InputStream open(Path path) {
        try {
            if (Files.isDirectory(path))
                throw new InputException(path + ": is a folder, not a file");
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            throw new InputException(path + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new InputException(path + ": no permission to read it", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static InputException unreadable(Object path, IOException e) {
        return new InputException(path + ": cannot be read: " + e.getMessage(), e);
    }

    private Table read(Iterator<CsvRecord> records) {
        int rows = 0;
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (columns == null && isBlank(record)) continue;
            if (columns == null) {
                columns = columns(record);
                if (options.header()) continue;
            }
            if (isBlank(record) && columns.size() > 1) continue;
            add(record);
            rows++;
        }
        if (columns == null) throw new InputException(name + ": the file is empty");
        if (rows == 0) throw new InputException(name + ": has a header, but no rows");
        return Table.of(name, columns.stream().map(ColumnReader::column).toList());
    }

    private List<ColumnReader> columns(CsvRecord record) {
        Map<String, Integer> seen = new HashMap<>();
        List<ColumnReader> columns = new ArrayList<>();
        for (int i = 0; i < record.getFieldCount(); i++) {
            String given = options.header() ? field(record, i, "column " + i) : "";
            String column = given.isEmpty() ? "column_" + i : given;
            Integer before = seen.put(column, i);
            if (before != null) {
                throw new InputException(
                        ("%s: columns %s and %s (from 0) are both named %s; rename one"
                                        + " of them")
                                .formatted(where(record), before, i, column));
            }
            columns.add(new ColumnReader(column, options));
        }
        refuseOtherDelimiter(record);
        return columns;
    }

    private void refuseOtherDelimiter(CsvRecord record) {
        if (record.getFieldCount() > 1 || options.delimiter().isPresent()) return;
        for (char other : new char[] {';', '\t', '|', ','}) {
            if (record.getField(0).indexOf(other) < 0) continue;
            String shown = other == '\t' ? "a tab" : Character.toString(other);
            throw new InputException(
                    ("%s: one column only, \"%s\"; if %s separates the columns, pass"
                                    + " --delimiter")
                            .formatted(where(record), record.getField(0), shown));
        }
    }

    private void add(CsvRecord record) {
        int fields = record.getFieldCount();
        if (fields != columns.size()) {
            throw new InputException(
                    "%s: expected %s fields, as in the first line, but found %s"
                            .formatted(where(record), columns.size(), fields));
        }
        for (int i = 0; i < fields; i++) {
            ColumnReader column = columns.get(i);
            String field = field(record, i, "column " + column.name());
            column.add(field, record.getStartingLineNumber());
        }
    }

    private String field(CsvRecord record, int i, String column) {
        String field = record.getField(i).strip();
        if (field.indexOf(REPLACEMENT) >= 0) {
            throw new InputException(
                    "%s, %s: \"%s\" is not UTF-8 text; save the file as UTF-8"
                            .formatted(where(record), column, field));
        }
        return field;
    }

    private String where(CsvRecord record) {
        return name + " line " + record.getStartingLineNumber();
    }

    private static boolean isBlank(CsvRecord record) {
        return record.getFieldCount() == 1 && record.getField(0).isBlank();
    }

    private static String story(CsvParseException e) {
        return e.getCause() == null
                ? e.getMessage()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }
}
