package rookery.optimizers;

import rookery.kernels.Kernels;
import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.Objects;

/**
 * Follow the regularized leader: weights that do not pay for themselves become exactly 0.
 *
 * <pre>
 *   n′ = n + g²        z = z + g + 2·λₛ·θ − (n′ᵖ − nᵖ)/η·θ        n = n′
 *   θ = (clip(z, −λ₁, λ₁) − z) / (nᵖ/η + 2·λ₂ + β/η),    p = −learningRatePower
 * </pre>
 *
 * McMahan et al. 2013, "Ad click prediction: a view from the trenches"; the shrinkage λₛ is
 * TensorFlow's. As in Keras. Where |z| ≤ λ₁ a weight is 0 even if n is 0, where Keras divides by 0.
 * θ is computed from z anew at each step, so that all weights shrink when η does.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param learningRatePower at most 0; −0.5
 * @param initialAccumulatorValue what n begins with, at least 0; 0.1
 * @param l1RegularizationStrength λ₁, at least 0; 0
 * @param l2RegularizationStrength λ₂, at least 0; 0
 * @param l2ShrinkageRegularizationStrength λₛ, at least 0; 0
 * @param beta at least 0; 0
 */
public record Ftrl(
        LearningRate learningRate,
        double learningRatePower,
        double initialAccumulatorValue,
        double l1RegularizationStrength,
        double l2RegularizationStrength,
        double l2ShrinkageRegularizationStrength,
        double beta)
        implements Optimizer {

    private static final double SQUARE_ROOT = -0.5;

    /** Keras's defaults. */
    public Ftrl() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Ftrl(double learningRate) {
        this(new Constant(learningRate), -0.5, 0.1, 0, 0, 0, 0);
    }

    /** Checks the hyperparameters. */
    public Ftrl {
        Objects.requireNonNull(learningRate, "Ftrl: learningRate");
        if (!(learningRatePower <= 0 && learningRatePower > Double.NEGATIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Ftrl: learningRatePower must be at most 0 and finite, got "
                            + learningRatePower);
        Hyperparameters.notNegative("Ftrl", "initialAccumulatorValue", initialAccumulatorValue);
        Hyperparameters.notNegative("Ftrl", "l1RegularizationStrength", l1RegularizationStrength);
        Hyperparameters.notNegative("Ftrl", "l2RegularizationStrength", l2RegularizationStrength);
        Hyperparameters.notNegative(
                "Ftrl", "l2ShrinkageRegularizationStrength", l2ShrinkageRegularizationStrength);
        Hyperparameters.notNegative("Ftrl", "beta", beta);
    }

    @Override
    public Ftrl withLearningRate(LearningRate other) {
        return new Ftrl(
                other,
                learningRatePower,
                initialAccumulatorValue,
                l1RegularizationStrength,
                l2RegularizationStrength,
                l2ShrinkageRegularizationStrength,
                beta);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        OptimizerState state =
                new OptimizerState(parameters.values().length, "accumulator", "linear");
        Arrays.fill(state.slot(0), (float) initialAccumulatorValue);
        return state;
    }

    @Override
    public void update(Update update, int from, int to) {
        if (learningRatePower == SQUARE_ROOT && l1RegularizationStrength == 0)
            squareRootsWithoutL1(update, from, to);
        else if (learningRatePower == SQUARE_ROOT) squareRoots(update, from, to);
        else powers(update, from, to);
    }

    private void squareRoots(Update update, int from, int to) {
        float perRate = (float) (1 / update.rate());
        float l1 = (float) l1RegularizationStrength;
        float l2 = quadratic(update);
        float shrinkage = (float) (2 * l2ShrinkageRegularizationStrength);
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] n = update.state().slot(0);
        float[] z = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float squares = n[i] + g * g;
            float root = (float) Math.sqrt(squares);
            float change = (root - (float) Math.sqrt(n[i])) * perRate;
            float linear = z[i] + (g + shrinkage * θ[i] - change * θ[i]);
            n[i] = squares;
            z[i] = linear;
            θ[i] = weight(linear, l1, root * perRate + l2);
        }
    }

    /** The same where λ₁ is 0: without the comparisons, which take a third of the time. */
    private void squareRootsWithoutL1(Update update, int from, int to) {
        float perRate = (float) (1 / update.rate());
        float l2 = quadratic(update);
        float shrinkage = (float) (2 * l2ShrinkageRegularizationStrength);
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] n = update.state().slot(0);
        float[] z = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float squares = n[i] + g * g;
            float root = (float) Math.sqrt(squares);
            float change = (root - (float) Math.sqrt(n[i])) * perRate;
            float linear = z[i] + (g + shrinkage * θ[i] - change * θ[i]);
            n[i] = squares;
            z[i] = linear;
            θ[i] = (0f - linear) / (root * perRate + l2);
        }
    }

    /** What stands beside nᵖ/η in the denominator; the smallest float keeps 0/0 away. */
    private float quadratic(Update update) {
        return (float) (2 * l2RegularizationStrength + beta / update.rate() + Float.MIN_NORMAL);
    }

    private static float weight(float linear, float l1, float quadratic) {
        return (Math.max(-l1, Math.min(linear, l1)) - linear) / quadratic;
    }

    /** The powers are computed in the place of the gradients. */
    private void powers(Update update, int from, int to) {
        float perRate = (float) (1 / update.rate());
        float l1 = (float) l1RegularizationStrength;
        float l2 = quadratic(update);
        float shrinkage = (float) (2 * l2ShrinkageRegularizationStrength);
        float[] power = update.gradients();
        float[] θ = update.parameters().values();
        float[] n = update.state().slot(0);
        float[] z = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = power[i];
            power[i] = n[i];
            n[i] = n[i] + g * g;
            z[i] = z[i] + (g + shrinkage * θ[i]);
        }
        power(update.kernels(), power, from, to);
        for (int i = from; i < to; i++) {
            z[i] = z[i] + power[i] * perRate * θ[i];
            power[i] = n[i];
        }
        power(update.kernels(), power, from, to);
        for (int i = from; i < to; i++) {
            float scaled = power[i] * perRate;
            power[i] = 0f; // padding must be
            z[i] = z[i] - scaled * θ[i];
            θ[i] = weight(z[i], l1, scaled + l2);
        }
    }

    /** x ← x^(−learningRatePower). */
    private void power(Kernels kernels, float[] x, int from, int to) {
        if (learningRatePower == 0) {
            Arrays.fill(x, from, to, 1f);
            return;
        }
        float p = (float) -learningRatePower;
        kernels.log(x, from, x, from, to - from);
        for (int i = from; i < to; i++) x[i] = p * x[i];
        kernels.exp(x, from, x, from, to - from);
    }
}
