package rookery.formats;

import rookery.data.InputException;
import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a row for each epoch to a CSV file, the values to the last bit: {@code epoch}, from 0, then
 * the names of the history, in its order.
 *
 * {@snippet :
 * learner.fit(training, validation, fit, new CsvLogger(Path.of("log.csv")));
 * }
 *
 * <p>Each row is in the file when the next epoch begins; between epochs the file is closed. Keras
 * sorts the columns, and adds some of {@code NA} if there is no validation.
 */
public final class CsvLogger implements Callback {

    private static final String EPOCH = "epoch";

    private final Path file;
    private final char separator;
    private final boolean append;

    /** Keras's defaults: separated by commas, in a new file in place of one that is there. */
    public CsvLogger(Path file) {
        this(file, ',', false);
    }

    private CsvLogger(Path file, char separator, boolean append) {
        if (Character.isLetterOrDigit(separator) || "\"\r\n.-".indexOf(separator) >= 0)
            throw new IllegalArgumentException(
                    "CsvLogger: numbers and lines can contain \"%s\", so it cannot separate them"
                            .formatted(separator));
        this.file = file;
        this.separator = separator;
        this.append = append;
    }

    /**
     * The same with another character between values.
     *
     * @throws IllegalArgumentException if it can be in a number, or is a quote or the end of a line
     */
    public CsvLogger separator(char separator) {
        return new CsvLogger(file, separator, append);
    }

    /** The same that goes on in the file that is there, which must have the same columns. */
    public CsvLogger append(boolean append) {
        return new CsvLogger(file, separator, append);
    }

    /**
     * @throws InputException if the file cannot be written, or has other columns: before the first
     *     epoch, as far as can be known then
     */
    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted started -> begin(started.names());
            case EpochEnded epoch -> {
                List<String> row = new ArrayList<>(List.of(String.valueOf(epoch.epoch())));
                epoch.logs().values().forEach(value -> row.add(value.toString()));
                write(row, true);
            }
            default -> {}
        }
    }

    private void begin(List<String> names) {
        List<String> header = new ArrayList<>(List.of(EPOCH));
        header.addAll(names);
        for (String name : header)
            if (name.indexOf(separator) >= 0 || name.matches("(?s).*[\"\r\n].*"))
                throw new IllegalArgumentException(
                        "CsvLogger: the name \"%s\" has a separator, a quote or a line break in it"
                                .formatted(name));
        List<String> present = append ? header() : List.of();
        if (present.isEmpty()) write(header, false);
        else if (present.equals(header)) endLastLine();
        else
            throw new InputException(
                    "%s: has the columns %s, but this training has %s; choose another file, or do not append"
                            .formatted(file, present, header));
    }

    /** The columns that are there; none if there is nothing. */
    private List<String> header() {
        if (!Files.exists(file)) return List.of();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(file.toFile()), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            return line == null
                    ? List.of()
                    : List.of(line.split(Pattern.quote(String.valueOf(separator)), -1));
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
    }

    /** Lest the next row continue one that was cut off. */
    private void endLastLine() {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length() - 1);
            if (out.read() != '\n') out.write('\n');
        } catch (IOException e) {
            throw AtomicFile.unwritable(file, e);
        }
    }

    /** Not through a channel, as those close when the thread is interrupted. */
    private void write(List<String> row, boolean behind) {
        String line = String.join(String.valueOf(separator), row) + "\n";
        try (FileOutputStream out = new FileOutputStream(file.toFile(), behind)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw AtomicFile.unwritable(file, e);
        }
    }
}
