package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

import java.util.Arrays;

/** Loss and gradient of a single example, in the second panel. */
final class OneRow {

    /** Where it is. */
    static final int LANE = 33;

    private OneRow() {}

    static double value(Loss loss, Panels target, Panels prediction) {
        double[] values = new double[64];
        Panels scratch = scratch(loss, prediction);
        loss.value(Kernels.best(), target, prediction, scratch, values, 1, 2);
        return values[LANE];
    }

    static float[] gradient(Loss loss, Panels target, Panels prediction) {
        float[] scale = new float[64];
        Arrays.fill(scale, 1f);
        Panels gradient = new Panels(prediction.features(), 2);
        loss.gradient(
                Kernels.best(),
                target,
                prediction,
                prediction,
                scale,
                scratch(loss, prediction),
                gradient,
                1,
                2);
        float[] row = new float[prediction.features()];
        for (int k = 0; k < row.length; k++) row[k] = gradient.get(LANE, k);
        return row;
    }

    private static Panels scratch(Loss loss, Panels prediction) {
        return new Panels(loss.scratch(prediction.features()), 2);
    }

    /** One example in the second panel. */
    static Panels row(float... features) {
        Panels panels = new Panels(features.length, 2);
        for (int k = 0; k < features.length; k++) panels.values()[panels.at(LANE, k)] = features[k];
        return panels;
    }
}
