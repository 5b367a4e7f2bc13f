package rookery.benchmarks;

import rookery.kernels.Kernels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine of a measurement.
 *
 * @param cpu model as the system names it
 * @param cores that the JVM may use
 * @param kernels of ours, with their vectors' width
 * @param os operating system
 * @param jvm name and version
 */
record MachineFacts(String cpu, int cores, String kernels, String os, String jvm) {

    /** This one. */
    static MachineFacts current() {
        return new MachineFacts(
                modelName(),
                Runtime.getRuntime().availableProcessors(),
                Kernels.best().name(),
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static String modelName() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) return "unknown";
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one line. */
    String line() {
        return "%s, %d cores, %s kernels; %s; %s".formatted(cpu, cores, kernels, os, jvm);
    }
}
