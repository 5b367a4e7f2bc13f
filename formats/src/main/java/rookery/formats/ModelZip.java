package rookery.formats;

import rookery.data.InputException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A zip of {@code model.json} and {@code weights.safetensors}, both stored and not compressed: bytes
 * of a float hardly compress, and an entry can then never be larger than the file it is in.
 */
final class ModelZip {

    static final String JSON = "model.json";
    static final String WEIGHTS = "weights.safetensors";

    private static final String CURE =
            "copy it again, or train anew: a run's folder has its recipe, run.json";

    /** In every entry, so that the same model is the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** What a zip begins with, "PK" 3 4, and what its last bytes begin with, "PK" 5 6. */
    private static final int ENTRY = 0x504b0304;

    private static final int END = 0x504b0506;
    private static final int END_BYTES = 22;

    private ModelZip() {}

    /** What reads an entry. */
    interface Reader<T> {
        T read(String where, InputStream in, long size) throws IOException;
    }

    /** Adds an entry, whose content is asked for twice: for its checksum, and to be written. */
    static void add(ZipOutputStream zip, String name, AtomicFile.Content content)
            throws IOException {
        Measure measure = new Measure();
        content.writeTo(measure);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(measure.size);
        entry.setCrc(measure.crc.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** Counts and sums up what is written. */
    private static final class Measure extends OutputStream {

        private final CRC32 crc = new CRC32();
        private long size;

        @Override
        public void write(int b) {
            crc.update(b);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
            size += length;
        }
    }

    /**
     * Opens a model file.
     *
     * @throws InputException if it is none
     */
    static ZipFile open(Path file) throws IOException {
        if (!Files.exists(file)) throw new NoSuchFileException(file.toString());
        if (!Files.isRegularFile(file))
            throw new InputException(file + ": is not a file; expected a model file");
        checkEnds(file);
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new InputException(
                    "%s: not a model file, or a truncated one: %s; %s"
                            .formatted(file, e.getMessage(), CURE),
                    e);
        }
    }

    /** Refuses bytes before the zip or after it, which another program could take for a file. */
    private static void checkEnds(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            boolean zip = in.length() >= END_BYTES && in.readInt() == ENTRY;
            if (zip) in.seek(in.length() - END_BYTES);
            if (!zip || in.readInt() != END)
                throw new InputException(
                        file
                                + ": not a model file, or a truncated one: it must begin and end as"
                                + " a zip without a comment; "
                                + CURE);
        }
    }

    /**
     * Reads all of an entry, or fails.
     *
     * @throws InputException if it is missing, compressed, truncated or damaged
     */
    static <T> T read(ZipFile zip, String name, Reader<T> reader) throws IOException {
        String where = zip.getName() + ", " + name;
        ZipEntry entry = zip.getEntry(name);
        if (entry == null)
            throw new InputException(
                    "%s: expected %s in a model file, but it is missing"
                            .formatted(zip.getName(), name));
        long size = entry.getSize();
        long file = Files.size(Path.of(zip.getName()));
        if (entry.getMethod() != ZipEntry.STORED || size != entry.getCompressedSize())
            throw new InputException(
                    where + ": must not be compressed. If the file was zipped anew, use zip -0");
        if (size < 0 || size > file)
            throw new InputException(
                    "%s: claims %d bytes, but the whole file has %d".formatted(where, size, file));
        try (CheckedInputStream in =
                new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            T result = reader.read(where, in, size);
            if (in.read() >= 0 || in.getChecksum().getValue() != entry.getCrc())
                throw new InputException(
                        where + ": is damaged: the checksum of its bytes is not the one noted");
            return result;
        }
    }

    /**
     * Refuses a file with other entries than the two, or with one of them twice.
     *
     * @throws InputException naming one
     */
    static void checkEntries(ZipFile zip) {
        Set<String> others = new TreeSet<>();
        zip.stream().map(ZipEntry::getName).forEach(others::add);
        others.removeAll(List.of(JSON, WEIGHTS));
        if (others.isEmpty() && zip.size() > 2)
            throw new InputException(
                    zip.getName() + ": has two entries of one name; a model file has one of each");
        if (!others.isEmpty())
            throw new InputException(
                    "%s: has the entry \"%s\", which is none of a model file's"
                            .formatted(zip.getName(), others.iterator().next()));
    }
}
