package rookery.kernels;

import static rookery.kernels.Kernels.BLOCK;
import static rookery.kernels.Kernels.LANES;

/** The numerics contract written down as plainly as possible: the slow twin of all kernels. */
final class Reference {

    private Reference() {}

    /** Where feature f of example b lies in panels of examples. */
    static int example(int b, int f, int features) {
        return ((b / LANES) * features + f) * LANES + b % LANES;
    }

    /** Where W(i, j) lies in panels of units. */
    static int weight(int i, int j, int inputs) {
        return ((j / LANES) * inputs + i) * LANES + j % LANES;
    }

    /** Where dz(b, j) lies after the transposition. */
    static int transposed(int b, int j, int units) {
        return (((b / LANES) * panels(units) + j / LANES) * LANES + b % LANES) * LANES + j % LANES;
    }

    static int panels(int count) {
        return (count + LANES - 1) / LANES;
    }

    /** One output of a product: a's and v's k-th factors. */
    static float sum(Factor a, Factor v, int terms) {
        float result = 0;
        for (int from = 0; from < terms; from += BLOCK) {
            float block = 0;
            for (int k = from; k < Math.min(terms, from + BLOCK); k++) {
                block = Fused.fma(a.at(k), v.at(k), block);
            }
            result += block;
        }
        return result;
    }

    interface Factor {
        float at(int k);
    }

    static void product(
            float[] x, float[] w, float[] b, float[] z, int inputs, int units, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < units; j++) {
                int r = row;
                int unit = j;
                float sum =
                        sum(i -> w[weight(i, unit, inputs)], i -> x[example(r, i, inputs)], inputs);
                z[example(row, j, units)] = sum + b[j];
            }
        }
    }

    static void inputGradient(float[] dz, float[] w, float[] dx, int inputs, int units, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < inputs; i++) {
                int r = row;
                int input = i;
                dx[example(row, i, inputs)] =
                        sum(j -> w[weight(input, j, inputs)], j -> dz[example(r, j, units)], units);
            }
        }
    }

    static void transpose(float[] dz, float[] t, int units, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < panels(units) * LANES; j++) {
                t[transposed(row, j, units)] = j < units ? dz[example(row, j, units)] : 0;
            }
        }
    }

    static void kernelGradient(
            float[] x, float[] dz, float[] dw, int inputs, int units, int rows, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < panels(units) * LANES; j++) {
                int input = i;
                int unit = j;
                dw[weight(i, j, inputs)] =
                        j >= units
                                ? 0
                                : sum(
                                        b -> x[example(b, input, inputs)],
                                        b -> dz[example(b, unit, units)],
                                        rows);
            }
        }
    }

    static void biasGradient(float[] dz, float[] db, int units, int rows) {
        for (int j = 0; j < units; j++) {
            float[] lanes = new float[LANES];
            for (int b = 0; b < rows; b++) {
                lanes[b % LANES] += dz[example(b, j, units)];
            }
            for (int half = LANES / 2; half >= 1; half /= 2) {
                for (int lane = 0; lane < half; lane++) {
                    lanes[lane] += lanes[lane + half];
                }
            }
            db[j] = lanes[0];
        }
    }

    static double dot(float[] x, float[] y) {
        double[] lanes = new double[LANES];
        for (int i = 0; i < x.length; i++) {
            lanes[i % LANES] += (double) x[i] * y[i];
        }
        for (int half = LANES / 2; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }

    static void softmax(float[] x, float[] y, int features, int rows) {
        for (int b = 0; b < rows; b++) {
            float max = max(x, features, b);
            float sum = sumExp(x, features, b, max);
            for (int f = 0; f < features; f++) {
                int i = example(b, f, features);
                y[i] = ScalarFunctions.exp(x[i] - max) / sum;
            }
        }
    }

    static void logSoftmax(float[] x, float[] y, int features, int rows) {
        for (int b = 0; b < rows; b++) {
            float max = max(x, features, b);
            float log = ScalarFunctions.log(sumExp(x, features, b, max));
            for (int f = 0; f < features; f++) {
                int i = example(b, f, features);
                y[i] = (x[i] - max) - log;
            }
        }
    }

    private static float max(float[] x, int features, int b) {
        float max = Float.NEGATIVE_INFINITY;
        for (int f = 0; f < features; f++) {
            max = Math.max(max, x[example(b, f, features)]);
        }
        return max;
    }

    private static float sumExp(float[] x, int features, int b, float max) {
        float sum = 0;
        for (int f = 0; f < features; f++) {
            sum += ScalarFunctions.exp(x[example(b, f, features)] - max);
        }
        return sum;
    }
}
