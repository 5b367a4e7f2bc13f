package rookery.explain;

import rookery.explain.Backprop.Equation;
import rookery.explain.Backprop.Gradient;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Pass;
import rookery.explain.Backprop.Product;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loss at the end of a chain of neurons, its derivatives, and one step of plain gradient descent.
 *
 * <pre>
 *   chain    ∂L/∂w_k = ∂L/∂ŷ · ∂ŷ/∂w_k          ∂L/∂b_k = ∂L/∂ŷ · ∂ŷ/∂b_k
 *   update   w_k ← w_k − η·∂L/∂w_k              b_k ← b_k − η·∂L/∂b_k
 * </pre>
 *
 * Where the loss is undefined, all that follows from it is: NaN, and no neurons after the step.
 *
 * @param function the loss
 * @param y the target
 * @param learningRate η
 * @param loss L
 * @param dLossDOutput ∂L/∂ŷ
 * @param gradient of L
 * @param after the neurons after the step
 * @param outputAfter ŷ of them
 * @param lossAfter L of them; NaN also where their ŷ is none that the loss takes
 * @param undefined what has no value at this ŷ; empty if all has one
 * @param clipped what a loss that clips ŷ makes of it, where the clip acts
 * @param fused what training does where the last sigmoid belongs to the loss
 */
public record LossStep(
        ScalarLoss function,
        double y,
        double learningRate,
        double loss,
        double dLossDOutput,
        Gradient gradient,
        List<Neuron> after,
        double outputAfter,
        double lossAfter,
        String undefined,
        Optional<Clipped> clipped,
        Optional<Fused> fused) {

    /**
     * The loss with ŷ clipped to [1e-7, 1 − 1e-7], as training does before a logarithm. The clip is
     * flat, so that every derivative is 0 and a step changes nothing.
     *
     * @param output the clipped ŷ
     * @param loss L there
     * @param dLossDOutput 0
     * @param slopeAtClip what dL/dŷ is at the clipped ŷ itself, before the clip's own 0
     */
    public record Clipped(double output, double loss, double dLossDOutput, double slopeAtClip) {}

    /**
     * Sigmoid and binary cross-entropy as one function of z, as training computes them: without a
     * quotient, and never undefined.
     *
     * <pre>
     *   L = max(z, 0) − y·z + ln(1 + e^−|z|)        ∂L/∂z = ŷ − y
     * </pre>
     */
    public record Fused(double loss, double dLossDZ) {
        static Fused of(double y, double z) {
            double rest = StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
            double loss = z > 0 ? (1 - y) * z + rest : rest - y * z;
            return new Fused(loss, ScalarActivation.SIGMOID.value(z) - y);
        }
    }

    static LossStep of(Backprop chain, double y, ScalarLoss function, double learningRate) {
        check(chain.passes().getLast(), y, function, learningRate);
        double q = chain.output();
        double loss = Backprop.finite("L", function.value(y, q));
        String undefined = function.undefined(y, q);
        double slope = Double.isNaN(loss) ? loss : function.derivative(y, q);
        Equation first =
                new Equation(
                        "∂L/∂ŷ",
                        function.derivativeFormula("y", "ŷ"),
                        Backprop.finite("∂L/∂ŷ", slope));
        Gradient gradient =
                new Gradient(
                        prolonged(first, chain.gradient().byZ()),
                        prolonged(first, chain.gradient().byW()),
                        prolonged(first, chain.gradient().byB()));
        List<Neuron> after = after(chain.passes(), gradient, learningRate);
        double outputAfter = after.isEmpty() ? Double.NaN : Backprop.of(chain.x(), after).output();
        return new LossStep(
                function,
                y,
                learningRate,
                loss,
                slope,
                gradient,
                after,
                outputAfter,
                lossAfter(function, y, outputAfter),
                undefined,
                clipped(function, y, q),
                fused(function, y, chain.passes().getLast()));
    }

    private static void check(Pass last, double y, ScalarLoss function, double learningRate) {
        if (!Double.isFinite(y))
            throw new IllegalArgumentException("LossStep: y must be finite, got " + y);
        if (function != ScalarLoss.MSE && !(y >= 0 && y <= 1))
            throw new IllegalArgumentException(
                    "y must be a probability in [0, 1] for %s, got %s; mse takes any number"
                            .formatted(function.kerasName(), y));
        if (!function.accepts(last.output()))
            throw new IllegalArgumentException(
                    "%s needs an output in [0, 1], but the last neuron, %s, gives %s; let it be a sigmoid, or take mse"
                            .formatted(
                                    function.kerasName(),
                                    last.neuron().activation().kerasName(),
                                    last.output()));
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "learning rate must be positive and finite, got " + learningRate);
    }

    /** ∂L/∂ŷ · ∂ŷ/∂θ for each θ. */
    private static List<Product> prolonged(Equation first, List<Product> products) {
        return products.stream()
                .map(product ->
                        Product.of(
                                product.symbol().replace("∂ŷ", "∂L"),
                                List.of(first, product.asFactor())))
                .toList();
    }

    private static List<Neuron> after(List<Pass> passes, Gradient gradient, double learningRate) {
        List<Neuron> after = new ArrayList<>();
        for (int k = 0; k < passes.size(); k++) {
            Neuron before = passes.get(k).neuron();
            double w = before.w() - learningRate * gradient.byW().get(k).value();
            double b = before.b() - learningRate * gradient.byB().get(k).value();
            if (Double.isNaN(w) || Double.isNaN(b)) return List.of();
            Backprop.finite("w after the update", w);
            Backprop.finite("b after the update", b);
            after.add(new Neuron(w, b, before.activation()));
        }
        return List.copyOf(after);
    }

    private static double lossAfter(ScalarLoss function, double y, double output) {
        return function.accepts(output)
                ? Backprop.finite("L after the update", function.value(y, output))
                : Double.NaN;
    }

    private static Optional<Clipped> clipped(ScalarLoss function, double y, double q) {
        if (!function.clips(q)) return Optional.empty();
        return Optional.of(
                new Clipped(
                        function.clip(q),
                        function.clippedValue(y, q),
                        function.clippedDerivative(y, q),
                        function.derivative(y, function.clip(q))));
    }

    private static Optional<Fused> fused(ScalarLoss function, double y, Pass last) {
        return function == ScalarLoss.BINARY_CROSSENTROPY
                        && last.neuron().activation() == ScalarActivation.SIGMOID
                ? Optional.of(Fused.of(y, last.z()))
                : Optional.empty();
    }
}
