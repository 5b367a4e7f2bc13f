package rookery;

import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.tensor.Matrix;

import java.util.Random;

/** Small data sets for tests. */
public final class Samples {

    private Samples() {}

    /** Three clouds of points around different places, one-hot; well separated. */
    public static Dataset clouds(int rows, int features, long seed) {
        Random random = new Random(seed);
        float[] x = new float[rows * features];
        float[] y = new float[rows * 3];
        for (int row = 0; row < rows; row++) {
            int k = row % 3;
            y[row * 3 + k] = 1;
            for (int f = 0; f < features; f++)
                x[row * features + f] = (float) random.nextGaussian() + (f % 3 == k ? 3f : 0f);
        }
        return Dataset.of(Matrix.wrap(rows, features, x), Matrix.wrap(rows, 3, y));
    }

    /** A network for them. */
    public static Sequential network(int features, int... hidden) {
        Layer[] layers = new Layer[hidden.length + 1];
        for (int i = 0; i < hidden.length; i++) layers[i] = new Dense(hidden[i], new Relu());
        layers[hidden.length] = new Dense(3, new Softmax());
        return Sequential.of(features, layers);
    }

    /** A learner for them. */
    public static Learner learner(int features, int... hidden) {
        return network(features, hidden).compile("categorical_crossentropy", "sgd", "accuracy");
    }
}
