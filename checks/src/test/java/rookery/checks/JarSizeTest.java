package rookery.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class JarSizeTest {

    private static final long MOST = 500 * 1024;

    @Test
    void kernels_and_core_are_small_together() throws IOException {
        long size = 0;
        for (String module : List.of("kernels", "core"))
            size += zipped(Sources.ROOT.resolve(module, "target", "classes"));
        assertThat(size).as("bytes of both jars").isBetween(10_000L, MOST);
    }

    /** What the classes take in a jar. */
    private static long zipped(Path classes) throws IOException {
        Counter counter = new Counter();
        try (ZipOutputStream zip = new ZipOutputStream(counter);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(JarSizeTest::isPacked).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return counter.bytes;
    }

    /** All files but those that the jars leave out: see {@code pom.xml}. */
    private static boolean isPacked(Path file) {
        return Files.isRegularFile(file) && !file.endsWith("package-info.class");
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
