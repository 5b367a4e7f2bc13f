package rookery.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tables for tests, from lines of a file called my.csv. */
final class Tables {
    private Tables() {}

    static Table csv(String... lines) {
        return csv(CsvOptions.defaults(), lines);
    }

    static Table csv(CsvOptions options, String... lines) {
        return csv(options, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static Table csv(CsvOptions options, byte[] bytes) {
        try {
            return CsvFile.read(new ByteArrayInputStream(bytes), "my.csv", options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] values(Table table, String column) {
        NumberColumn numbers = (NumberColumn) table.column(column);
        double[] values = new double[numbers.rows()];
        for (int row = 0; row < values.length; row++) values[row] = numbers.value(row);
        return values;
    }

    static String[] texts(Table table, String column) {
        String[] texts = new String[table.rows()];
        for (int row = 0; row < texts.length; row++) texts[row] = table.column(column).text(row);
        return texts;
    }
}
