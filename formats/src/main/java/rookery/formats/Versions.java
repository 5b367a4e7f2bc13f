package rookery.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What computed a result.
 *
 * @param rookery version of Rookery
 * @param numerics version of the numerics contract: the same one gives the same bits
 * @param jdk version of the JDK
 */
public record Versions(String rookery, int numerics, String jdk) {

    /** The numerics contract this Rookery keeps. */
    public static final int NUMERICS = 1;

    /** Those of this process. */
    public static Versions current() {
        return new Versions(rookeryVersion(), NUMERICS, Runtime.version().toString());
    }

    private static String rookeryVersion() {
        try (InputStream in = Versions.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
