package rookery.benchmarks;

import rookery.benchmarks.PeerProcess.Failed;
import rookery.benchmarks.Session.Case;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code benchmarks/run}: the same work in Rookery and in other libraries, side by side. */
public final class Comparison {

    private Comparison() {}

    /**
     * Measures and writes the results.
     *
     * @param arguments the folder of the benchmarks, then {@link Options}
     */
    public static void main(String... arguments) throws IOException {
        String[] given = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (Arrays.asList(given).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            Options options = Options.parse(Path.of(arguments[0]), given);
            write(options, measure(options, System.err));
        } catch (IllegalArgumentException | Failed problem) {
            System.err.println(problem.getMessage());
            System.exit(problem instanceof Failed ? 1 : 2);
        }
    }

    private static Session measure(Options options, PrintStream progress)
            throws IOException, Failed {
        Path logs = Files.createDirectories(options.folder().resolve("target", "logs"));
        List<Peer> peers =
                Peer.others(options.folder(), options.python()).stream()
                        .filter(options::wants)
                        .toList();
        List<Case> cases = new ArrayList<>();
        List<Workload> all =
                Stream.concat(Workload.TRAINING.stream(), Workload.PREDICTION.stream())
                        .filter(work -> options.wants(work.title()))
                        .toList();
        for (Workload work : all)
            cases.add(
                    new Rounds(work, peers, options.seconds(), logs, progress)
                            .measure(options.rounds()));
        List<ColdStart.Times> cold = List.of();
        if (options.wants(ColdStart.TITLE)) {
            List<String> keys = new ArrayList<>(peers.stream().map(Peer::key).toList());
            keys.add(Peer.OURS);
            cold =
                    new ColdStart(options.folder(), options.python(), keys, logs, progress)
                            .measure(options.rounds());
        }
        return new Session(
                LocalDate.now().toString(),
                MachineFacts.current(),
                options.rounds(),
                options.seconds(),
                cases,
                cold);
    }

    private static void write(Options options, Session session) throws IOException {
        Files.createDirectories(options.out());
        Path page = options.out().resolve("RESULTS.md");
        String before = Files.exists(page) ? Files.readString(page) : "";
        Files.writeString(page, Section.kept(Report.of(session), before));
        JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(
                options.out().resolve("RESULTS.json"), json.writeValueAsString(session) + "\n");
        System.err.println("written: " + page + " and RESULTS.json beside it");
    }
}
