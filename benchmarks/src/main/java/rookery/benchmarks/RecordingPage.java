package rookery.benchmarks;

import rookery.benchmarks.RecordingCase.Plan;
import rookery.benchmarks.RecordingCase.Times;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code benchmarks/run recording}: the same training without a recorder and with one, in turns; a
 * section of RESULTS.md.
 */
final class RecordingPage {

    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final long MOST_NANOS = 30_000_000_000L;
    private static final int MOST_PAIRS = 201;
    private static final int FEWEST_PAIRS = 5;
    private static final int COLD_PAIRS = 15;
    private static final String COLD = "cold";

    /**
     * A training without a recorder, and right after it with one.
     *
     * @param alone its times
     * @param recorded its times
     */
    record Pair(Times alone, Times recorded) {

        static Pair of(RecordingCase training) {
            return new Pair(training.alone(), training.recorded());
        }
    }

    private RecordingPage() {}

    /** The benchmarks' folder; or {@value #COLD}, a folder for runs, and whether to record. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments[0].equals(COLD)) {
            RecordingCase training =
                    new RecordingCase(RecordingCase.PENGUINS, Path.of(arguments[1]));
            boolean recorded = Boolean.parseBoolean(arguments[2]);
            System.out.println((recorded ? training.recorded() : training.alone()).fit());
            return;
        }
        Path folder = Path.of(arguments[0]);
        Path runs =
                Files.createTempDirectory(
                        Files.createDirectories(folder.resolve("target")), "recording");
        List<String> lines = new ArrayList<>(header());
        Ours.warmUp();
        for (Plan plan : RecordingCase.PLANS)
            add(lines, row(plan.work().title(), plan, measure(new RecordingCase(plan, runs))));
        add(lines, row("the first of a process", RecordingCase.PENGUINS, cold(runs)));
        RecordingCase.delete(runs);
        Path page = folder.resolve("RESULTS.md");
        Files.writeString(page, Section.RECORDING.replaced(Files.readString(page), lines));
    }

    private static void add(List<String> lines, String row) {
        System.err.println(row);
        lines.add(row);
    }

    private static List<String> header() {
        return List.of(
                "`benchmarks/run recording`: milliseconds of a whole `fit` without a recorder and"
                        + " with one, in turns. Medians of up to",
                MOST_PAIRS
                        + " pairs; in brackets the quartiles of their ratios. What a recorder does"
                        + " before and after (`run.json` and the",
                "model, forced onto the disk) stands apart: it does not grow with the steps. In the"
                        + " last row nothing is compiled yet.",
                "",
                "| training | steps | without | with | with ÷ without | before and after |"
                        + " snapshots |",
                "|---|---:|---:|---:|---:|---:|---:|");
    }

    private static List<Pair> measure(RecordingCase training) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < WARM_UP_NANOS) Pair.of(training);
        List<Pair> pairs = new ArrayList<>();
        began = System.nanoTime();
        while (pairs.size() < FEWEST_PAIRS
                || pairs.size() < MOST_PAIRS && System.nanoTime() - began < MOST_NANOS)
            pairs.add(Pair.of(training));
        return pairs;
    }

    private static List<Pair> cold(Path runs) throws IOException, InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < COLD_PAIRS; i++)
            pairs.add(new Pair(cold(runs, false), cold(runs, true)));
        return pairs;
    }

    /** In a process of its own. */
    private static Times cold(Path runs, boolean recorded)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--add-modules=jdk.incubator.vector",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RecordingPage.class.getName(),
                                COLD,
                                runs.toString(),
                                Boolean.toString(recorded))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        byte[] out = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0)
            throw new IllegalStateException("a training in a process of its own failed");
        String seconds = new String(out, StandardCharsets.UTF_8).strip();
        return new Times(Double.parseDouble(seconds), Double.NaN, 0);
    }

    static String row(String title, Plan plan, List<Pair> pairs) {
        double[] ratios =
                pairs.stream().mapToDouble(p -> p.recorded().fit() / p.alone().fit()).toArray();
        Arrays.sort(ratios);
        double around = median(pairs, pair -> pair.recorded().around());
        int snapshots = pairs.getLast().recorded().snapshots();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | %.3f (%.3f–%.3f) | %s | %s |",
                title,
                plan.steps(),
                1e3 * median(pairs, pair -> pair.alone().fit()),
                1e3 * median(pairs, pair -> pair.recorded().fit()),
                Session.median(ratios),
                ratios[ratios.length / 4],
                ratios[ratios.length * 3 / 4],
                Double.isNaN(around) ? "" : String.format(Locale.ROOT, "%.1f", 1e3 * around),
                snapshots == 0 ? "" : snapshots);
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Session.median(pairs.stream().mapToDouble(value).toArray());
    }
}
