package rookery.kernels;

import java.util.Optional;

/**
 * The inner loops of training and prediction, over {@code float} arrays given with an offset.
 *
 * <p>Every implementation gives the same bits (numerics contract, version 1): the order of every
 * sum is fixed here, and an implementation only chooses how many of the independent sums it works
 * on at once.
 *
 * <p><b>Panels.</b> Examples lie in panels of {@link #LANES} side by side, feature by feature:
 * example b's feature f is at {@code ((b/32)·features + f)·32 + b%32}. A layer's kernel (inputs ×
 * units) lies in panels of 32 units: (i, j) is at {@code ((j/32)·inputs + i)·32 + j%32}, padded
 * with zeros.
 *
 * <p><b>Products.</b> An output element is a sum over k in ascending order by fused multiply-add,
 * in blocks of {@link #BLOCK}: it starts at 0, then each block's sum is added, each block starting
 * from 0.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

    /** Examples in a panel, units in a kernel's panel, lanes of every reduction. */
    int LANES = 32;

    /** Terms of a product that are summed before they are added to the result. */
    int BLOCK = 256;

    /**
     * The fastest kernels for long work: vectors, or scalar ones where {@link #vector} is empty.
     * The system property {@code rookery.kernels} ({@code scalar} or {@code vector}) forces a
     * choice. Where the module {@code jdk.incubator.vector} is absent, one line on stderr says so,
     * once.
     *
     * @throws IllegalArgumentException if the property has another value, or there are no vectors
     */
    static Kernels best() {
        return Selection.best();
    }

    /** Plain loops, everywhere available, at speed sooner after the start of the JVM. */
    static Kernels scalar() {
        return Selection.SCALAR;
    }

    /**
     * Vectors of up to 512 bits. Empty where the machine has none of at least 128, where the JVM
     * runs without its optimizing compiler, and where the module {@code jdk.incubator.vector} is
     * absent: on the class path it needs {@code --add-modules jdk.incubator.vector}.
     */
    static Optional<Kernels> vector() {
        return Selection.vector();
    }

    /**
     * The kernels of this name.
     *
     * @param name {@code scalar}, {@code vector}, or {@code best}, which is vectors if there are
     *     any, whatever the system property says
     * @throws IllegalArgumentException if the name is another one, or there are no vectors
     */
    static Kernels named(String name) {
        return Selection.named(name);
    }

    /**
     * How these kernels compute, for reports: {@code scalar}, {@code vector-128},
     * {@code vector-256} or {@code vector-512}; with {@code -nofma} behind it on a CPU without
     * fused multiply-add, where products are rounded before they are summed, and the bits differ
     * from other machines'.
     */
    String name();

    /**
     * z = x·W + b. Panels of examples: x (inputs), z (units); W in panels of 32 units; the sum over
     * inputs, then the bias.
     */
    void product(
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] z,
            int zAt,
            int inputs,
            int units,
            int panels);

    /**
     * z = x·W + b as {@link #product}, for the first example of a panel alone: x's feature f at 32·f
     * and z's unit j at 32·j, for the units {@code from} to {@code to} (exclusive). The other lanes
     * of z are left with anything.
     *
     * @param from a multiple of 32
     * @param to a multiple of 32, or all units
     */
    void rowProduct(
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] z,
            int zAt,
            int inputs,
            int from,
            int to);

    /** dx = dz·Wᵀ. Panels of examples: dz (units), dx (inputs); the sum over units. */
    void inputGradient(
            float[] dz,
            int dzAt,
            float[] w,
            int wAt,
            float[] dx,
            int dxAt,
            int inputs,
            int units,
            int panels);

    /**
     * Puts rows of a matrix side by side in panels: example b is row {@code order[first + b]}, for
     * {@code rows} examples; those missing from the last panel become 0.
     *
     * @param matrix row after row of {@code cols} numbers
     */
    void gather(float[] matrix, int cols, int[] order, int first, int rows, float[] x, int xAt);

    /**
     * Turns panels of examples so that units lie side by side, as {@link #kernelGradient} wants dz:
     * example b's unit j goes to {@code (((b/32)·⌈units/32⌉ + j/32)·32 + b%32)·32 + j%32}, with 0
     * for j ≥ units.
     */
    void transpose(float[] dz, int dzAt, float[] t, int tAt, int units, int panels);

    /**
     * dW = xᵀ·dz for the inputs {@code from} to {@code to} (exclusive) of a kernel; the sum over
     * {@code rows} examples. dW's padding, which must be 0, stays 0.
     *
     * @param t dz as {@link #transpose} leaves it
     */
    void kernelGradient(
            float[] x,
            int xAt,
            float[] t,
            int tAt,
            float[] dw,
            int dwAt,
            int inputs,
            int units,
            int rows,
            int from,
            int to);

    /**
     * db = Σ dz over {@code rows} examples: 32 lanes (lane i takes examples i, i+32, …, from 0),
     * then a binary tree over the lanes (16 upper added to 16 lower, then 8, 4, 2, 1).
     */
    void biasGradient(float[] dz, int dzAt, float[] db, int dbAt, int units, int rows);

    /**
     * The bits of {@link Philox} for groups of 32 consecutive elements.
     *
     * @param purpose {@link Purpose}'s code
     * @param index of the first group's first counter: a group is eight of them
     */
    void randomBits(
            long seed, int purpose, int step, int layer, int index, int groups, int[] bits, int at);

    /** y = eˣ for n elements; x and y may be the same window. */
    void exp(float[] x, int xAt, float[] y, int yAt, int n);

    /** y = ln x for n elements; x and y may be the same window. */
    void log(float[] x, int xAt, float[] y, int yAt, int n);

    /** y = ln(1 + x) for n elements; x and y may be the same window. */
    void log1p(float[] x, int xAt, float[] y, int yAt, int n);

    /** y = tanh x for n elements; x and y may be the same window. */
    void tanh(float[] x, int xAt, float[] y, int yAt, int n);

    /** y = 1 / (1 + e⁻ˣ) for n elements; x and y may be the same window. */
    void sigmoid(float[] x, int xAt, float[] y, int yAt, int n);

    /**
     * y = softmax(x) over the features of each example of whole panels: e^(x − max) / Σ e^(x −
     * max), max and Σ over ascending features, Σ from 0. x and y may be the same window.
     */
    void softmax(float[] x, int xAt, float[] y, int yAt, int features, int panels);

    /**
     * y = ln softmax(x) = (x − max) − ln Σ e^(x − max) over the features of each example of whole
     * panels. x and y may be the same window.
     */
    void logSoftmax(float[] x, int xAt, float[] y, int yAt, int features, int panels);

    /**
     * The place of each example's largest feature in whole panels, the first of equals: 0 where x's
     * first feature is NaN, otherwise NaN is never the largest.
     *
     * @param places receives one number an example
     */
    void argmax(float[] x, int xAt, float[] places, int placesAt, int features, int panels);

    /**
     * d = (q·Σ_k p_k − p)·scale over the features of each example of whole panels, Σ over ascending
     * features from 0: the gradient of cross-entropy with respect to the values that a softmax made
     * q of. q and d may be the same window.
     *
     * @param p the target's distributions
     * @param scale one number an example
     */
    void crossEntropyGradient(
            float[] q,
            int qAt,
            float[] p,
            int pAt,
            float[] scale,
            int scaleAt,
            float[] d,
            int dAt,
            int features,
            int panels);

    /**
     * d = d where z &gt; 0, else slope·d, for n elements; with a slope of 0 it is +0 there, whatever
     * d. The derivative of a relu, leaky or not.
     */
    void reluGradient(float[] z, int zAt, float slope, float[] d, int dAt, int n);

    /** y = y + x for n elements. */
    void add(float[] x, int xAt, float[] y, int yAt, int n);

    /** Σ x·y over n elements in {@code double}: 32 lanes as in {@link #biasGradient}. */
    double dot(float[] x, int xAt, float[] y, int yAt, int n);

    /**
     * Σ x over {@code rows} examples of one feature in {@code double}: 32 lanes as in {@link
     * #biasGradient}.
     *
     * @param xAt where the feature of the first example is
     * @param features of an example
     */
    double sumOverRows(float[] x, int xAt, int features, int rows);

    /**
     * Σ x·y over {@code rows} examples of one feature in {@code double}: 32 lanes as in {@link
     * #biasGradient}. x and y may be the same window.
     *
     * @param features of an example, in x and in y
     */
    double dotOverRows(float[] x, int xAt, float[] y, int yAt, int features, int rows);
}
