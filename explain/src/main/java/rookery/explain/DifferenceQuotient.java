package rookery.explain;

import rookery.explain.Backprop.Gradient;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * The check of a derivative by moving its parameter θ a little to both sides.
 *
 * <pre>
 *   ∂f/∂θ ≈ (f(θ + h) − f(θ − h)) / 2h
 * </pre>
 *
 * h moves the neuron's z by 1e-2 to 1e-9, of 1 and of its size; the quotient that comes nearest
 * counts, since a long step bends and a short one rounds, while a wrong derivative is wrong for every
 * h. A step that switches a relu on or off does not count.
 *
 * @param of what is derived, ŷ or L
 * @param by θ
 * @param derivative by the chain rule
 * @param quotient NaN where there is none: at a relu's kink, or beside it
 * @param h how far θ was moved; NaN where there is no quotient
 * @param rounding how much of a difference is no fault: 1e-6 of the derivative, and what is lost in
 *     subtracting two rounded numbers
 */
public record DifferenceQuotient(
        String of, String by, double derivative, double quotient, double h, double rounding) {

    private static final double TOLERANCE = 1e-6;
    private static final double ROUNDINGS = 4;

    /** Moves no number beyond the largest double. */
    private static final double FARTHEST = 1e290;

    private static final double[] PARTS = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};

    /**
     * Of each derivative of f, which is a function of ŷ; in the order of {@link Gradient#backwards}.
     *
     * @param slope ∂f/∂ŷ
     */
    static List<DifferenceQuotient> ofAll(
            List<Pass> passes, Gradient gradient, double slope, String of, DoubleUnaryOperator f) {
        ChainSymbols symbols = new ChainSymbols(passes.size());
        double noise = noise(passes, gradient, slope);
        List<DifferenceQuotient> checks = new ArrayList<>();
        for (int k = passes.size() - 1; k >= 0; k--) {
            int at = k;
            double input = Math.abs(passes.get(k).input());
            double[] moves = moves(passes.get(k));
            double[] byInput =
                    Arrays.stream(moves)
                            .map(move -> input == 0 ? move : Math.min(FARTHEST, move / input))
                            .toArray();
            double byW = gradient.byW().get(k).value();
            double byB = gradient.byB().get(k).value();
            checks.add(
                    new DifferenceQuotient(of, symbols.w(k + 1), byW)
                            .nearest(byInput, noise, h -> moved(passes, at, h, 0), f));
            checks.add(
                    new DifferenceQuotient(of, symbols.b(k + 1), byB)
                            .nearest(moves, noise, h -> moved(passes, at, 0, h), f));
        }
        return List.copyOf(checks);
    }

    private DifferenceQuotient(String of, String by, double derivative) {
        this(of, by, derivative, Double.NaN, Double.NaN, Double.NaN);
    }

    /** How far z is moved: parts of 1, and of the larger number that z is the sum of. */
    private static double[] moves(Pass pass) {
        double size = size(pass);
        return Arrays.stream(PARTS)
                .flatMap(part ->
                        size == 0 ? DoubleStream.of(part) : DoubleStream.of(part, part * size))
                .toArray();
    }

    private static double size(Pass pass) {
        double product = Math.abs(pass.neuron().w() * pass.input());
        return Math.min(FARTHEST, Math.max(product, Math.abs(pass.neuron().b())));
    }

    /** What rounding each z and each output on the way does to f, to first order. */
    private static double noise(List<Pass> passes, Gradient gradient, double slope) {
        double noise = 0;
        double byOutput = slope;
        for (int k = passes.size() - 1; k >= 0; k--) {
            Pass pass = passes.get(k);
            double byZ = gradient.byZ().get(k).value();
            noise += Math.abs(byOutput) * Math.ulp(Math.max(1, Math.abs(pass.output())));
            noise += Math.abs(byZ) * Math.ulp(size(pass));
            byOutput = byZ * pass.neuron().w();
        }
        return noise;
    }

    private static List<Pass> moved(List<Pass> passes, int k, double byW, double byB) {
        List<Neuron> chain = new ArrayList<>(passes.stream().map(Pass::neuron).toList());
        Neuron neuron = chain.get(k);
        chain.set(k, new Neuron(neuron.w() + byW, neuron.b() + byB, neuron.activation()));
        return Backprop.passes(passes.getFirst().input(), chain);
    }

    /**
     * The nearest of the quotients, one within rounding before one that is not.
     *
     * @param steps h, some of them
     * @param noise how inexact f is, beside the rounding of its own value
     * @param passes the way forward with θ moved by so much
     * @param f of ŷ
     */
    DifferenceQuotient nearest(
            double[] steps,
            double noise,
            DoubleFunction<List<Pass>> passes,
            DoubleUnaryOperator f) {
        DifferenceQuotient best = this;
        for (double h : steps) {
            List<Pass> right = passes.apply(h);
            List<Pass> left = passes.apply(-h);
            double above = f.applyAsDouble(right.getLast().output());
            double below = f.applyAsDouble(left.getLast().output());
            double measured = (above - below) / (2 * h);
            if (switches(left, right) || !Double.isFinite(measured)) continue;
            double lost = noise + Math.ulp(Math.max(1, Math.max(Math.abs(above), Math.abs(below))));
            double size = Math.max(Math.abs(measured), Math.abs(derivative));
            DifferenceQuotient next =
                    new DifferenceQuotient(
                            of,
                            by,
                            derivative,
                            measured,
                            h,
                            TOLERANCE * size + ROUNDINGS * lost / h);
            if (next.nearerThan(best)) best = next;
        }
        return best;
    }

    private boolean nearerThan(DifferenceQuotient other) {
        if (Double.isNaN(other.quotient)) return true;
        return disagrees() == other.disagrees()
                ? difference() < other.difference()
                : other.disagrees();
    }

    private static boolean switches(List<Pass> left, List<Pass> right) {
        for (int k = 0; k < left.size(); k++)
            if (left.get(k).neuron().activation() == ScalarActivation.RELU
                    && left.get(k).z() > 0 != right.get(k).z() > 0) return true;
        return false;
    }

    /** How far the two are apart; NaN where there is no quotient. */
    public double difference() {
        return Math.abs(quotient - derivative);
    }

    /** Whether there is a quotient, and it differs by more than rounding. */
    public boolean disagrees() {
        return difference() > rounding;
    }
}
