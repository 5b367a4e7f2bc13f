package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rookery bench}: how fast this machine trains and predicts. */
@Command(
        name = "bench",
        abbreviateSynopsis = true,
        description =
                "Measures training steps and predictions on this machine, and what part of its"
                        + " fma peak they reach.",
        footer = {
            "",
            "Without --layers four networks are measured, in about a minute.",
            "",
            "Example:",
            "  rookery bench --layers 64,128,128,10 --batch-size 128"
        })
final class Bench implements Callable<Integer> {

    private static final double MICRO = 1e6;

    /** Small to large: layers, and the rows of a step. */
    private static final Map<List<Integer>, Integer> NETWORKS = new LinkedHashMap<>();

    static {
        NETWORKS.put(List.of(3, 16, 2), 32);
        NETWORKS.put(List.of(64, 128, 128, 10), 128);
        NETWORKS.put(List.of(784, 512, 512, 10), 128);
        NETWORKS.put(List.of(784, 2048, 2048, 10), 512);
    }

    private final Console console;

    @Option(
            names = "--layers",
            paramLabel = "UNITS",
            split = ",",
            description = "Units from the inputs to the outputs, as 3,16,2.")
    private List<Integer> layers = List.of();

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows of a step; 32 unless told.")
    private Optional<Integer> batchSize;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "sgd (the default) or adam.")
    private Optional<Optimizer> optimizer;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "By default as many as a training would take by itself.")
    private Optional<Integer> threads;

    @Mixin private CommonOptions common;

    Bench(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        Map<List<Integer>, Integer> networks =
                layers.isEmpty() ? NETWORKS : Map.of(layers, batchSize.orElse(32));
        List<Measurement> measured = new ArrayList<>();
        networks.forEach((units, rows) -> {
            if (!common.json() && networks.size() > 1)
                console.err().println("measuring " + name(units) + " …");
            measured.add(
                    Measurement.of(units, rows, optimizer.orElse(new Sgd()), threads.orElse(0)));
        });
        if (common.json()) json(measured);
        else text(measured);
        return 0;
    }

    private void check() {
        if (layers.size() == 1 || layers.stream().anyMatch(units -> units < 1))
            throw new IllegalArgumentException(
                    "--layers: at least two numbers from 1 are wanted, as 3,16,2, got " + layers);
        if (layers.isEmpty() && batchSize.isPresent())
            throw new IllegalArgumentException("--batch-size: goes with --layers only");
        batchSize.ifPresent(rows -> {
            if (rows < 1)
                throw new IllegalArgumentException(
                        "--batch-size: a number from 1 is wanted, got " + rows);
        });
        threads.ifPresent(n -> {
            if (n < 1 || n > 1023)
                throw new IllegalArgumentException(
                        "--threads: a number from 1 to 1023 is wanted, got " + n);
        });
    }

    private static String name(List<Integer> units) {
        return String.join("-", units.stream().map(String::valueOf).toList());
    }

    private void text(List<Measurement> measured) {
        Page page = new Page(console);
        List<List<String>> training = new ArrayList<>();
        List<List<String>> prediction = new ArrayList<>();
        for (Measurement m : measured) {
            training.add(
                    List.of(
                            name(m.layers()),
                            Numbers.count(m.batchSize()),
                            Numbers.count(m.threads()),
                            decimal("%.2f", m.step() * MICRO),
                            Numbers.count(Math.round(m.examplesPerSecond())),
                            decimal("%.1f", m.gigaflops()),
                            decimal("%.1f", m.peak()),
                            decimal("%.2f", m.fractionOfPeak())));
            prediction.add(
                    List.of(
                            name(m.layers()),
                            decimal("%.2f", m.row() * MICRO),
                            Numbers.count(Math.round(Measurement.ROWS / m.rows()))));
        }
        page.entry("kernels", measured.getFirst().kernels());
        page.space();
        page.table(
                List.of(
                        "training",
                        "batch",
                        "threads",
                        "µs/step",
                        "examples/s",
                        "GFLOP/s",
                        "peak",
                        "part"),
                training);
        page.space();
        page.table(List.of("prediction", "µs/row", "rows/s, 1,024 at a time"), prediction);
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void json(List<Measurement> measured) {
        List<Map<String, Object>> all = measured.stream().map(Bench::json).toList();
        JsonAnswer answer = new JsonAnswer();
        if (layers.isEmpty()) answer.put("networks", all);
        else all.getFirst().forEach(answer::put);
        answer.print(console);
    }

    private static Map<String, Object> json(Measurement m) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("layers", m.layers());
        values.put("batch_size", m.batchSize());
        values.put("microseconds_per_step", m.step() * MICRO);
        values.put("examples_per_second", m.examplesPerSecond());
        values.put("gflops", m.gigaflops());
        values.put("peak_gflops", m.peak());
        values.put("fraction_of_peak", m.fractionOfPeak());
        values.put("threads", m.threads());
        values.put("kernels", m.kernels());
        values.put("microseconds_per_row", m.row() * MICRO);
        values.put("predicted_rows_per_second", Measurement.ROWS / m.rows());
        return values;
    }
}
