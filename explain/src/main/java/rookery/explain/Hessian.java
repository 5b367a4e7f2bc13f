package rookery.explain;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Objective;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The Hessian H of an objective at its weights θ, by products with vectors: no more than gradients
 * is needed, and never all of H.
 *
 * <pre>
 *   H·v ≈ (g(θ + r·v) − g(θ − r·v)) / 2r     for v of length 1
 *   e   = ‖g(θ + r·v) − 2·g(θ) + g(θ − r·v)‖ / 2r
 * </pre>
 *
 * Gradients are computed in single precision: for a short r what is left of their difference is
 * rounding, on a long one H itself changes, and a relu's kink may lie on the way. All three show in
 * e, half the difference of the slopes on either side, which would be 0 for a quadratic function in
 * exact arithmetic. So each product takes the longest of four r, a quarter of each other, for which
 * the second difference in e is no more than rounding makes it, and the one with the smallest e if
 * there is none. How much rounding makes it is measured where θ moves by some ulps (the difference
 * table of Moré &amp; Wild 2011, "Estimating computational noise").
 *
 * <p>Vectors are the trained parameters, tensor after tensor, each in logical (row-major) order;
 * padding and statistics are not in them. The weights move while a method runs and are put back,
 * bit for bit. Not safe for use by several threads at once.
 */
public final class Hessian {

    /** The most trained parameters for which {@link #matrix} computes all of it. */
    public static final int MOST = 2000;

    /** The longest r, relative to the length of θ. */
    private static final double LONGEST = 1e-2;

    private static final double SHORTER = 0.25;
    private static final int TRIED = 4;
    private static final int TRIED_AT_FIRST = 6;

    /** Second differences of noise of length ε have the length √6·ε; small ones fluctuate. */
    private static final double SECOND_DIFFERENCE = Math.sqrt(6);

    private static final double FLUCTUATION = 3;

    /** θ moves by some ulps from one point to the next where noise is measured. */
    private static final double ULPS = 0x1p-20;

    private static final int NOISE_POINTS = 7;

    private final Objective objective;
    private final Parameters parameters;
    private final float[] before;
    private final int[] at;
    private final double loss;
    private final double[] gradient;
    private final double noise;
    private final double step;
    private int products;
    private int rough;

    /**
     * A product with a vector.
     *
     * @param values H·v
     * @param step r, for v as if it had the length 1
     * @param error e · ‖v‖: how far off the product may be
     * @param smooth whether rounding is all that made the error
     */
    public record Product(double[] values, double step, double error, boolean smooth) {}

    private Hessian(Objective objective, boolean measured) {
        this.objective = objective;
        parameters = objective.parameters();
        before = parameters.values().clone();
        at = trained(parameters);
        if (at.length == 0)
            throw new IllegalArgumentException(
                    "Hessian: no parameter of this network is trained, so there is no curvature");
        loss = objective.lossAndGradients();
        gradient = gather();
        if (!Double.isFinite(loss) || !Double.isFinite(Vectors.length(gradient)))
            throw new IllegalArgumentException(
                    "Hessian: loss and gradient must be finite, got a loss of %s and a gradient of length %s"
                            .formatted(loss, Vectors.length(gradient)));
        double size = Math.max(1, size());
        noise = measured ? noise(size * ULPS) : 0;
        step = measured ? longest(size * LONGEST) : size * LONGEST;
    }

    /**
     * Of the mean loss over all rows in inference mode, at a model's weights. Relus stay on or off as
     * they are there, so that no kink disturbs a difference: the Hessian is the one that automatic
     * differentiation gives.
     *
     * @param fit for its class weights
     * @throws IllegalArgumentException if the data do not fit the network, loss or gradient are not
     *     finite, or nothing is trained
     */
    public static Hessian of(Model model, Dataset data, Fit fit) {
        return new Hessian(Objective.inInference(FixedRelu.in(model, data), data, fit), true);
    }

    /**
     * Of any objective at the weights it has now; an activation's kinks are met as they come.
     *
     * @throws IllegalArgumentException if loss or gradient are not finite there, or nothing is
     *     trained
     */
    public static Hessian of(Objective objective) {
        return new Hessian(objective, true);
    }

    /**
     * For a single product: the noise is not measured first, so that {@link Product#smooth} is seldom
     * true; of more lengths r the one with the smallest error is taken.
     *
     * @throws IllegalArgumentException as {@link #of(Objective)}
     */
    static Hessian once(Objective objective) {
        return new Hessian(objective, false);
    }

    /** Places of the trained parameters in the array of all of them. */
    static int[] trained(Parameters parameters) {
        IntStream.Builder places = IntStream.builder();
        for (int k = 0; k < parameters.specs().size(); k++) {
            ParameterSpec spec = parameters.specs().get(k);
            if (!spec.trained()) continue;
            for (int i = 0; i < spec.rows(); i++)
                for (int j = 0; j < spec.cols(); j++)
                    places.add(parameters.offset(k) + spec.at(i, j));
        }
        return places.build().toArray();
    }

    private double[] gather() {
        float[] values = objective.gradients().values();
        return Arrays.stream(at).mapToDouble(place -> values[place]).toArray();
    }

    private double size() {
        return Vectors.length(Arrays.stream(at).mapToDouble(place -> before[place]).toArray());
    }

    /** The gradient at θ + t·v. */
    private double[] gradientAt(double t, double[] v) {
        float[] θ = parameters.values();
        try {
            for (int i = 0; i < at.length; i++) θ[at[i]] = (float) (before[at[i]] + t * v[i]);
            objective.lossAndGradients();
            return gather();
        } finally {
            System.arraycopy(before, 0, θ, 0, before.length);
        }
    }

