package rookery.kernels;

import static rookery.kernels.Kernels.LANES;

/**
 * Random numbers as a function of what they are for: Philox4x32-10, Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 *
 * <pre>
 *   (w₀ w₁ w₂ w₃) = philox(key = seed, counter = (purpose, step, layer, index))
 *   element e:  index = e/32·8 + e%8    word w = e%32/8        bits = w_w
 * </pre>
 *
 * <p>So 32 consecutive elements are eight counters of four words each. Any element can be had
 * without those before it, from any position, on any thread; a mask or an order of rows is computed
 * again rather than stored. All mappings below are part of the numerics contract. The seed's low
 * half is the key's first word.
 *
 * <p>Elements are numbered from 0 to {@link #ELEMENTS} − 1; others are refused with {@link
 * IllegalArgumentException}, windows outside an array with {@link IndexOutOfBoundsException}.
 */
public final class Philox {

    /** How many elements one seed, purpose, step and layer have: 2³⁴. */
    public static final long ELEMENTS = 1L << 34;

    static final int ROUNDS = 10;
    static final long M0 = 0xd2511f53L;
    static final long M1 = 0xcd9e8d57L;
    static final int WEYL0 = 0x9e3779b9;
    static final int WEYL1 = 0xbb67ae85;
    private static final long LOW = 0xffffffffL;

    static final int WORDS = 4;
    static final int COUNTERS = LANES / WORDS;

    /** A float's mantissa has 24 bits: of the 32, the lower 8 are dropped. */
    private static final int DROPPED = 8;

    private static final float UNIT = 0x1p-24f;

    private Philox() {}

    /** The random bits of one element. */
    public static int bits(long seed, Purpose purpose, int step, int layer, long element) {
        check(element, 1);
        int index = (int) (element / LANES) * COUNTERS + (int) (element % COUNTERS);
        int lane = (int) (element % LANES);
        return word(seed, purpose.code(), step, layer, index, lane / COUNTERS);
    }

    /** Uniform in [0, 1): ⌊bits/2⁸⌋·2⁻²⁴. */
    public static float uniform(long seed, Purpose purpose, int step, int layer, long element) {
        return uniform(bits(seed, purpose, step, layer, element));
    }

    /**
     * {@code out[at + i]} is the uniform number of element {@code firstElement + i}, for n of them.
     */
    public static void uniform(
            long seed,
            Purpose purpose,
            int step,
            int layer,
            long firstElement,
            float[] out,
            int at,
            int n) {
        check(firstElement, n);
        int i = 0;
        for (; i < n && (firstElement + i) % LANES != 0; i++) {
            out[at + i] = uniform(seed, purpose, step, layer, firstElement + i);
        }
        for (; i + LANES <= n; i += LANES) {
            int index = (int) ((firstElement + i) / LANES) * COUNTERS;
            uniformGroup(seed, purpose.code(), step, layer, index, out, at + i);
        }
        for (; i < n; i++) {
            out[at + i] = uniform(seed, purpose, step, layer, firstElement + i);
        }
    }

    /**
     * Standard normal by Box and Muller (1958), from the uniform numbers u of the same elements:
     * with a = e − e%32 + e%16,
     *
     * <pre>
     *   √(−2 ln(u_a + 2⁻²⁴)) · (e%32 &lt; 16 ? cos : sin)(2π·u_(a+16))
     * </pre>
     *
     * <p>No value is farther than 5.77 from 0.
     */
    public static float normal(long seed, Purpose purpose, int step, int layer, long element) {
        long a = element - element % LANES + element % (LANES / 2);
        float radius = radius(uniform(seed, purpose, step, layer, a));
        float turn = uniform(seed, purpose, step, layer, a + LANES / 2);
        boolean cosine = element % LANES < LANES / 2;
        return radius * (cosine ? Turns.cos(turn) : Turns.sin(turn));
    }

