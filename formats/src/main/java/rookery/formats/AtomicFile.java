package rookery.formats;

import rookery.data.InputException;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is either as it was or complete: written beside its place under another name, then
 * renamed.
 *
 * <p>Streams of {@code java.io}, since the channels of {@code java.nio} close themselves when their
 * thread is interrupted, and Ctrl-C interrupts a training.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it, and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** How much a file withstands. */
    public enum Durability {
        /** The end of the process. */
        PROCESS,
        /** The end of power, too: the file is forced onto the disk, which takes milliseconds. */
        POWER
    }

    /**
     * Writes the file or leaves it as it was. A device or a pipe, {@code /dev/stdout}, is not
     * replaced by a file but written to.
     *
     * @throws InputException if it cannot be written
     */
    public static void write(Path file, Durability durability, Content content) {
        try {
            if (isDevice(file)) fill(file, Durability.PROCESS, content);
            else replace(file, durability, content);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Deletes a file, if it is there.
     *
     * @throws InputException if it cannot be deleted
     */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Finds out whether files can be written in a folder, which is made if it is not there.
     *
     * @throws InputException if not
     */
    static void check(Path folder) {
        try {
            Files.createDirectories(folder);
            Path temporary = temporary(folder.resolve("new"));
            Files.createFile(temporary);
            discard(temporary);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static void replace(Path file, Durability durability, Content content)
            throws IOException {
        Path temporary = temporary(file);
        boolean moved = false;
        try {
            fill(temporary, durability, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
        } finally {
            if (!moved) discard(temporary);
        }
    }

    private static void fill(Path file, Durability durability, Content content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            content.writeTo(buffered);
            buffered.flush();
            if (durability == Durability.POWER) out.getFD().sync();
        }
    }

    /** In the same folder, as only there a rename is atomic. */
    private static Path temporary(Path file) {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return file.resolveSibling("." + file.getFileName() + "." + random + ".tmp");
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException _) {
            temporary.toFile().deleteOnExit();
        }
    }

    /** What to tell when a file could not be written. */
    static InputException unwritable(Path file, IOException e) {
        return new InputException(
                "%s: could not be written: %s. Is there space, and may you write there?"
                        .formatted(file, reason(e)),
                e);
    }

    /** What to tell when a file could not be read. */
    static InputException unreadable(Path file, IOException e) {
        return new InputException("%s: could not be read: %s".formatted(file, reason(e)), e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _, FileAlreadyExistsException _ -> "not a folder";
            // the file named there is the temporary one
            case FileNotFoundException _ -> e.getMessage().replaceFirst("^.* \\((.*)\\)$", "$1");
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
