package rookery.kernels;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.ScalarFunctions.EXPONENT_BIAS;
import static rookery.kernels.ScalarFunctions.EXP_LOWEST;
import static rookery.kernels.ScalarFunctions.MANTISSA;
import static rookery.kernels.ScalarFunctions.MANTISSA_BITS;
import static rookery.kernels.ScalarFunctions.ROUND_BITS;
import static rookery.kernels.ScalarFunctions.SQRT_HALF_BITS;
import static rookery.kernels.VectorFunctions.E0;
import static rookery.kernels.VectorFunctions.E1;
import static rookery.kernels.VectorFunctions.E2;
import static rookery.kernels.VectorFunctions.E3;
import static rookery.kernels.VectorFunctions.E4;
import static rookery.kernels.VectorFunctions.E5;
import static rookery.kernels.VectorFunctions.L0;
import static rookery.kernels.VectorFunctions.L1;
import static rookery.kernels.VectorFunctions.L2;
import static rookery.kernels.VectorFunctions.L3;
import static rookery.kernels.VectorFunctions.L4;
import static rookery.kernels.VectorFunctions.L5;
import static rookery.kernels.VectorFunctions.L6;
import static rookery.kernels.VectorFunctions.L7;
import static rookery.kernels.VectorFunctions.L8;
import static rookery.kernels.VectorFunctions.LN2_HIGH;
import static rookery.kernels.VectorFunctions.LN2_LOW;
import static rookery.kernels.VectorFunctions.LOG2_E;
import static rookery.kernels.VectorFunctions.MINUS_HALF;
import static rookery.kernels.VectorFunctions.MINUS_LN2_HIGH;
import static rookery.kernels.VectorFunctions.MINUS_LN2_LOW;
import static rookery.kernels.VectorFunctions.ONE;
import static rookery.kernels.VectorFunctions.ROUND;
import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/** Softmax and its logarithm over the features of each example, a vector of examples at a time. */
final class VectorSoftmax {

    private static final FloatVector LOWEST = FloatVector.broadcast(FLOATS, EXP_LOWEST);

    /** Powers of two down to 2⁻¹⁵⁰ in two factors, of which only the second can round. */
    private static final int RAISED = EXPONENT_BIAS + 64;

    private static final FloatVector LOWER = FloatVector.broadcast(FLOATS, 0x1p-64f);

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
            subtractMax(x, xAt + panel * size, y, to, features);
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                subtractLogSumExp(y, to + lane, features);
            }
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
     * y = y − ln Σ e^y of one vector of examples: {@link ScalarFunctions#exp(float)} and {@link
     * ScalarFunctions#log(float)}, written out here, since a vector that outlives a call is boxed.
     * y's maximum is 0, so no power overflows, Σ is at least 1, and of the logarithm's special cases
     * only NaN remains.
     */
    private static void subtractLogSumExp(float[] y, int at, int features) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int feature = 0; feature < features; feature++) {
            FloatVector c = fromArray(FLOATS, y, at + feature * LANES).max(LOWEST);
            FloatVector rounded = c.fma(LOG2_E, ROUND);
            IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
            FloatVector k = rounded.sub(ROUND);
            FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, c));
            FloatVector p = E5.fma(r, E4);
            p = p.fma(r, E3);
            p = p.fma(r, E2);
            p = p.fma(r, E1);
            p = p.fma(r, E0);
            FloatVector high = r.add(ONE);
            FloatVector low = r.sub(high.sub(ONE));
            FloatVector e = p.fma(r.mul(r), low).add(high);
            FloatVector power =
                    exponent.add(RAISED).lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
            sum = sum.add(e.mul(power).mul(LOWER));
        }
        IntVector bits = sum.reinterpretAsInts().sub(SQRT_HALF_BITS);
        FloatVector k = (FloatVector) bits.lanewise(ASHR, MANTISSA_BITS).convert(I2F, 0);
        FloatVector m = bits.and(MANTISSA).add(SQRT_HALF_BITS).reinterpretAsFloats();
        FloatVector f = m.sub(ONE);
        FloatVector p = L8.fma(f, L7);
        p = p.fma(f, L6);
        p = p.fma(f, L5);
        p = p.fma(f, L4);
        p = p.fma(f, L3);
        p = p.fma(f, L2);
        p = p.fma(f, L1);
        p = p.fma(f, L0);
        FloatVector ff = f.mul(f);
        FloatVector rest = p.mul(ff.mul(f));
        rest = k.fma(LN2_LOW, rest);
        rest = ff.fma(MINUS_HALF, rest);
        rest = rest.add(f);
        FloatVector log = k.fma(LN2_HIGH, rest);
        log = log.add(sum.sub(sum)); // + 0, or NaN
        for (int feature = 0; feature < features; feature++) {
            int i = at + feature * LANES;
            fromArray(FLOATS, y, i).sub(log).intoArray(y, i);
        }
    }

    /** {@link Kernels#argmax}. */
    static void argmax(float[] x, int xAt, float[] places, int placesAt, int features, int panels) {
        for (int panel = 0; panel < panels; panel++) {
            int begin = xAt + panel * features * LANES;
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector largest = fromArray(FLOATS, x, begin + lane);
                FloatVector place = FloatVector.broadcast(FLOATS, 0);
                for (int feature = 1; feature < features; feature++) {
                    FloatVector value = fromArray(FLOATS, x, begin + feature * LANES + lane);
                    VectorMask<Float> larger = value.compare(GT, largest);
                    largest = largest.blend(value, larger);
                    place = place.blend(feature, larger);
                }
                place.intoArray(places, placesAt + panel * LANES + lane);
            }
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
        for (int panel = 0; panel < panels; panel++) {
            int begin = panel * features * LANES;
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector mass = FloatVector.broadcast(FLOATS, 0);
                for (int feature = 0; feature < features; feature++) {
                    mass = mass.add(fromArray(FLOATS, p, pAt + begin + feature * LANES + lane));
                }
                FloatVector factor = fromArray(FLOATS, scale, scaleAt + panel * LANES + lane);
                for (int feature = 0; feature < features; feature++) {
                    int i = begin + feature * LANES + lane;
                    FloatVector expected = fromArray(FLOATS, p, pAt + i);
                    fromArray(FLOATS, q, qAt + i)
                            .mul(mass)
                            .sub(expected)
                            .mul(factor)
                            .intoArray(d, dAt + i);
                }
            }
        }
    }
}
