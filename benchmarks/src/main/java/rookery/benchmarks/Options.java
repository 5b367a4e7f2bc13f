package rookery.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the command line of a comparison says.
 *
 * @param rounds of each workload
 * @param seconds of a measurement
 * @param only keys of libraries; empty for all
 * @param cases parts of titles of workloads; empty for all
 * @param python to run the scripts with
 * @param folder of the benchmarks
 * @param out folder for the results
 */
record Options(
        int rounds,
        double seconds,
        List<String> only,
        List<String> cases,
        Path python,
        Path folder,
        Path out) {

    static final String HELP =
            """
            benchmarks/run [OPTIONS]            beside other libraries → RESULTS.md, RESULTS.json
            benchmarks/run growth [N [FOLDER]]  how cost grows, N rounds (5) → GROWTH.md
            benchmarks/run optimizers           updates beside copying → a section of RESULTS.md
            benchmarks/run recording            with a recorder and without → a section of RESULTS.md
            benchmarks/run jmh [JMH OPTIONS]    kernels, steps, predictions by JMH; -h lists options

            Other libraries are measured if they are installed; each that is not is listed with the reason.
              Python   python3 -m venv benchmarks/peers/venv
                       benchmarks/peers/venv/bin/pip install -r benchmarks/peers/requirements.txt
              Java     mvn -q -Ppeers -Dmaven.test.skip=true -pl benchmarks/peers/java -am package

            OPTIONS
              --rounds N        Rounds of each workload; 3 unless told.
              --seconds S       Of one measurement; 1.5 unless told.
              --only KEYS       Of these libraries alone, as jax,torch; ours is always measured. Known:
                                jax torch keras-tensorflow keras-jax keras-torch sklearn djl dl4j
                                onnxruntime-java onnxruntime
              --case TEXT       Work with this in its title alone, as "train 3-16-2" or cold; may be repeated.
              --python PATH     Unless told benchmarks/peers/venv/bin/python if it is there, else python3.
              --out FOLDER      Where the results go; benchmarks unless told.
              --help            Show this.
            """;

    private static final int MOST_ROUNDS = 1000;

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if one is unknown, has no value or a wrong one
     */
    static Options parse(Path folder, String... arguments) {
        Path own = folder.resolve("peers", "venv", "bin", "python");
        Options options =
                new Options(
                        3,
                        1.5,
                        List.of(),
                        List.of(),
                        Files.exists(own) ? own : Path.of("python3"),
                        folder,
                        folder);
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String name = left.pop();
            if (left.isEmpty())
                throw new IllegalArgumentException(
                        name + ": unknown, or a value is missing; see --help");
            options = options.with(name, left.pop());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--rounds" ->
                    new Options(rounds(value), seconds, only, cases, python, folder, out);
            case "--seconds" ->
                    new Options(rounds, seconds(value), only, cases, python, folder, out);
            case "--only" -> new Options(rounds, seconds, keys(value), cases, python, folder, out);
            case "--case" -> new Options(rounds, seconds, only, and(value), python, folder, out);
            case "--python" ->
                    new Options(rounds, seconds, only, cases, Path.of(value), folder, out);
            case "--out" ->
                    new Options(rounds, seconds, only, cases, python, folder, Path.of(value));
            default -> throw new IllegalArgumentException(name + ": unknown option; see --help");
        };
    }

    private static int rounds(String value) {
        try {
            int rounds = Integer.parseInt(value);
            if (rounds >= 1 && rounds <= MOST_ROUNDS) return rounds;
        } catch (NumberFormatException _) {
            // Said below, as for a number outside the range.
        }
        throw new IllegalArgumentException(
                "--rounds: a number from 1 to %d is wanted, got %s".formatted(MOST_ROUNDS, value));
    }

    private static double seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds > 0 && seconds <= 60) return seconds;
        } catch (NumberFormatException _) {
            // Said below, as for a number outside the range.
        }
        throw new IllegalArgumentException(
                "--seconds: a number above 0, at most 60, is wanted, got " + value);
    }

    private List<String> keys(String value) {
        List<String> known = Peer.others(folder, python).stream().map(Peer::key).toList();
        for (String key : list(value))
            if (!known.contains(key) && !key.equals(Peer.OURS))
                throw new IllegalArgumentException(
                        "--only: there is no "
                                + key
                                + "; there are ours, "
                                + String.join(", ", known));
        return list(value);
    }

    private static List<String> list(String value) {
        return List.of(value.split(","));
    }

    private List<String> and(String text) {
        return Stream.concat(cases.stream(), Stream.of(text)).toList();
    }

    boolean wants(Peer peer) {
        return only.isEmpty() || only.contains(peer.key());
    }

    boolean wants(String title) {
        return cases.isEmpty() || cases.stream().anyMatch(title::contains);
    }
}