    /** What single precision makes of θ + t·v − (θ − t·v), relative to v, measured along v. */
    private double way(double t, double[] v) {
        double sum = 0;
        for (int i = 0; i < at.length; i++)
            sum +=
                    v[i]
                            * ((double) (float) (before[at[i]] + t * v[i])
                                    - (float) (before[at[i]] - t * v[i]));
        return sum;
    }

    /** The length of the gradient's rounding error: the middle one of five second differences. */
    private double noise(double h) {
        double[] u = direction(0);
        double[][] g = new double[NOISE_POINTS][];
        for (int k = 0; k < g.length; k++) g[k] = gradientAt((k - NOISE_POINTS / 2) * h, u);
        double[] lengths =
                IntStream.range(1, g.length - 1)
                        .mapToDouble(k -> secondDifference(g[k - 1], g[k], g[k + 1]))
                        .sorted()
                        .toArray();
        return lengths[lengths.length / 2] / SECOND_DIFFERENCE;
    }

    private static double secondDifference(double[] below, double[] here, double[] above) {
        double sum = 0;
        for (int i = 0; i < here.length; i++) {
            double d = above[i] - 2 * here[i] + below[i];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /** The r that is long enough for any product: the longest of those of three directions. */
    private double longest(double most) {
        double[] u = direction(1);
        Product random = product(u, most, TRIED_AT_FIRST);
        double longest = random.step();
        for (double[] v : new double[][] {gradient, random.values()}) {
            double length = Vectors.length(v);
            if (length > 0)
                longest =
                        Math.max(
                                longest,
                                product(Vectors.times(1 / length, v), most, TRIED_AT_FIRST).step());
        }
        return longest;
    }

    private double[] direction(int k) {
        float[] drawn = new float[at.length];
        Philox.normal(0, Purpose.INITIALIZE, -3, k, 0, drawn, 0, drawn.length);
        double[] u = IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i]).toArray();
        return Vectors.times(1 / Vectors.length(u), u);
    }

    /** The product with a vector of length 1. */
    private Product product(double[] v, double longest, int tried) {
        Product best = null;
        double r = longest;
        for (int k = 0; k < tried; k++, r *= SHORTER) {
            double[] above = gradientAt(r, v);
            double[] below = gradientAt(-r, v);
            double difference = secondDifference(below, gradient, above);
            double way = way(r, v);
            double error = difference / way;
            if (!Double.isFinite(error)) continue;
            boolean smooth = difference <= FLUCTUATION * SECOND_DIFFERENCE * noise;
            if (best == null || smooth || error < best.error())
                best = new Product(slope(below, above, way), r, error, smooth);
            if (smooth) break;
        }
        if (best == null)
            throw new IllegalArgumentException(
                    "Hessian: the gradient is not finite near these weights");
        return best;
    }

    private static double[] slope(double[] below, double[] above, double way) {
        double[] slope = new double[above.length];
        for (int i = 0; i < slope.length; i++) slope[i] = (above[i] - below[i]) / way;
        return slope;
    }

    /**
     * H·v.
     *
     * @param v of {@link #parameters} numbers
     * @throws IllegalArgumentException if it has another length, or is not finite
     */
    public Product times(double[] v) {
        if (v.length != at.length)
            throw new IllegalArgumentException(
                    "Hessian: there are %d trained parameters, got a vector of %d"
                            .formatted(at.length, v.length));
        double length = Vectors.length(v);
        if (!Double.isFinite(length))
            throw new IllegalArgumentException("Hessian: the vector must be finite");
        if (length == 0) return new Product(new double[at.length], step, 0, true);
        int tried = noise == 0 ? TRIED_AT_FIRST : TRIED;
        Product unit = product(Vectors.times(1 / length, v), step, tried);
        products++;
        if (!unit.smooth()) rough++;
        return new Product(
                Vectors.times(length, unit.values()),
                unit.step(),
                length * unit.error(),
                unit.smooth());
    }

    /**
     * All of it (parameters, parameters), made symmetric: what differs is rounding.
     *
     * @param progress is told how many columns are done
     * @throws IllegalArgumentException if there are more than {@link #MOST} trained parameters
     */
    public double[][] matrix(IntConsumer progress) {
        requireWhole();
        int n = at.length;
        double[][] h = new double[n][];
        for (int k = 0; k < n; k++) {
            double[] unit = new double[n];
            unit[k] = 1;
            h[k] = times(unit).values();
            progress.accept(k + 1);
        }
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) h[i][j] = h[j][i] = (h[i][j] + h[j][i]) / 2;
        return h;
    }

    /**
     * Refuses to compute all of it if it is too large, for those who do other things first.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST} trained parameters
     */
    public void requireWhole() {
        if (at.length > MOST)
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "all of a Hessian is computed for up to %,d trained parameters, this"
                                    + " network has %,d",
                            MOST,
                            at.length));
    }

    /** How many parameters are trained: the size of the Hessian. */
    public int parameters() {
        return at.length;
    }

    /** The loss at θ. */
    public double loss() {
        return loss;
    }

    /** A copy of the gradient at θ. */
    public double[] gradient() {
        return gradient.clone();
    }

    /** ε: the length of the gradient's rounding error. */
    public double noise() {
        return noise;
    }

    /** The longest r of a product. */
    public double step() {
        return step;
    }

    /** How many products were computed so far. */
    public int products() {
        return products;
    }

    /** Those of them in which more than rounding was seen at every r: kinks lie close by. */
    public int roughProducts() {
        return rough;
    }

    /** A vector as parameters; 0 for what is not trained. */
    public Parameters parameters(double[] v) {
        Parameters result = parameters.over(new float[before.length]);
        for (int i = 0; i < at.length; i++) result.values()[at[i]] = (float) v[i];
        return result;
    }
}
