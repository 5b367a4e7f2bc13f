package rookery.kernels;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import static rookery.kernels.ScalarFunctions.EXPONENT_BIAS;
import static rookery.kernels.ScalarFunctions.EXP_HIGHEST;
import static rookery.kernels.ScalarFunctions.EXP_LOWEST;
import static rookery.kernels.ScalarFunctions.LEAST_EXPONENT;
import static rookery.kernels.ScalarFunctions.MANTISSA;
import static rookery.kernels.ScalarFunctions.MANTISSA_BITS;
import static rookery.kernels.ScalarFunctions.RAISE;
import static rookery.kernels.ScalarFunctions.ROUND_BITS;
import static rookery.kernels.ScalarFunctions.SQRT_HALF_BITS;
import static rookery.kernels.ScalarFunctions.TANH_SMALL;
import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link ScalarFunctions} on vectors: the same operations in the same order, with
 * both branches calculated where the scalar function takes one. What is left over at the end of an
 * array is done by the scalar function.
 *
 * <p>Each loop holds its whole calculation, and two of them serve several functions: a vector that
 * goes through a method which C2 does not inline is boxed, ten times slower, and C2 inlines large
 * methods or not depending on what it compiled first.
 */
final class VectorFunctions {

    static final FloatVector LOG2_E = FloatVector.broadcast(FLOATS, ScalarFunctions.LOG2_E);
    static final FloatVector ROUND = FloatVector.broadcast(FLOATS, ScalarFunctions.ROUND);
    static final FloatVector MINUS_LN2_HIGH =
            FloatVector.broadcast(FLOATS, -ScalarFunctions.LN2_HIGH);
    static final FloatVector MINUS_LN2_LOW =
            FloatVector.broadcast(FLOATS, -ScalarFunctions.LN2_LOW);
    static final FloatVector E5 = FloatVector.broadcast(FLOATS, ScalarFunctions.E5);
    static final FloatVector E4 = FloatVector.broadcast(FLOATS, ScalarFunctions.E4);
    static final FloatVector E3 = FloatVector.broadcast(FLOATS, ScalarFunctions.E3);
    static final FloatVector E2 = FloatVector.broadcast(FLOATS, ScalarFunctions.E2);
    static final FloatVector E1 = FloatVector.broadcast(FLOATS, ScalarFunctions.E1);
    static final FloatVector E0 = FloatVector.broadcast(FLOATS, ScalarFunctions.E0);

    static final FloatVector LN2_HIGH = FloatVector.broadcast(FLOATS, ScalarFunctions.LN2_HIGH);
    static final FloatVector LN2_LOW = FloatVector.broadcast(FLOATS, ScalarFunctions.LN2_LOW);
    static final FloatVector L8 = FloatVector.broadcast(FLOATS, ScalarFunctions.L8);
    static final FloatVector L7 = FloatVector.broadcast(FLOATS, ScalarFunctions.L7);
    static final FloatVector L6 = FloatVector.broadcast(FLOATS, ScalarFunctions.L6);
    static final FloatVector L5 = FloatVector.broadcast(FLOATS, ScalarFunctions.L5);
    static final FloatVector L4 = FloatVector.broadcast(FLOATS, ScalarFunctions.L4);
    static final FloatVector L3 = FloatVector.broadcast(FLOATS, ScalarFunctions.L3);
    static final FloatVector L2 = FloatVector.broadcast(FLOATS, ScalarFunctions.L2);
    static final FloatVector L1 = FloatVector.broadcast(FLOATS, ScalarFunctions.L1);
    static final FloatVector L0 = FloatVector.broadcast(FLOATS, ScalarFunctions.L0);
    static final FloatVector MINUS_HALF = FloatVector.broadcast(FLOATS, -0.5f);

    private static final FloatVector T4 = FloatVector.broadcast(FLOATS, ScalarFunctions.T4);
    private static final FloatVector T3 = FloatVector.broadcast(FLOATS, ScalarFunctions.T3);
    private static final FloatVector T2 = FloatVector.broadcast(FLOATS, ScalarFunctions.T2);
    private static final FloatVector T1 = FloatVector.broadcast(FLOATS, ScalarFunctions.T1);
    private static final FloatVector T0 = FloatVector.broadcast(FLOATS, ScalarFunctions.T0);

