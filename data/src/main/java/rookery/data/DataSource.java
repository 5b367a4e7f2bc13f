package rookery.data;

import rookery.names.Names;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Data as a user names them — a bundled set or a file — and what is known of them.
 *
 * @param name what the user wrote
 * @param table the rows
 * @param options what is to be learned unless told otherwise; for a file without a target
 * @param sha256 of the bytes of the file or of {@link BundledData#csv()}, as {@code sha256sum}
 *     prints it
 */
public record DataSource(String name, Table table, TableOptions options, String sha256) {

    /**
     * Finds and reads data; a bundled name comes before a file of that name.
     *
     * @param data {@code penguins}, {@code moons} …, or the path of a CSV or TSV file
     * @throws InputException if there is neither, offering the nearest names, or if the file cannot
     *     be read
     */
    public static DataSource of(String data, CsvOptions options) {
        BundledData bundled = BundledData.NAMES.members().get(data);
        if (bundled != null) {
            InputStream csv = new ByteArrayInputStream(bundled.csv());
            return read(data, csv, data, CsvOptions.defaults(), bundled.options());
        }
        Path path = path(data);
        return read(
                data,
                CsvFile.open(path),
                path.getFileName().toString(),
                options,
                TableOptions.defaults());
    }

    /**
     * The same, where what is text in another table is text here, too, even if it all reads as
     * numbers.
     *
     * @throws InputException as above
     */
    public static DataSource of(String data, CsvOptions options, Table like) {
        Set<String> text =
                like.columns().stream()
                        .filter(TextColumn.class::isInstance)
                        .map(Column::name)
                        .collect(Collectors.toSet());
        return of(data, options.text(text));
    }

    private static DataSource read(
            String data, InputStream from, String file, CsvOptions csv, TableOptions options) {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(from, digest)) {
            Table table = CsvFile.read(in, file, csv);
            in.transferTo(OutputStream.nullOutputStream()); // whatever the reader left
            return new DataSource(data, table, options, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw CsvFile.unreadable(data, e);
        }
    }

    private static Path path(String data) {
        try {
            Path path = Path.of(data);
            boolean named = data.contains(".") || path.getNameCount() > 1;
            if (named || Files.exists(path)) return path;
        } catch (InvalidPathException e) {
            throw new InputException(data + ": is neither a file's name nor a bundled data set", e);
        }
        throw new InputException(
                data
                        + ": no such file, and no bundled data set; "
                        + Names.suggest(data, BundledData.NAMES.members().keySet()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
