package rookery;

import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Compares the gradients of backpropagation with differences of the loss, tensor by tensor.
 *
 * <pre>
 *   for a unit direction u:  g·u  against
 *   (8·(L(θ+hu) − L(θ−hu)) − (L(θ+2hu) − L(θ−2hu))) / 12h,   relative to the larger of the two
 * </pre>
 *
 * u is the gradient's own direction plus a random one of the same length, so that g·u is not lost
 * in the noise of single precision; h is the best of 0.3 to 0.001, since a relu's kink on the way
 * spoils a long step and rounding a short one. A wrong gradient is wrong for every h. With a
 * handful of rows a relu's kink may lie so near that each h crosses it or drowns in rounding: a
 * tensor that fails alone is to be checked with more rows, or with tanh in the place of relu. The
 * method is that of the course CS231n.
 *
 * @param relativeErrors by parameter tensor
 */
public record GradientCheck(SequencedMap<String, Double> relativeErrors) {

    /**
     * Errors below this pass. Over all layers, activations and losses right gradients of our tests, on
     * 37 and more rows, stay below 5e-4, half of them below 2e-6; the planted error of our tests is above 0.01 everywhere.
     */
    public static final double THRESHOLD = 1e-3;

    private static final double[] STEPS = {0.3, 0.1, 0.03, 0.01, 0.003, 0.001};

    /**
     * A part of the loss that single precision does not tell from nothing. A bias before a batch
     * normalization changes the loss by no more, however far it is moved.
     */
    private static final double NOTHING = 1e-5;

    /** Keeps a copy. */
    public GradientCheck {
        relativeErrors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(relativeErrors));
    }

    /** Checks the gradients of a learner's initial weights on all rows as one batch. */
    public static GradientCheck of(Learner learner, Dataset data, long seed) {
        return of(learner.initialModel(seed), data, seed);
    }

    /** Checks the gradients at a model's weights on all rows as one batch, in training mode. */
    public static GradientCheck of(Model model, Dataset data, long seed) {
        Objective objective = Objective.inTraining(model, data, Fit.defaults().seed(seed));
        Parameters θ = objective.parameters();
        double loss = objective.lossAndGradients();
        Parameters g = objective.gradients();
        SequencedMap<String, Double> errors = new LinkedHashMap<>();
        for (int k = 0; k < θ.specs().size(); k++) {
            ParameterSpec spec = θ.specs().get(k);
            if (spec.trained()) errors.put(spec.name(), check(objective, loss, g, k, seed));
        }
        return new GradientCheck(errors);
    }

    private static double check(Objective objective, double loss, Parameters g, int k, long seed) {
        float[] gradient = g.logical(k);
        double[] u = direction(gradient, seed, k);
        double best = Double.POSITIVE_INFINITY;
        for (double h : STEPS) {
            Difference near = Difference.of(objective, gradient, k, u, h);
            Difference far = Difference.of(objective, gradient, k, u, 2 * h);
            double measured = 8 * near.measured - far.measured;
            double predicted = 8 * near.predicted - far.predicted;
            double scale = Math.max(Math.abs(measured), Math.abs(predicted));
            if (h == STEPS[0] && scale < NOTHING * Math.abs(loss)) return 0;
            double error = scale == 0 ? 0 : Math.abs(measured - predicted) / scale;
            if (error < best) best = error; // NaN: the step left what the loss is defined for
        }
        return best;
    }

    /** The gradient's direction plus a random one, of length 1. */
    private static double[] direction(float[] gradient, long seed, int k) {
        float[] random = new float[gradient.length];
        Philox.normal(seed, Purpose.INITIALIZE, -1, k, 0, random, 0, random.length);
        double gradientLength = length(gradient);
        double randomLength = length(random);
        double[] u = new double[gradient.length];
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            u[i] = random[i] / randomLength;
            if (gradientLength > 0) u[i] += gradient[i] / gradientLength;
            sum += u[i] * u[i];
        }
        for (int i = 0; i < u.length; i++) u[i] /= Math.sqrt(sum);
        return u;
    }

    private static double length(float[] values) {
        return Math.sqrt(Kernels.scalar().dot(values, 0, values, 0, values.length));
    }

    /**
     * What the loss gains from θ − hu to θ + hu.
     *
     * @param measured L(θ + hu) − L(θ − hu)
     * @param predicted g · the way between the two, as single precision really went it
     */
    private record Difference(double measured, double predicted) {

        /** Moves the k-th tensor there and back again. */
        static Difference of(Objective objective, float[] gradient, int k, double[] u, double h) {
            Parameters θ = objective.parameters();
            float[] before = θ.logical(k);
            float[] above = new float[u.length];
            float[] below = new float[u.length];
            double predicted = 0;
            for (int i = 0; i < u.length; i++) {
                above[i] = (float) (before[i] + h * u[i]);
                below[i] = (float) (before[i] - h * u[i]);
                predicted += gradient[i] * ((double) above[i] - below[i]);
            }
            θ.setLogical(k, above);
            double gain = objective.lossAndGradients();
            θ.setLogical(k, below);
            gain -= objective.lossAndGradients();
            θ.setLogical(k, before);
            return new Difference(gain, predicted);
        }
    }

    /** The largest error of all tensors. */
    public double worst() {
        return relativeErrors.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Whether all errors are below {@link #THRESHOLD}. */
    public boolean passed() {
        return worst() < THRESHOLD;
    }
}
