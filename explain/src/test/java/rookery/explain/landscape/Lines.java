package rookery.explain.landscape;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.layers.Dense;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.Random;

/** A linear network with squared error, whose loss is a quadratic function of its weights. */
final class Lines {

    static final int INPUTS = 3;
    static final int OUTPUTS = 2;

    static final Learner LEARNER =
            Sequential.of(INPUTS, new Dense(OUTPUTS)).compile("mean_squared_error", "sgd");

    static final Dataset DATA = data();

    private Lines() {}

    private static Dataset data() {
        Random random = new Random(5);
        float[] x = new float[40 * INPUTS];
        float[] y = new float[40 * OUTPUTS];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        for (int i = 0; i < y.length; i++) y[i] = (float) random.nextGaussian();
        return Dataset.of(Matrix.wrap(40, INPUTS, x), Matrix.wrap(40, OUTPUTS, y));
    }

    static Model model(long seed) {
        Random random = new Random(seed);
        Parameters parameters = LEARNER.initialModel(seed).parameters();
        for (int k = 0; k < 2; k++) {
            float[] values = parameters.logical(k);
            for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
            parameters.setLogical(k, values);
        }
        return Model.of(LEARNER, parameters);
    }

    /** Σ (x·W + b − y)² / (rows · outputs), in double. */
    static double loss(Parameters θ) {
        double sum = 0;
        for (int row = 0; row < DATA.rows(); row++)
            for (int j = 0; j < OUTPUTS; j++) {
                double z = θ.get("dense/bias", 0, j) - (double) DATA.targets().get(row, j);
                for (int f = 0; f < INPUTS; f++)
                    z += (double) DATA.features().get(row, f) * θ.get("dense/kernel", f, j);
                sum += z * z;
            }
        return sum / (DATA.rows() * OUTPUTS);
    }

    /**
     * The same along a plane, as the quadratic function it is there: from its values at six places.
     */
    static double closedForm(Plane plane, double x, double y) {
        double c = at(plane, 0, 0);
        double a = (at(plane, 1, 0) - at(plane, -1, 0)) / 2;
        double b = (at(plane, 0, 1) - at(plane, 0, -1)) / 2;
        double aa = (at(plane, 1, 0) + at(plane, -1, 0)) / 2 - c;
        double bb = (at(plane, 0, 1) + at(plane, 0, -1)) / 2 - c;
        double ab = at(plane, 1, 1) - c - a - b - aa - bb;
        return c + a * x + b * y + aa * x * x + ab * x * y + bb * y * y;
    }

    private static double at(Plane plane, double x, double y) {
        Parameters θ = LEARNER.initialModel(0).parameters();
        plane.at(x, y, θ.values());
        return loss(θ);
    }
}