    /**
     * {@code out[at + i]} is the normal number of element {@code firstElement + i}, for n of them.
     */
    public static void normal(
            long seed,
            Purpose purpose,
            int step,
            int layer,
            long firstElement,
            float[] out,
            int at,
            int n) {
        check(firstElement, n);
        int i = 0;
        for (; i < n && (firstElement + i) % LANES != 0; i++) {
            out[at + i] = normal(seed, purpose, step, layer, firstElement + i);
        }
        for (; i + LANES <= n; i += LANES) {
            int index = (int) ((firstElement + i) / LANES) * COUNTERS;
            uniformGroup(seed, purpose.code(), step, layer, index, out, at + i);
            normalGroup(out, at + i);
        }
        for (; i < n; i++) {
            out[at + i] = normal(seed, purpose, step, layer, firstElement + i);
        }
    }

    /**
     * Adds {@code scale} times the normal number of element {@code firstElement + i} to {@code
     * out[at + i]}, for n of them.
     */
    public static void addNormal(
            long seed,
            Purpose purpose,
            int step,
            int layer,
            long firstElement,
            float scale,
            float[] out,
            int at,
            int n) {
        check(firstElement, n);
        int i = 0;
        for (; i < n && (firstElement + i) % LANES != 0; i++) {
            out[at + i] += scale * normal(seed, purpose, step, layer, firstElement + i);
        }
        for (; i + LANES <= n; i += LANES) {
            int index = (int) ((firstElement + i) / LANES) * COUNTERS;
            addNormalGroup(seed, purpose.code(), step, layer, index, scale, out, at + i);
        }
        for (; i < n; i++) {
            out[at + i] += scale * normal(seed, purpose, step, layer, firstElement + i);
        }
    }

    /**
     * A random order of 0 … n−1: sorted by the elements' {@linkplain #bits bits} as unsigned
     * numbers, equal ones by themselves. The layer is 0.
     *
     * @param order receives the order in its first n places
     * @param scratch at least 2n places
     */
    public static void permutation(
            Kernels kernels,
            long seed,
            Purpose purpose,
            int step,
            int n,
            int[] order,
            int[] scratch) {
        int groups = n / LANES;
        kernels.randomBits(seed, purpose.code(), step, 0, 0, groups, scratch, 0);
        for (int i = groups * LANES; i < n; i++) scratch[i] = bits(seed, purpose, step, 0, i);
        BucketSort.order(scratch, n, order);
    }

    /** As the other, with its own scratch, for where speed does not matter. */
    public static void permutation(long seed, Purpose purpose, int step, int n, int[] order) {
        int[] scratch = new int[Math.multiplyExact(2, n)];
        permutation(Kernels.scalar(), seed, purpose, step, n, order, scratch);
    }

