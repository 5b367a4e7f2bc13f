package rookery.formats;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file of lines that is written on at its end. What is written survives the process; {@link
 * AtomicFile.Durability#POWER} also has all that was written before survive the power.
 */
final class AppendedFile implements Closeable {

    private final Path file;
    private final FileOutputStream out;
    private final StringBuilder lines = new StringBuilder();

    /** Whether something was written that would not survive the power. */
    private boolean unforced;

    /**
     * Begins the file.
     *
     * @param beginning its first lines
     * @throws rookery.data.InputException if it cannot be written
     */
    AppendedFile(Path file, String beginning) {
        this.file = file;
        byte[] bytes = beginning.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, AtomicFile.Durability.PROCESS, to -> to.write(bytes));
        unforced = true;
        try {
            out = new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw AtomicFile.unwritable(file, e);
        }
    }

    /** Lines to be written, each with its end. */
    void append(String text) {
        lines.append(text);
    }

    /** Writes what was appended and is not written yet. */
    void write(AtomicFile.Durability durability) {
        try {
            if (!lines.isEmpty()) {
                out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                lines.setLength(0);
                unforced = true;
            }
            if (durability != AtomicFile.Durability.POWER || !unforced) return;
            out.getFD().sync();
            unforced = false;
        } catch (IOException e) {
            throw AtomicFile.unwritable(file, e);
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        try (out) {
            write(AtomicFile.Durability.PROCESS);
        } catch (IOException e) {
            throw AtomicFile.unwritable(file, e);
        }
    }
}
