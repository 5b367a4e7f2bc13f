package rookery.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A measuring process that is warm and waits until it is told to measure. */
final class PeerProcess implements AutoCloseable {

    /** It could not be started, ended or does not answer; the message says why. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String reason) {
            super(reason);
        }
    }

    /**
     * One measurement.
     *
     * @param microseconds of a step or prediction: the median of the laps
     * @param fastest lap's
     * @param laps measured
     * @param loss of the last lap's rows; null if there is none
     * @param accuracy likewise
     */
    record Answer(double microseconds, double fastest, int laps, Double loss, Double accuracy) {}

    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final Duration LONGEST_MEASUREMENT = Duration.ofMinutes(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String END = "end";

    private final Process process;
    private final Path log;
    private final PrintStream requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final String name;

    private PeerProcess(Process process, Path log) throws Failed {
        this.process = process;
        this.log = log;
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(this::read);
        name = answer(LONGEST_START).path("name").asString();
    }

    /** Starts it and waits until it is warm. */
    static PeerProcess start(Peer peer, Workload work, Path log) throws Failed {
        ProcessBuilder builder = new ProcessBuilder(peer.command(work));
        builder.environment().putAll(peer.environment());
        builder.redirectError(log.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Failed(e.getMessage());
        }
        try {
            return new PeerProcess(process, log);
        } catch (Failed | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Lines that are no objects are some library's chatter. */
    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                if (line.startsWith("{")) answers.add(line);
        } catch (IOException e) {
            answers.add("{\"problem\": \"its output cannot be read\"}");
        }
        answers.add(END);
    }

    private JsonNode answer(Duration longest) throws Failed {
        String line;
        try {
            line = answers.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        }
        if (line == null) throw new Failed("no answer in " + longest.toSeconds() + " s");
        if (line.equals(END)) throw new Failed(lastWords());
        return JSON.readTree(line);
    }

    /** What it wrote last before it ended. */
    private String lastWords() throws Failed {
        try {
            int status = process.waitFor();
            List<String> lines =
                    Files.readString(log, StandardCharsets.ISO_8859_1)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                            .toList();
            return lines.isEmpty() ? "ended with status " + status : lines.getLast().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        }
    }

    /** Library, version and way of use, as it says itself. */
    String name() {
        return name;
    }

    /** Measures for about this time. */
    Answer measure(double seconds) throws Failed {
        requests.println(seconds);
        return JSON.treeToValue(answer(LONGEST_MEASUREMENT), Answer.class);
    }

    /** Seconds of all processors it has used. */
    double processorSeconds() {
        Optional<Duration> used = process.info().totalCpuDuration();
        return used.map(time -> time.toNanos() * 1e-9).orElse(0.0);
    }

    /** The most memory it ever had resident, in bytes; 0 where the system does not tell. */
    long peakMemory() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) return 0;
        try {
            return Files.readString(status)
                    .lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it: nothing more will be asked. */
    @Override
    public void close() {
        requests.close();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS))
                process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
