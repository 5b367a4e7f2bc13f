package rookery.benchmarks;

import rookery.benchmarks.LandscapeCase.Pair;
import rookery.benchmarks.LandscapeCase.Plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code benchmarks/run landscape}: losses on a grid beside predictions of as many rows, in turns; a
 * section of RESULTS.md.
 */
final class LandscapePage {

    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long MOST_NANOS = 20_000_000_000L;
    private static final int MOST_PAIRS = 201;
    private static final int FEWEST_PAIRS = 5;
    private static final int COLD_RUNS = 11;
    private static final String COLD = "cold";

    private LandscapePage() {}

    /** The benchmarks' folder, or {@value #COLD}. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments[0].equals(COLD)) {
            System.out.println(new LandscapeCase(LandscapeCase.PENGUINS).points());
            return;
        }
        List<String> lines = new ArrayList<>(header());
        Ours.warmUp();
        for (Plan plan : LandscapeCase.PLANS)
            add(lines, row(plan, measure(new LandscapeCase(plan))));
        add(lines, coldRow(cold()));
        Path page = Path.of(arguments[0]).resolve("RESULTS.md");
        Files.writeString(page, Section.LANDSCAPE.replaced(Files.readString(page), lines));
    }

    private static void add(List<String> lines, String row) {
        System.err.println(row);
        lines.add(row);
    }

    private static List<String> header() {
        return List.of(
                "`benchmarks/run landscape`: milliseconds of a point of a surface (weights along"
                        + " two directions, then the mean loss over all",
                "rows) and of a forward pass (predictions of as many rows at the speed of `bench`,"
                        + " 1,024 at a time), in turns. Medians of up to",
                MOST_PAIRS
                        + " pairs; in brackets the quartiles of their ratios. The last column is 51"
                        + " × 51 points: measured in the first row, else 2,601",
                "times one. In the last row nothing is compiled yet.",
                "",
                "| network | rows | a point | a pass | point ÷ pass | 51 × 51 points, s |",
                "|---|---:|---:|---:|---:|---:|");
    }

    private static List<Pair> measure(LandscapeCase work) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < WARM_UP_NANOS) work.pair();
        List<Pair> pairs = new ArrayList<>();
        began = System.nanoTime();
        while (pairs.size() < FEWEST_PAIRS
                || pairs.size() < MOST_PAIRS && System.nanoTime() - began < MOST_NANOS)
            pairs.add(work.pair());
        return pairs;
    }

    static String row(Plan plan, List<Pair> pairs) {
        double[] ratios = pairs.stream().mapToDouble(p -> p.point() / p.pass()).toArray();
        Arrays.sort(ratios);
        double point = Session.median(pairs.stream().mapToDouble(Pair::point).toArray());
        double pass = Session.median(pairs.stream().mapToDouble(Pair::pass).toArray());
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.4g | %.4g | %.3f (%.3f–%.3f) | %.4g |",
                plan.layers().stream().map(String::valueOf).collect(Collectors.joining("-")),
                plan.rows(),
                1e3 * point,
                1e3 * pass,
                Session.median(ratios),
                ratios[ratios.length / 4],
                ratios[ratios.length * 3 / 4],
                point * LandscapeCase.GRID * LandscapeCase.GRID);
    }

    /** Seconds of all points of the penguins' grid, each in a process of its own. */
    private static double[] cold() throws IOException, InterruptedException {
        double[] seconds = new double[COLD_RUNS];
        for (int i = 0; i < COLD_RUNS; i++) seconds[i] = coldRun();
        return seconds;
    }

    private static double coldRun() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--add-modules=jdk.incubator.vector",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LandscapePage.class.getName(),
                                COLD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        byte[] out = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0)
            throw new IllegalStateException("a surface in a process of its own failed");
        return Double.parseDouble(new String(out, StandardCharsets.UTF_8).strip());
    }

    static String coldRow(double[] seconds) {
        return String.format(
                Locale.ROOT,
                "| 3-16-2, the first of a process | 299 | %.4g | | | %.4g |",
                1e3 * Session.median(seconds) / (LandscapeCase.GRID * LandscapeCase.GRID),
                Session.median(seconds));
    }
}
