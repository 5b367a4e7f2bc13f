package rookery.benchmarks;

import rookery.Dataset;
import rookery.Fit;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.kernels.FmaPeak;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.tensor.Matrix;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run growth}: what a training step costs, one factor at a time from a base case.
 * All points of a table are measured in turn, round after round; medians are shown.
 */
public final class Growth {

    private static final int CLASSES = 10;
    private static final int ROUNDS = 5;
    private static final double WARM_UP_SECONDS = 0.5;
    private static final double SECONDS = 0.15;

    /** Small work is not worth a look at the clock each time. */
    private static final int AT_A_TIME = 4;

    private static final Point BASE = new Point(256, 128, 2, 0);

    /** Of the table over rows: narrow, as the largest has ten million rows. */
    private static final Point NARROW = new Point(16, 128, 2, 0);

    /**
     * A network and its data: {@code width} inputs, {@code depth} hidden layers as wide, ten
     * classes.
     *
     * @param width of the inputs and hidden layers
     * @param batch rows of a step
     * @param depth hidden layers
     * @param rows of the data; 0 for eight batches, at least 1,024
     */
    record Point(int width, int batch, int depth, int rows) {

        /** Operations of a step, none for gradients of the inputs. */
        double operations() {
            double hidden = 4.0 * width * width + 6.0 * width * width * (depth - 1);
            return batch * (hidden + 6.0 * width * CLASSES);
        }

        int dataRows() {
            return rows > 0 ? rows : Math.max(8 * batch, 1024);
        }
    }

    /**
     * A table: points and what tells them apart.
     *
     * @param title of the table
     * @param factor that changes
     * @param values of the factor
     * @param points one for each value
     * @param pairs whether every second point is compared with the one before it alone
     */
    record Table(
            String title, String factor, List<Integer> values, List<Point> points, boolean pairs) {}

    /** Seconds of a step, for each number of threads and point. */
    record Measured(Table table, int[] threads, double[][] seconds) {}

    private final int rounds;
    private final PrintStream progress;
    private final int[] threads;

    private Growth(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
        int most = Runtime.getRuntime().availableProcessors();
        threads = most == 1 ? new int[] {1} : new int[] {1, most};
    }

    /**
     * Measures all tables, in some minutes.
     *
     * @param arguments the folder of the benchmarks; then, if wanted, the number of rounds and
     *     another folder for the results
     */
    public static void main(String... arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        boolean roundsGiven = arguments.length > 1;
        if (arguments.length > 3 || roundsGiven && !arguments[1].matches("[1-9]\\d{0,3}")) {
            System.err.println(
                    "growth: a number of rounds from 1 and a folder may be told, got "
                            + String.join(" ", List.of(arguments).subList(1, arguments.length)));
            System.exit(2);
        }
        int rounds = roundsGiven ? Integer.parseInt(arguments[1]) : ROUNDS;
        Path folder = Path.of(arguments[arguments.length > 2 ? 2 : 0]);
        Path file = Files.createDirectories(folder).resolve("GROWTH.md");
        Files.writeString(file, page(tables(), rounds, System.err));
        System.err.println("written: " + file);
    }

    /** All tables of the page. */
    static List<Table> tables() {
        return List.of(
                table("Width", "width", powers(16, 4096), w -> new Point(w, 128, 2, 0)),
                table("Batch", "rows a step", powers(1, 8192), b -> new Point(256, b, 2, 0)),
                table("Depth", "hidden layers", powers(1, 32), d -> new Point(256, 128, d, 0)),
                table(
                        "Rows",
                        "rows",
                        List.of(1000, 10_000, 100_000, 1_000_000, 10_000_000),
                        r -> new Point(NARROW.width(), NARROW.batch(), NARROW.depth(), r)),
                odd(13, 31, 37, 61, 67, 127, 131, 251, 257, 509, 521, 1021, 1031, 2039));
    }

    private static List<Integer> powers(int from, int to) {
        return Stream.iterate(from, n -> n <= to, n -> 2 * n).toList();
    }

    private static Table table(
            String title,
            String factor,
            List<Integer> values,
            java.util.function.IntFunction<Point> point) {
        return new Table(title, factor, values, values.stream().map(point::apply).toList(), false);
    }

    /** Prime widths, each after the next multiple of 16. */
    static Table odd(int... primes) {
        List<Integer> widths =
                IntStream.of(primes)
                        .flatMap(p -> IntStream.of(Math.ceilDiv(p, 16) * 16, p))
                        .boxed()
                        .toList();
        return new Table(
                "Odd sizes",
                "width",
                widths,
                widths.stream().map(w -> new Point(w, BASE.batch(), BASE.depth(), 0)).toList(),
                true);
    }

    /** Measures and writes the page, in Markdown. */
    static String page(List<Table> tables, int rounds, PrintStream progress) {
        Growth growth = new Growth(rounds, progress);
        int most = growth.threads[growth.threads.length - 1];
        double before = FmaPeak.gigaflops(most);
        List<Measured> measured = tables.stream().map(growth::measure).toList();
        double after = FmaPeak.gigaflops(most);
        return GrowthPage.of(
                LocalDate.now(), MachineFacts.current(), most, before, after, rounds, measured);
    }

    private Measured measure(Table table) {
        progress.println(table.title());
        List<Trainer> trainers = table.points().stream().map(Growth::trainer).toList();
        double[][][] times = new double[threads.length][trainers.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int point = 0; point < trainers.size(); point++)
                for (int t = 0; t < threads.length; t++) {
                    Trainer trainer = trainers.get(point);
                    trainer.useThreads(threads[t]);
                    boolean epochs = table.points().get(point).rows() > 0;
                    double time = seconds(trainer, epochs, round < 0 ? WARM_UP_SECONDS : SECONDS);
                    if (round >= 0) times[t][point][round] = time;
                }
            progress.println(round < 0 ? "  warm" : "  round " + (round + 1));
        }
        double[][] medians = new double[threads.length][trainers.size()];
        for (int t = 0; t < threads.length; t++)
            for (int point = 0; point < trainers.size(); point++)
                medians[t][point] = Session.median(times[t][point]);
        return new Measured(table, threads, medians);
    }

    private static Trainer trainer(Point point) {
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < point.depth(); k++) layers.add(new Dense(point.width(), new Relu()));
        layers.add(new Dense(CLASSES, new Softmax()));
        float[] features = Examples.features(point.dataRows(), point.width());
        int[] classes = Examples.classes(features, point.width(), CLASSES);
        float[] targets = new float[classes.length];
        for (int row = 0; row < targets.length; row++) targets[row] = classes[row];
        Dataset data =
                Dataset.of(
                        Matrix.wrap(point.dataRows(), point.width(), features),
                        Matrix.wrap(point.dataRows(), 1, targets));
        Trainer trainer =
                Sequential.of(point.width(), layers.toArray(Layer[]::new))
                        .compile("sparse_categorical_crossentropy", "sgd", "accuracy")
                        .trainer(data, Fit.defaults().batchSize(point.batch()));
        trainer.useKernels(Kernels.best());
        return trainer;
    }

    /** Seconds a step; of whole epochs where the number of rows is what counts. */
    private static double seconds(Trainer trainer, boolean epochs, double atLeast) {
        int together = epochs ? trainer.stepsPerEpoch() : AT_A_TIME;
        long start = System.nanoTime();
        long steps = 0;
        double elapsed;
        do {
            for (int i = 0; i < together; i++) trainer.step();
            steps += together;
            elapsed = (System.nanoTime() - start) * 1e-9;
        } while (elapsed < atLeast);
        return elapsed / steps;
    }
}