    static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1);
    private static final FloatVector TWO = FloatVector.broadcast(FLOATS, 2);

    private static final int ALL_BITS = -1;
    private static final int SIGN_BIT = Integer.MIN_VALUE;

    private VectorFunctions() {}

    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n - n % LENGTH;
        exponentials(x, xAt, y, yAt, whole, ALL_BITS, 1, 0);
        ScalarFunctions.exp(x, xAt + whole, y, yAt + whole, n - whole);
    }

    static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n - n % LENGTH;
        logarithms(x, xAt, y, yAt, whole, 0, 0);
        ScalarFunctions.log(x, xAt + whole, y, yAt + whole, n - whole);
    }

    static void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n - n % LENGTH;
        logarithms(x, xAt, y, yAt, whole, 1, SIGN_BIT);
        ScalarFunctions.log1p(x, xAt + whole, y, yAt + whole, n - whole);
    }

    /** First y = ±e^2|x| where |x| is large, which is above 3, and x where it is small. */
    static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n - n % LENGTH;
        exponentials(x, xAt, y, yAt, whole, ~SIGN_BIT, 2, TANH_SMALL);
        for (int i = yAt; i < yAt + whole; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, i);
            FloatVector a = v.abs();
            FloatVector large = ONE.sub(TWO.div(a.add(ONE)));
            FloatVector z = a.mul(a);
            FloatVector p = T4.fma(z, T3);
            p = p.fma(z, T2);
            p = p.fma(z, T1);
            p = p.fma(z, T0);
            FloatVector small = p.mul(z).fma(a, a);
            FloatVector result = large.blend(small, a.lt(TANH_SMALL));
            IntVector sign = v.reinterpretAsInts().and(SIGN_BIT);
            result.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, i);
        }
        ScalarFunctions.tanh(x, xAt + whole, y, yAt + whole, n - whole);
    }

    /** First y = ±e^−|x|, with the sign of x. */
    static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n - n % LENGTH;
        exponentials(x, xAt, y, yAt, whole, ~SIGN_BIT, -1, 0);
        for (int i = yAt; i < yAt + whole; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, i);
            // The sign as an integer's: an exponential that became 0 has kept it. x = −0 counts as
            // negative here, with the same result.
            VectorMask<Float> negative = v.reinterpretAsInts().lt(0).cast(FLOATS);
            FloatVector e = v.abs();
            FloatVector d = e.add(ONE);
            FloatVector lost = e.sub(d.sub(ONE));
            FloatVector q = ONE.blend(e, negative).div(d);
            FloatVector inverse = q.blend(ONE.sub(q), negative);
            q.neg().mul(lost).fma(inverse, q).intoArray(y, i);
        }
        ScalarFunctions.sigmoid(x, xAt + whole, y, yAt + whole, n - whole);
    }

    /**
     * y = e^(scale·a), where a is x with only the bits {@code kept}, and the other bits put back
     * on; y = x where |x| is below {@code least}. n is a multiple of the vectors' length, and scale
     * a power of two, so that its product is exact. See {@link ScalarFunctions#exp(float)}.
     */
    private static void exponentials(
            float[] x, int xAt, float[] y, int yAt, int n, int kept, float scale, float least) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            IntVector bits = v.reinterpretAsInts();
            FloatVector a = bits.and(kept).reinterpretAsFloats();
            FloatVector c = a.mul(scale).min(EXP_HIGHEST).max(EXP_LOWEST);
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
            IntVector half = exponent.lanewise(ASHR, 1);
            IntVector rest = exponent.sub(half);
            IntVector first = half.add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS);
            IntVector second = rest.add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS);
            e = e.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
            IntVector dropped = bits.and(~kept);
            e.reinterpretAsInts()
                    .or(dropped)
                    .reinterpretAsFloats()
                    .blend(v, v.abs().lt(least))
                    .intoArray(y, yAt + i);
        }
    }

    /**
     * y = ln(one + x) for one = 0 or 1, with x's {@code sign} bits put on. n is a multiple of the
     * vectors' length. See {@link ScalarFunctions#log1p(float)}; with 0 the sum loses nothing, and
     * it is {@link ScalarFunctions#log(float)}.
     */
    private static void logarithms(
            float[] x, int xAt, float[] y, int yAt, int n, float one, int sign) {
        for (int i = 0; i < n; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector u = v.add(one);
            FloatVector c = v.sub(u.sub(one));
            VectorMask<Float> subnormal = u.lt(Float.MIN_NORMAL);
            FloatVector raised = u.blend(u.mul(RAISE), subnormal);
            IntVector bits = raised.reinterpretAsInts().sub(SQRT_HALF_BITS);
            IntVector exponent = bits.lanewise(ASHR, MANTISSA_BITS);
            IntVector down = exponent.neg().max(LEAST_EXPONENT).add(EXPONENT_BIAS);
            FloatVector m = bits.and(MANTISSA).add(SQRT_HALF_BITS).reinterpretAsFloats();
            FloatVector power = down.lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
            FloatVector f = c.fma(power, m.sub(ONE));
            FloatVector converted = (FloatVector) exponent.convert(I2F, 0);
            FloatVector k = converted.blend(converted.sub(MANTISSA_BITS), subnormal);
            FloatVector p = L8.fma(f, L7);
            p = p.fma(f, L6);
            p = p.fma(f, L5);
            p = p.fma(f, L4);
            p = p.fma(f, L3);
            p = p.fma(f, L2);
            p = p.fma(f, L1);
            p = p.fma(f, L0);
            FloatVector ff = f.mul(f);
            FloatVector rest = MINUS_HALF.fma(ff, k.fma(LN2_LOW, p.mul(ff.mul(f))));
            FloatVector log = k.fma(LN2_HIGH, f.add(rest));
            IntVector signs = v.reinterpretAsInts().and(sign);
            log.reinterpretAsInts()
                    .or(signs)
                    .reinterpretAsFloats()
                    .blend(Float.NEGATIVE_INFINITY, v.eq(-one))
                    .blend(Float.POSITIVE_INFINITY, v.eq(Float.POSITIVE_INFINITY))
                    .blend(Float.NaN, v.compare(GE, -one).not())
                    .intoArray(y, yAt + i);
        }
    }

    static void reluGradient(float[] z, int zAt, float slope, float[] d, int dAt, int n) {
        int whole = n - n % LENGTH;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += LENGTH) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, d, dAt + i);
            FloatVector other = slope == 0f ? zero : gradient.mul(slope);
            VectorMask<Float> positive =
                    FloatVector.fromArray(FLOATS, z, zAt + i).compare(VectorOperators.GT, 0f);
            other.blend(gradient, positive).intoArray(d, dAt + i);
        }
        ScalarFunctions.reluGradient(z, zAt + whole, slope, d, dAt + whole, n - whole);
    }
}
