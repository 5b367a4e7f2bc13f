package rookery.data;

import rookery.names.Names;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Data sets that need no file, each with what is to be learned from it unless told otherwise. */
public enum BundledData {
    /**
     * The Palmer penguins, 344 rows (Horst, Hill and Gorman 2020, CC0), as in the lecture: Adelie
     * or not from flipper length, bill depth and bill length; 333 complete rows, 34 of them drawn
     * at random for validation.
     */
    PENGUINS(
            () -> resource("penguins.csv"),
            TableOptions.defaults()
                    .target("species=Adelie")
                    .features("flipper_length_mm", "bill_depth_mm", "bill_length_mm")
                    .missing(MissingValues.COMPLETE)
                    .validation(34.0 / 333)
                    .stratify(false)),
    /** {@link GeneratedData#moons}: which of two moons. */
    MOONS(GeneratedData::moons, "moon"),
    /** {@link GeneratedData#spiral}: which of three arms. */
    SPIRAL(GeneratedData::spiral, "arm"),
    /** {@link GeneratedData#xor}: whether signs agree. */
    XOR(GeneratedData::xor, "signs"),
    /** {@link GeneratedData#rings}: the inner or the outer ring. */
    RINGS(GeneratedData::rings, "ring"),
    /** {@link GeneratedData#waves}: a height. */
    WAVES(GeneratedData::waves, "height");

    /** All of them by their names: {@code penguins}, {@code moons} … */
    public static final Names<BundledData> NAMES = Names.of("data set", byName());

    private static final int ROWS = 900;
    private static final long SEED = 1;

    private final Supplier<byte[]> csv;
    private final TableOptions options;

    /** A method of {@link GeneratedData}. */
    private interface Generator {
        Table table(int rows, long seed);
    }

    BundledData(Supplier<byte[]> csv, TableOptions options) {
        this.csv = csv;
        this.options = options;
    }

    BundledData(Generator generator, String target) {
        this(() -> written(generator.table(ROWS, SEED)), TableOptions.defaults().target(target));
    }

    /** The set as a CSV file in UTF-8; a generated one always has 900 rows, of seed 1. */
    public byte[] csv() {
        return csv.get();
    }

    /** The rows; messages call them by the set's name. */
    public Table table() {
        try {
            String name = name().toLowerCase(Locale.ROOT);
            return CsvFile.read(new ByteArrayInputStream(csv()), name, CsvOptions.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is to be learned from it. */
    public TableOptions options() {
        return options;
    }

    private static Map<String, BundledData> byName() {
        Map<String, BundledData> members = new LinkedHashMap<>();
        for (BundledData data : values()) {
            members.put(data.name().toLowerCase(Locale.ROOT), data);
        }
        return members;
    }

    private static byte[] resource(String name) {
        try (InputStream in = BundledData.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] written(Table table) {
        StringWriter text = new StringWriter();
        try {
            CsvFile.write(table, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
