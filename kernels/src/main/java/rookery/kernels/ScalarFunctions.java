package rookery.kernels;

import static rookery.kernels.Fused.fma;

/**
 * Elementary functions of one {@code float}, error ≤ 2 ulp, and their loops over arrays.
 * {@link VectorFunctions} does the same operations in the same order on vectors, hence gives the
 * same bits.
 *
 * <p>The polynomials are those of Cephes (Moshier, netlib.org/cephes, single precision), evaluated
 * by fused multiply-add.
 */
final class ScalarFunctions {

    static final float LOG2_E = 1.44269504f;

    /** ln 2 in two parts; the first has so few bits that its product with an exponent is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;

    /** 1.5·2²³: adding it rounds to an integer, which then stands in the lowest bits. */
    static final float ROUND = 0x1.8p23f;

    static final int ROUND_BITS = 0x4b400000;

    /** Beyond these e^x is 0 and ∞ in {@code float}; a NaN passes both. */
    static final float EXP_LOWEST = -104f;

    static final float EXP_HIGHEST = 89f;

    /** (e^r − 1 − r) / r² for |r| ≤ ½ ln 2. */
    static final float E5 = 1.9875691500e-4f;

    static final float E4 = 1.3981999507e-3f;
    static final float E3 = 8.3334519073e-3f;
    static final float E2 = 4.1665795894e-2f;
    static final float E1 = 1.6666665459e-1f;
    static final float E0 = 5.0000001201e-1f;

    /** (ln(1+f) − f + f²/2) / f³ for √½ ≤ 1+f ≤ √2. */
    static final float L8 = 7.0376836292e-2f;

    static final float L7 = -1.1514610310e-1f;
    static final float L6 = 1.1676998740e-1f;
    static final float L5 = -1.2420140846e-1f;
    static final float L4 = 1.4249322787e-1f;
    static final float L3 = -1.6668057665e-1f;
    static final float L2 = 2.0000714765e-1f;
    static final float L1 = -2.4999993993e-1f;
    static final float L0 = 3.3333331174e-1f;

    /** (tanh(a) − a) / a³ for a below {@link #TANH_SMALL}. */
    static final float T4 = -5.70498872745e-3f;

    static final float T3 = 2.06390887954e-2f;
    static final float T2 = -5.37397155531e-2f;
    static final float T1 = 1.33314422036e-1f;
    static final float T0 = -3.33332819422e-1f;

    static final float TANH_SMALL = 0.625f;

    /** The bits of √½: where a mantissa's interval [√½, √2) begins. */
    static final int SQRT_HALF_BITS = 0x3f3504f3;

    static final int MANTISSA = 0x7fffff;
    static final int MANTISSA_BITS = 23;
    static final int EXPONENT_BIAS = 127;

    /** Raises a subnormal number to a normal one. */
    static final float RAISE = 0x1p23f;

    /** Least power of two, as an exponent, that {@link #power} makes. */
    static final int LEAST_EXPONENT = -126;

    private ScalarFunctions() {}

    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = exp(x[xAt + i]);
        }
    }

    static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = log(x[xAt + i]);
        }
    }

    static void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = log1p(x[xAt + i]);
        }
    }

    static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = tanh(x[xAt + i]);
        }
    }

    static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = sigmoid(x[xAt + i]);
        }
    }

    /** e^x = 2^n · e^r with x = n·ln 2 + r, |r| ≤ ½ ln 2. */
    static float exp(float x) {
        float c = Math.max(EXP_LOWEST, Math.min(EXP_HIGHEST, x));
        float rounded = fma(c, LOG2_E, ROUND);
        int n = Float.floatToRawIntBits(rounded) - ROUND_BITS;
        float k = rounded - ROUND;
        float r = fma(k, -LN2_LOW, fma(k, -LN2_HIGH, c));
        float p = fma(E5, r, E4);
        p = fma(p, r, E3);
        p = fma(p, r, E2);
        p = fma(p, r, E1);
        p = fma(p, r, E0);
        float high = 1 + r;
        float low = r - (high - 1); // what the sum lost
        float e = fma(p, r * r, low) + high;
        // In two steps, since 2^n may lie outside float's range where the result does not; only
        // the second can round.
        int half = n >> 1;
        return e * power(half) * power(n - half);
    }

    /** ln x = k·ln 2 + ln(1+f) with x = 2^k·(1+f), √½ ≤ 1+f < √2. */
    static float log(float x) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * RAISE : x) - SQRT_HALF_BITS;
        int k = (bits >> MANTISSA_BITS) - (subnormal ? MANTISSA_BITS : 0);
        float f = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
        return log(k, f);
    }

    /**
     * ln(1+x) as {@link #log} of u = 1+x, with what that sum lost, c = x − (u−1), given back to f.
     * For u in [√½, √2) this makes f = x.
     */
    static float log1p(float x) {
        if (!(x > -1 && x < Float.POSITIVE_INFINITY)) {
            return x == -1 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        float u = 1 + x;
        float c = x - (u - 1);
        int bits = Float.floatToRawIntBits(u) - SQRT_HALF_BITS;
        int k = bits >> MANTISSA_BITS;
        float m = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF_BITS);
        float f = fma(c, power(Math.max(-k, LEAST_EXPONENT)), m - 1);
        return Math.copySign(log(k, f), x); // only −0 has another sign without
    }

    /** k·ln 2 + ln(1+f). */
    private static float log(float k, float f) {
        float p = fma(L8, f, L7);
        p = fma(p, f, L6);
        p = fma(p, f, L5);
        p = fma(p, f, L4);
        p = fma(p, f, L3);
        p = fma(p, f, L2);
        p = fma(p, f, L1);
        p = fma(p, f, L0);
        float ff = f * f;
        float rest = fma(-0.5f, ff, fma(k, LN2_LOW, p * (ff * f)));
        return fma(k, LN2_HIGH, f + rest);
    }

    /** a + a³·P(a²) where a = |x| is small, otherwise 1 − 2/(e^2a + 1); x gives the sign. */
    static float tanh(float x) {
        float a = Math.abs(x);
        if (!(a < TANH_SMALL)) {
            return Math.copySign(1 - 2 / (exp(a + a) + 1), x);
        }
        float z = a * a;
        float p = fma(T4, z, T3);
        p = fma(p, z, T2);
        p = fma(p, z, T1);
        p = fma(p, z, T0);
        return Math.copySign(fma(p * z, a, a), x);
    }

    /** 1/(1+e) for x ≥ 0, e/(1+e) for x < 0, with e = e^−|x|, which cannot overflow. */
    static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        float d = 1 + e;
        float lost = e - (d - 1);
        float q = (x < 0 ? e : 1) / d;
        float inverse = x < 0 ? 1 - q : q; // 1/d, near enough for a correction
        return fma(-q * lost, inverse, q);
    }

    /** 2^n for −126 ≤ n ≤ 127. */
    private static float power(int n) {
        return Float.intBitsToFloat((n + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /** A choice of bits and not of numbers: signs are random, and a branch would be mispredicted. */
    static void reluGradient(float[] z, int zAt, float slope, float[] d, int dAt, int n) {
        for (int i = 0; i < n; i++) {
            int positive = z[zAt + i] > 0f ? -1 : 0;
            float other = slope == 0f ? 0f : slope * d[dAt + i];
            int bits =
                    Float.floatToRawIntBits(d[dAt + i]) & positive
                            | Float.floatToRawIntBits(other) & ~positive;
            d[dAt + i] = Float.intBitsToFloat(bits);
        }
    }
}
