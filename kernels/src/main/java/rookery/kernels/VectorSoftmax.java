package rookery.kernels;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.ScalarFunctions.EXPONENT_BIAS;
import static rookery.kernels.ScalarFunctions.EXP_HIGHEST;
import static rookery.kernels.ScalarFunctions.EXP_LOWEST;
import static rookery.kernels.ScalarFunctions.MANTISSA_BITS;
import static rookery.kernels.ScalarFunctions.ROUND_BITS;
import static rookery.kernels.VectorFunctions.E0;
import static rookery.kernels.VectorFunctions.E1;
import static rookery.kernels.VectorFunctions.E2;
import static rookery.kernels.VectorFunctions.E3;
import static rookery.kernels.VectorFunctions.E4;
import static rookery.kernels.VectorFunctions.E5;
import static rookery.kernels.VectorFunctions.LOG2_E;
import static rookery.kernels.VectorFunctions.MINUS_LN2_HIGH;
import static rookery.kernels.VectorFunctions.MINUS_LN2_LOW;
import static rookery.kernels.VectorFunctions.ROUND;
import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Softmax and its logarithm over the features of each example, a vector of examples at a time. */
final class VectorSoftmax {

    private VectorSoftmax() {}

    static void softmax(float[] x, int xAt, float[] y, int yAt, int features, int panels) {
        int size = features * LANES;
        for (int panel = 0; panel < panels; panel++) {
            int to = yAt + panel * size;
            subtractMax(x, xAt + panel * size, y, to, features);
            VectorFunctions.exp(y, to, y, to, size);
            divideBySum(y, to, features);
        }
    }

    static void logSoftmax(float[] x, int xAt, float[] y, int yAt, int features, int panels) {
        int size = features * LANES;
        for (int panel = 0; panel < panels; panel++) {
            int to = yAt + panel * size;
            int from = xAt + panel * size;
            subtractMax(x, from, y, to, features);
            for (int lane = to; lane < to + LANES; lane += LENGTH) {
                storeSumExp(y, lane, features);
            }
            VectorFunctions.log(y, to, y, to, LANES);
            subtractLog(x, from, y, to, features);
        }
    }

    /** y = x − max of each example. */
    private static void subtractMax(float[] x, int xAt, float[] y, int yAt, int features) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector max = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
            for (int feature = 0; feature < features; feature++) {
                max = max.max(FloatVector.fromArray(FLOATS, x, xAt + lane + feature * LANES));
            }
            for (int feature = 0; feature < features; feature++) {
                int i = lane + feature * LANES;
                FloatVector.fromArray(FLOATS, x, xAt + i).sub(max).intoArray(y, yAt + i);
            }
        }
    }

    private static void divideBySum(float[] y, int at, int features) {
        for (int i = at; i < at + LANES; i += LENGTH) {
            FloatVector sum = FloatVector.broadcast(FLOATS, 0);
            for (int feature = 0; feature < features; feature++) {
                sum = sum.add(FloatVector.fromArray(FLOATS, y, i + feature * LANES));
            }
            for (int feature = 0; feature < features; feature++) {
                int j = i + feature * LANES;
                FloatVector.fromArray(FLOATS, y, j).div(sum).intoArray(y, j);
            }
        }
    }

    /**
     * y = y − ln Σ e^y, where the first feature's place holds the logarithm: the first feature is
     * computed again. No vector lives across a call, since C2 would make it an object.
     */
    private static void subtractLog(float[] x, int xAt, float[] y, int yAt, int features) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector log = FloatVector.fromArray(FLOATS, y, yAt + lane);
            FloatVector max = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
            for (int feature = 0; feature < features; feature++) {
                max = max.max(FloatVector.fromArray(FLOATS, x, xAt + lane + feature * LANES));
            }
            FloatVector.fromArray(FLOATS, x, xAt + lane).sub(max).sub(log).intoArray(y, yAt + lane);
            for (int feature = 1; feature < features; feature++) {
                int i = yAt + lane + feature * LANES;
                FloatVector.fromArray(FLOATS, y, i).sub(log).intoArray(y, i);
            }
        }
    }

    /** Σ e^y, in the place of the first feature; see {@link ScalarFunctions#exp(float)}. */
    private static void storeSumExp(float[] y, int at, int features) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int feature = 0; feature < features; feature++) {
            FloatVector c =
                    FloatVector.fromArray(FLOATS, y, at + feature * LANES)
                            .min(EXP_HIGHEST)
                            .max(EXP_LOWEST);
            FloatVector rounded = c.fma(LOG2_E, ROUND);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, c));
            FloatVector p = E5.fma(r, E4);
            p = p.fma(r, E3);
            p = p.fma(r, E2);
            p = p.fma(r, E1);
            p = p.fma(r, E0);
            FloatVector high = r.add(1);
            FloatVector low = r.sub(high.sub(1));
            FloatVector e = p.fma(r.mul(r), low).add(high);
            IntVector half = exponent.lanewise(ASHR, 1);
            IntVector rest = exponent.sub(half);
            IntVector one = half.add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS);
            IntVector other = rest.add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS);
            sum = sum.add(e.mul(one.reinterpretAsFloats()).mul(other.reinterpretAsFloats()));
        }
        sum.intoArray(y, at);
    }
}
