package rookery.formats;

import rookery.History;
import rookery.data.InputException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * {@code history.csv}: a row an epoch, the values to the last bit.
 *
 * <pre>
 *   epoch,loss,accuracy,val_loss,val_accuracy
 *   0,0.6931471805599453,0.5,…
 * </pre>
 *
 * What is written survives the process. A row cut off by the end of power is not read.
 */
final class HistoryFile implements Closeable {

    private static final String EPOCH = "epoch";

    private final AppendedFile file;
    private boolean empty = true;

    /** Begins the file, with what came before. */
    HistoryFile(Path file, History soFar) {
        StringBuilder rows = new StringBuilder();
        for (int epoch = 0; epoch < soFar.epochs(); epoch++)
            rows.append(rows(epoch, soFar.epoch(epoch)));
        this.file = new AppendedFile(file, rows.toString());
    }

    /** Refuses names that would break the rows. */
    static void check(Iterable<String> names) {
        for (String name : names)
            if (name.isEmpty() || name.matches("(?s).*[,\"\r\n].*"))
                throw new IllegalArgumentException(
                        "metric \"%s\": its name cannot be a column of %s; leave out commas, quotes and line breaks"
                                .formatted(name, RunFolder.HISTORY));
    }

    /** Appends an epoch, to be written. */
    void append(int epoch, SequencedMap<String, Double> logs) {
        file.append(rows(epoch, logs));
    }

    /** An epoch's row, under the names if it is the first. */
    private String rows(int epoch, SequencedMap<String, Double> logs) {
        StringBuilder rows = new StringBuilder();
        if (empty) rows.append(EPOCH + "," + String.join(",", logs.keySet()) + "\n");
        empty = false;
        rows.append(epoch);
        for (double value : logs.values()) rows.append(',').append(value);
        return rows.append('\n').toString();
    }

    /** Writes what was appended and is not written yet. */
    void write(AtomicFile.Durability durability) {
        file.write(durability);
    }

    /** Writes what is left. */
    @Override
    public void close() {
        file.close();
    }

    /**
     * Reads what is there.
     *
     * @throws InputException if the file is missing or wrong
     */
    static History read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty()) return History.of(List.of());
        List<String> names = cells(lines.getFirst());
        if (!names.getFirst().equals(EPOCH))
            throw new InputException(
                    "%s line 1: expected %s as the first column, got \"%s\""
                            .formatted(file, EPOCH, names.getFirst()));
        List<Map<String, Double>> epochs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++)
            epochs.add(row(file + " line " + (i + 1), names, cells(lines.get(i))));
        return History.of(epochs);
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    private static Map<String, Double> row(String where, List<String> names, List<String> cells) {
        if (cells.size() != names.size())
            throw new InputException(
                    "%s: expected %d values, got %d".formatted(where, names.size(), cells.size()));
        Map<String, Double> row = new LinkedHashMap<>();
        try {
            for (int k = 1; k < cells.size(); k++)
                row.put(names.get(k), Double.valueOf(cells.get(k)));
        } catch (NumberFormatException e) {
            throw new InputException(where + ": not a number: " + e.getMessage(), e);
        }
        return row;
    }
}
