package rookery.formats;

import rookery.data.InputException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code changes.csv}: what callbacks changed in a training, in the order they did.
 *
 * <pre>
 *   step,change,value
 *   500,learning_rate,1.0E-4      from step 500 on
 *   320,restored,                 back to step 320, whose snapshot is kept
 *   700,final,                    what the training leaves are the weights before step 700
 * </pre>
 *
 * What is written survives the process. A row cut off by the end of power is not read.
 */
final class ChangesFile implements Closeable {

    private static final String HEADER = "step,change,value";
    private static final String RATE = "learning_rate";
    private static final String RESTORED = "restored";
    private static final String FINAL = "final";

    private final AppendedFile file;
    private final Changes changes = new Changes();

    /** Begins the file, with the rates that were set before. */
    ChangesFile(Path file, SortedMap<Long, Double> ratesSoFar) {
        this.file = new AppendedFile(file, HEADER + "\n");
        ratesSoFar.forEach(this::setRate);
        write(AtomicFile.Durability.PROCESS);
    }

    void setRate(long step, double rate) {
        if (changes.setRate(step, rate)) append(step, RATE, Double.toString(rate));
    }

    void restore(long step) {
        changes.restore(step);
        append(step, RESTORED, "");
    }

    void restoreFinally(long step) {
        changes.restoreFinally(step);
        append(step, FINAL, "");
    }

    private void append(long step, String change, String value) {
        file.append(step + "," + change + "," + value + "\n");
    }

    /** Writes what is not written yet. */
    void write(AtomicFile.Durability durability) {
        file.write(durability);
    }

    /** Writes what is left. */
    @Override
    public void close() {
        file.close();
    }

    /**
     * Reads what is there; nothing if a run has no such file, being of a version that did not record
     * changes.
     *
     * @throws InputException if the file cannot be read or is wrong
     */
    static Optional<Changes> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (!lines.isEmpty() && !lines.getFirst().equals(HEADER))
            throw new InputException(
                    "%s line 1: expected %s, got \"%s\"".formatted(file, HEADER, lines.getFirst()));
        Changes changes = new Changes();
        for (int i = 1; i < lines.size(); i++)
            read(file + " line " + (i + 1), lines.get(i), changes);
        return Optional.of(changes);
    }

    private static void read(String where, String line, Changes changes) {
        String[] cells = line.split(",", -1);
        if (cells.length != 3 || !cells[0].matches("\\d{1,18}")) throw unknown(where, line);
        long step = Long.parseLong(cells[0]);
        switch (cells[1]) {
            case RATE -> changes.setRate(step, rate(where, cells[2]));
            case RESTORED -> changes.restore(step);
            case FINAL -> changes.restoreFinally(step);
            default -> throw unknown(where, line);
        }
    }

    private static InputException unknown(String where, String line) {
        return new InputException(
                "%s: expected a step, a change and its value, got \"%s\"".formatted(where, line));
    }

    private static double rate(String where, String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate < Double.POSITIVE_INFINITY) return rate;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new InputException(
                "%s: a learning rate must be positive and finite, got \"%s\""
                        .formatted(where, text));
    }
}
