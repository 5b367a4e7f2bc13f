package rookery.kernels;

import static rookery.kernels.Kernels.LANES;

/** Softmax and its logarithm over the features of each example, one example after the other. */
final class ScalarSoftmax {

    private ScalarSoftmax() {}

    static void softmax(float[] x, int xAt, float[] y, int yAt, int features, int panels) {
        for (int panel = 0; panel < panels; panel++) {
            int first = panel * features * LANES;
            for (int lane = first; lane < first + LANES; lane++) {
                softmaxOfOne(x, xAt + lane, y, yAt + lane, features);
            }
        }
    }

    private static void softmaxOfOne(float[] x, int xAt, float[] y, int yAt, int features) {
        float max = max(x, xAt, features);
        float sum = 0;
        for (int feature = 0; feature < features; feature++) {
            float e = ScalarFunctions.exp(x[xAt + feature * LANES] - max);
            y[yAt + feature * LANES] = e;
            sum += e;
        }
        for (int feature = 0; feature < features; feature++) {
            y[yAt + feature * LANES] /= sum;
        }
    }

    static void logSoftmax(float[] x, int xAt, float[] y, int yAt, int features, int panels) {
        for (int panel = 0; panel < panels; panel++) {
            int first = panel * features * LANES;
            for (int lane = first; lane < first + LANES; lane++) {
                logSoftmaxOfOne(x, xAt + lane, y, yAt + lane, features);
            }
        }
    }

    private static void logSoftmaxOfOne(float[] x, int xAt, float[] y, int yAt, int features) {
        float max = max(x, xAt, features);
        float sum = 0;
        for (int feature = 0; feature < features; feature++) {
            sum += ScalarFunctions.exp(x[xAt + feature * LANES] - max);
        }
        float log = ScalarFunctions.log(sum);
        for (int feature = 0; feature < features; feature++) {
            y[yAt + feature * LANES] = (x[xAt + feature * LANES] - max) - log;
        }
    }

    private static float max(float[] x, int xAt, int features) {
        float max = Float.NEGATIVE_INFINITY;
        for (int feature = 0; feature < features; feature++) {
            max = Math.max(max, x[xAt + feature * LANES]);
        }
        return max;
    }

    /** {@link Kernels#argmax}. */
    static void argmax(float[] x, int xAt, float[] places, int placesAt, int features, int panels) {
        for (int b = 0; b < panels * LANES; b++) {
            int at = xAt + b / LANES * features * LANES + b % LANES;
            int place = 0;
            float largest = x[at];
            for (int feature = 1; feature < features; feature++) {
                float value = x[at + feature * LANES];
                // Choices, not branches: which of two features is larger cannot be foreseen.
                place = value > largest ? feature : place;
                largest = value > largest ? value : largest;
            }
            places[placesAt + b] = place;
        }
    }

    /** {@link Kernels#crossEntropyGradient}. */
    static void crossEntropyGradient(
            float[] q,
            int qAt,
            float[] p,
            int pAt,
            float[] scale,
            int scaleAt,
            float[] d,
            int dAt,
            int features,
            int panels) {
        for (int b = 0; b < panels * LANES; b++) {
            int begin = b / LANES * features * LANES + b % LANES;
            int end = begin + features * LANES;
            float mass = 0;
            for (int i = begin; i < end; i += LANES) mass += p[pAt + i];
            float factor = scale[scaleAt + b];
            for (int i = begin; i < end; i += LANES) {
                d[dAt + i] = (q[qAt + i] * mass - p[pAt + i]) * factor;
            }
        }
    }
}
