package rookery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code benchmarks/run optimizers}: how long updates take beside copying the bytes they touch; the
 * a section of RESULTS.md.
 */
final class OptimizerPage {

    private static final List<String> ELEMENTWISE =
            List.of(
                    "sgd",
                    "sgd momentum",
                    "sgd nesterov",
                    "adagrad",
                    "adadelta",
                    "rmsprop",
                    "rmsprop momentum",
                    "rmsprop centered",
                    "rmsprop centered momentum",
                    "adam",
                    "adam amsgrad",
                    "adamw",
                    "adamax",
                    "nadam",
                    "ftrl",
                    "ftrl power",
                    "lion",
                    "weight_decay",
                    "clip_by_value",
                    "gradient_noise",
                    "exponential_moving_average",
                    "gradient_accumulation");

    private static final List<String> WHOLE =
            List.of("clip_by_norm", "clip_by_global_norm", "lamb", "muon");

    private static final int WARM_UP = 100;
    private static final int PAIRS = 300;
    private static final long MOST_NANOS = 10_000_000_000L;

    private OptimizerPage() {}

    /** The benchmarks' folder. */
    public static void main(String... folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "`benchmarks/run optimizers`: µs an update of 1,024 × 1,024 parameters on one"
                        + " thread, and of copying what it");
        lines.add(
                "reads and writes (parameters, gradients, slots), in turns; medians of up to %d pairs."
                        .formatted(PAIRS));
        lines.add("The last four need whole tensors, and pass over them several times.");
        lines.add("");
        lines.add("| optimizer | update | copy | copy ÷ update |");
        lines.add("|---|---:|---:|---:|");
        List<String> all = new ArrayList<>(ELEMENTWISE);
        all.addAll(WHOLE);
        for (String optimizer : all) {
            String row = row(optimizer);
            System.err.println(row);
            lines.add(row);
        }
        Path page = Path.of(folder[0]).resolve("RESULTS.md");
        Files.writeString(page, Section.OPTIMIZERS.replaced(Files.readString(page), lines));
    }

    private static String row(String optimizer) {
        OptimizerBenchmark benchmark = new OptimizerBenchmark();
        benchmark.optimizer = optimizer;
        benchmark.shape = "1024x1024";
        benchmark.fill();
        long begin = System.nanoTime();
        for (int i = 0; i < WARM_UP && System.nanoTime() - begin < MOST_NANOS; i++) {
            nanos(benchmark, "copy");
            nanos(benchmark, "update");
        }
        List<Double> updates = new ArrayList<>();
        List<Double> copies = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        begin = System.nanoTime();
        for (int i = 0; i < PAIRS && System.nanoTime() - begin < MOST_NANOS; i++) {
            double copy = nanos(benchmark, "copy");
            double update = nanos(benchmark, "update");
            copies.add(copy / 1000);
            updates.add(update / 1000);
            ratios.add(copy / update);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f |",
                optimizer,
                Session.median(updates.stream().mapToDouble(v -> v).toArray()),
                Session.median(copies.stream().mapToDouble(v -> v).toArray()),
                Session.median(ratios.stream().mapToDouble(v -> v).toArray()));
    }

    private static double nanos(OptimizerBenchmark benchmark, String work) {
        benchmark.work = work;
        long start = System.nanoTime();
        benchmark.step();
        return System.nanoTime() - start;
    }
}
