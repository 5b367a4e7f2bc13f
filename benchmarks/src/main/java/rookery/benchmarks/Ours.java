package rookery.benchmarks;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Predictor;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.tensor.Matrix;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The measuring process of Rookery: {@code fit} and predictors as any user has them. */
public final class Ours {

    private static final long LONGEST_WARM_UP = 60_000_000_000L;

    private final Workload work;
    private final Laps laps;

    private Ours(Workload work, Laps laps) {
        this.work = work;
        this.laps = laps;
    }

    /** Measures a {@link Workload}. */
    public static void main(String... arguments) {
        Workload work = Workload.of(arguments);
        Laps laps =
                new Laps(
                        "Rookery, " + Kernels.best().name(),
                        work.steps(),
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        System.out);
        new Ours(work, laps).run();
    }

    private void run() {
        warmUp();
        if (work.kind() == Workload.Kind.TRAIN) train();
        else if (work.rows() == 1) predictRow();
        else predictRows();
    }

    /** Trains something small until the process has changed over to the best kernels. */
    static void warmUp() {
        Learner learner = network(List.of(64, 128, 10)).compile("categorical_crossentropy", "sgd");
        Trainer trainer = learner.trainer(data(1024, 64, 10), Fit.defaults().batchSize(128));
        long start = System.nanoTime();
        while (trainer.kernels() != Kernels.best() && System.nanoTime() - start < LONGEST_WARM_UP)
            trainer.step();
    }

    /** The network of a workload. */
    public static Sequential network(List<Integer> widths) {
        Layer[] layers = new Layer[widths.size() - 1];
        for (int k = 0; k < layers.length; k++)
            layers[k] =
                    new Dense(
                            widths.get(k + 1), k == layers.length - 1 ? new Softmax() : new Relu());
        return Sequential.of(widths.getFirst(), layers);
    }

    /** Rows of its size, with classes. */
    public static Dataset data(int rows, int inputs, int outputs) {
        float[] features = Examples.features(rows, inputs);
        float[] targets = Examples.oneHot(Examples.classes(features, inputs, outputs), outputs);
        return Dataset.of(Matrix.wrap(rows, inputs, features), Matrix.wrap(rows, outputs, targets));
    }

    /** One {@code fit} whose epochs are the laps. */
    private void train() {
        Learner learner =
                network(work.layers())
                        .compile("categorical_crossentropy", work.optimizer(), "accuracy");
        learner.fit(
                data(work.dataRows(), work.inputs(), work.outputs()),
                Fit.defaults().epochs(Integer.MAX_VALUE).batchSize(work.rows()),
                this::epoch);
    }

    private void epoch(TrainingEvent event, Training training) {
        if (event instanceof EpochEnded epoch
                && !laps.lap(epoch.logs().get("loss"), epoch.logs().get("accuracy")))
            training.stop("measured");
    }

    private Predictor predictor() {
        Learner learner = network(work.layers()).compile("categorical_crossentropy", "sgd");
        return learner.initialModel(0).predictor();
    }

    private void predictRow() {
        Predictor predictor = predictor();
        float[] row = Examples.features(1, work.inputs());
        float[] outputs = new float[work.outputs()];
        do {
            for (int i = 0; i < work.steps(); i++) predictor.predict(row, outputs);
        } while (laps.lap(Double.NaN, Double.NaN));
    }

    private void predictRows() {
        Predictor predictor = predictor();
        Matrix rows =
                Matrix.wrap(
                        work.rows(), work.inputs(), Examples.features(work.rows(), work.inputs()));
        do {
            for (int i = 0; i < work.steps(); i++) predictor.predict(rows);
        } while (laps.lap(Double.NaN, Double.NaN));
    }
}
