package rookery.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the start of a process to its end: 100 epochs of the penguins. */
final class ColdStart {

    /** What {@code --cases} names it. */
    static final String TITLE = "cold start: 100 epochs of penguins";

    private static final int LONGEST_SECONDS = 120;

    /**
     * One library's times.
     *
     * @param key of the library
     * @param title of the library
     * @param problem why there are none; null if there is none
     * @param seconds of each round; the first run of a session, which warms the disk's cache, is not
     *     among them
     */
    record Times(String key, String title, String problem, List<Double> seconds) {

        double median() {
            return Session.median(seconds.stream().mapToDouble(s -> s).toArray());
        }
    }

    private final Path logs;
    private final PrintStream progress;
    private final Map<String, Peer> peers = new LinkedHashMap<>();

    ColdStart(Path folder, Path python, List<String> keys, Path logs, PrintStream progress) {
        this.logs = logs;
        this.progress = progress;
        Path script = folder.resolve("peers", "penguins.py");
        Path penguins =
                folder.resolveSibling("data")
                        .resolve("src/main/resources/rookery/data/penguins.csv");
        add(
                "sklearn",
                "scikit-learn",
                keys,
                command(python, script, "sklearn", penguins),
                Map.of());
        add("torch", "PyTorch", keys, command(python, script, "torch", penguins), Map.of());
        for (String backend : List.of("tensorflow", "jax"))
            add(
                    "keras-" + backend,
                    "Keras (" + (backend.equals("jax") ? "JAX" : "TensorFlow") + ")",
                    keys,
                    command(python, script, "keras", penguins),
                    Map.of("KERAS_BACKEND", backend, "TF_CPP_MIN_LOG_LEVEL", "2"));
        add(
                Peer.OURS,
                "Rookery",
                keys,
                List.of(
                        folder.resolveSibling("rookery").toString(),
                        "train",
                        "penguins",
                        "--epochs",
                        "100",
                        "--runs-dir",
                        logs.resolve("runs").toString()),
                Map.of());
    }

    private static List<String> command(Path python, Path script, String how, Path penguins) {
        return List.of(python.toString(), script.toString(), how, penguins.toString());
    }

    private void add(
            String key,
            String title,
            List<String> keys,
            List<String> command,
            Map<String, String> environment) {
        if (keys.contains(key))
            peers.put(key, new Peer(key, title, java.util.Set.of(), command, environment));
    }

    /** One after the other, round after round. */
    List<Times> measure(int rounds) {
        progress.println(TITLE);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++)
            for (Peer peer : peers.values()) {
                if (problems.containsKey(peer.key())) continue;
                List<Double> own = seconds.computeIfAbsent(peer.key(), _ -> new ArrayList<>());
                try {
                    double time = run(peer);
                    if (round > 0) own.add(time);
                    progress.println(
                            String.format(
                                    Locale.ROOT,
                                    "  round %d  %8.2f s  %s",
                                    round,
                                    time,
                                    peer.title()));
                } catch (PeerProcess.Failed failed) {
                    problems.put(peer.key(), failed.getMessage());
                    progress.println("  " + peer.title() + ": " + failed.getMessage());
                }
            }
        return peers.values().stream()
                .map(p ->
                        new Times(
                                p.key(),
                                p.title(),
                                problems.get(p.key()),
                                seconds.getOrDefault(p.key(), List.of())))
                .toList();
    }

    private double run(Peer peer) throws PeerProcess.Failed {
        Path log = logs.resolve(peer.key() + "-cold.log");
        ProcessBuilder builder = new ProcessBuilder(peer.command());
        builder.environment().putAll(peer.environment());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            double time = (System.nanoTime() - start) * 1e-9;
            if (!ended) {
                process.destroyForcibly();
                throw new PeerProcess.Failed("not done in " + LONGEST_SECONDS + " s");
            }
            if (process.exitValue() != 0)
                throw new PeerProcess.Failed(
                        Files.readString(log, StandardCharsets.ISO_8859_1)
                                .lines()
                                .reduce("status " + process.exitValue(), (_, last) -> last));
            return time;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerProcess.Failed("interrupted");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
