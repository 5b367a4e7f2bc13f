package rookery.formats;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.ClassTarget;
import rookery.data.CsvOptions;
import rookery.data.NumberEncoder;
import rookery.data.Scaling;
import rookery.data.TableEncoding;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.layers.Dense;
import rookery.tensor.Matrix;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small training: two inputs, two classes, 40 rows. */
final class Samples {

    static final int ROWS = 40;

    static final Learner LEARNER =
            Sequential.of(2, new Dense(3, new Relu()), new Dense(2, new Softmax()))
                    .compile("categorical_crossentropy", "adam", "accuracy");

    static final TableEncoding ENCODING =
            new TableEncoding(
                    new ClassTarget("kind", List.of("left", "right"), false, TargetForm.ONE_HOT),
                    List.of(
                            new NumberEncoder("x", Scaling.STANDARD, 0.5, 0.25, 0.5, false),
                            new NumberEncoder("y", Scaling.NONE, 0, 1, 0.5, false)),
                    List.of("x"));

    private Samples() {}

    /** Points in the unit square; the class is whether x is above one half. */
    static Dataset data() {
        float[] points = new float[2 * ROWS];
        Philox.uniform(7, Purpose.SHUFFLE, 0, 0, 0, points, 0, points.length);
        float[] classes = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) classes[2 * i + (points[2 * i] > 0.5f ? 1 : 0)] = 1;
        return Dataset.of(Matrix.wrap(ROWS, 2, points), Matrix.wrap(ROWS, 2, classes));
    }

    /** 20 epochs of 5 steps. */
    static Fit fit() {
        return Fit.defaults().epochs(20).batchSize(8).seed(3);
    }

    static Run run() {
        return LEARNER.fit(data(), fit());
    }

    /**
     * Writes the folder {@code golden} of the test resources: a run as version 1 has it, which every
     * later version must read.
     */
    public static void main(String... folder) {
        RunDescription description =
                RunDescription.of(
                        new DataReference("points.csv", "ab".repeat(32), ROWS),
                        CsvOptions.defaults(),
                        TableOptions.defaults().target("kind"),
                        LEARNER,
                        fit());
        RunFolder golden = new RunStore(Path.of(folder[0])).createNamed("golden");
        try (RunRecorder recorder = RunRecorder.begin(golden, description, Optional.of(ENCODING))) {
            recorder.finish(LEARNER.fit(data(), fit(), recorder));
        }
    }
}
