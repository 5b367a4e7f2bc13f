package rookery.formats;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.ClassTarget;
import rookery.data.NumberEncoder;
import rookery.data.Scaling;
import rookery.data.TableEncoding;
import rookery.data.TargetForm;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.layers.Dense;
import rookery.tensor.Matrix;

import java.util.List;

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
}