    /** One word of philox(seed, (c0, c1, c2, c3)). */
    static int word(long seed, int c0, int c1, int c2, int c3, int word) {
        int k0 = (int) seed;
        int k1 = (int) (seed >>> Integer.SIZE);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = M0 * (c0 & LOW);
            long p1 = M1 * (c2 & LOW);
            c0 = (int) (p1 >>> Integer.SIZE) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> Integer.SIZE) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += WEYL0;
            k1 += WEYL1;
        }
        return switch (word) {
            case 0 -> c0;
            case 1 -> c1;
            case 2 -> c2;
            default -> c3;
        };
    }

    /** The 32 elements of eight counters, all four words of each. */
    private static void uniformGroup(
            long seed, int purpose, int step, int layer, int index, float[] out, int at) {
        for (int counter = 0; counter < COUNTERS; counter++) {
            int c0 = purpose;
            int c1 = step;
            int c2 = layer;
            int c3 = index + counter;
            int k0 = (int) seed;
            int k1 = (int) (seed >>> Integer.SIZE);
            for (int round = 0; round < ROUNDS; round++) {
                long p0 = M0 * (c0 & LOW);
                long p1 = M1 * (c2 & LOW);
                c0 = (int) (p1 >>> Integer.SIZE) ^ c1 ^ k0;
                c1 = (int) p1;
                c2 = (int) (p0 >>> Integer.SIZE) ^ c3 ^ k1;
                c3 = (int) p0;
                k0 += WEYL0;
                k1 += WEYL1;
            }
            out[at + counter] = uniform(c0);
            out[at + counter + COUNTERS] = uniform(c1);
            out[at + counter + 2 * COUNTERS] = uniform(c2);
            out[at + counter + 3 * COUNTERS] = uniform(c3);
        }
    }

    /** {@link Kernels#randomBits}; the rounds are written out again for speed. */
    static void groups(
            long seed,
            int purpose,
            int step,
            int layer,
            int index,
            int groups,
            int[] bits,
            int at) {
        for (int counter = 0; counter < groups * COUNTERS; counter++) {
            int c0 = purpose;
            int c1 = step;
            int c2 = layer;
            int c3 = index + counter;
            int k0 = (int) seed;
            int k1 = (int) (seed >>> Integer.SIZE);
            for (int round = 0; round < ROUNDS; round++) {
                long p0 = M0 * (c0 & LOW);
                long p1 = M1 * (c2 & LOW);
                c0 = (int) (p1 >>> Integer.SIZE) ^ c1 ^ k0;
                c1 = (int) p1;
                c2 = (int) (p0 >>> Integer.SIZE) ^ c3 ^ k1;
                c3 = (int) p0;
                k0 += WEYL0;
                k1 += WEYL1;
            }
            int to = at + counter / COUNTERS * LANES + counter % COUNTERS;
            bits[to] = c0;
            bits[to + COUNTERS] = c1;
            bits[to + 2 * COUNTERS] = c2;
            bits[to + 3 * COUNTERS] = c3;
        }
    }

    /** Turns 32 uniform numbers into normal ones. */
    private static void normalGroup(float[] out, int at) {
        for (int i = at; i < at + LANES / 2; i++) {
            float radius = radius(out[i]);
            float turn = out[i + LANES / 2];
            out[i] = radius * Turns.cos(turn);
            out[i + LANES / 2] = radius * Turns.sin(turn);
        }
    }

    /** Words 0 and 2 of a counter are a pair, as are words 1 and 3. */
    private static void addNormalGroup(
            long seed,
            int purpose,
            int step,
            int layer,
            int index,
            float scale,
            float[] out,
            int at) {
        for (int counter = 0; counter < COUNTERS; counter++) {
            int c0 = purpose;
            int c1 = step;
            int c2 = layer;
            int c3 = index + counter;
            int k0 = (int) seed;
            int k1 = (int) (seed >>> Integer.SIZE);
            for (int round = 0; round < ROUNDS; round++) {
                long p0 = M0 * (c0 & LOW);
                long p1 = M1 * (c2 & LOW);
                c0 = (int) (p1 >>> Integer.SIZE) ^ c1 ^ k0;
                c1 = (int) p1;
                c2 = (int) (p0 >>> Integer.SIZE) ^ c3 ^ k1;
                c3 = (int) p0;
                k0 += WEYL0;
                k1 += WEYL1;
            }
            addPair(c0, c2, scale, out, at + counter);
            addPair(c1, c3, scale, out, at + counter + COUNTERS);
        }
    }

    private static void addPair(int bits, int turnBits, float scale, float[] out, int at) {
        float radius = radius(uniform(bits));
        float turn = uniform(turnBits);
        out[at] += scale * (radius * Turns.cos(turn));
        out[at + LANES / 2] += scale * (radius * Turns.sin(turn));
    }

    /** The sum is exact and lies in (0, 1]. */
    private static float radius(float uniform) {
        return (float) Math.sqrt(-2 * ScalarFunctions.log(uniform + UNIT));
    }

    private static float uniform(int bits) {
        return (bits >>> DROPPED) * UNIT;
    }

    private static void check(long first, long n) {
        if (first < 0 || n < 0 || first > ELEMENTS - n) {
            throw new IllegalArgumentException(
                    "Philox: elements must be in [0, 2^34), got "
                            + n
                            + " from "
                            + first
                            + "; use another layer or step for more");
        }
    }
}
