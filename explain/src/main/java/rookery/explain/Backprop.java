package rookery.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Backpropagation in one dimension: a chain of neurons with one input each, every derivative as a
 * formula and as a number, in double precision.
 *
 * <pre>
 *   forward    h_0 = x,   z_k = w_k·h_{k−1} + b_k,   h_k = F_k(z_k),   ŷ = h_n,   L = L(y, ŷ)
 *   local      ∂z_k/∂w_k = h_{k−1}   ∂z_k/∂b_k = 1   ∂z_k/∂h_{k−1} = w_k   ∂h_k/∂z_k = F_k′(z_k)
 *   chain      ∂ŷ/∂z_k = ∂ŷ/∂z_n · ∂z_n/∂h_{n−1} · … · ∂h_k/∂z_k
 *              ∂ŷ/∂w_k = ∂ŷ/∂z_k · ∂z_k/∂w_k         ∂ŷ/∂b_k = ∂ŷ/∂z_k · ∂z_k/∂b_k
 * </pre>
 *
 * With a loss also what follows from it, see {@link LossStep}. Each derivative is compared with a
 * central difference, see {@link DifferenceQuotient}. NaN stands for "undefined"; no number is
 * infinite. Source: the lecture's part on backpropagation in 1-D, first with symbols, then with
 * numbers.
 *
 * @param x the input
 * @param passes what the neurons did with it, first to last; at least one
 * @param forward z_k and h_k, from x to ŷ
 * @param local the local derivatives, from ŷ back to x: ∂h/∂z, ∂z/∂w and ∂z/∂b of each neuron, and
 *     ∂z/∂h between it and the one before it
 * @param gradient of ŷ
 * @param loss what the loss makes of it, if there is one
 * @param checks of the loss's derivatives, or of ŷ's if there is none or it is undefined; in the
 *     order of {@link Gradient#backwards}
 */
public record Backprop(
        double x,
        List<Pass> passes,
        List<Equation> forward,
        List<Equation> local,
        Gradient gradient,
        Optional<LossStep> loss,
        List<DifferenceQuotient> checks) {

    /** F(w·input + b), of finite numbers. */
    public record Neuron(double w, double b, ScalarActivation activation) {
        /** Checks the numbers. */
        public Neuron {
            if (!Double.isFinite(w) || !Double.isFinite(b))
                throw new IllegalArgumentException(
                        "Neuron: w and b must be finite, got %s and %s".formatted(w, b));
        }
    }

    /** What a neuron did: z = w·input + b, output = F(z), slope = F′(z). */
    public record Pass(Neuron neuron, double input, double z, double output, double slope) {
        static Pass of(Neuron neuron, double input) {
            double z = neuron.w * input + neuron.b;
            ScalarActivation activation = neuron.activation;
            return new Pass(neuron, input, z, activation.value(z), activation.derivative(z));
        }

        /** Whether z lies on a kink, where a slope is taken though there is none. */
        public boolean kink() {
            return neuron.activation.kink(z);
        }
    }

    /** A number, what it is called, and how it is computed: ∂z/∂w, x, 2. */
    public record Equation(String symbol, String formula, double value) {}

    /** A derivative by the chain rule: the product of the factors, from the left. */
    public record Product(String symbol, List<Equation> factors, double value) {
        static Product of(String symbol, List<Equation> factors) {
            double value = 1;
            for (Equation factor : factors) value = finite(symbol, value * factor.value);
            return new Product(symbol, factors, value + 0.0); // no -0
        }

        /** As one factor of a longer chain. */
        Equation asFactor() {
            List<String> symbols = factors.stream().map(Equation::symbol).toList();
            return new Equation(symbol, String.join(" · ", symbols), value);
        }
    }

    /** Derivatives by z_k, w_k and b_k, first neuron to last. */
    public record Gradient(List<Product> byZ, List<Product> byW, List<Product> byB) {
        /** By w and b as backpropagation reaches them: last neuron to first, each w before its b. */
        public List<Product> backwards() {
            List<Product> products = new ArrayList<>();
            for (int k = byW.size() - 1; k >= 0; k--) {
                products.add(byW.get(k));
                products.add(byB.get(k));
            }
            return List.copyOf(products);
        }
    }

    /**
     * A chain of neurons at an input, without a loss.
     *
     * @throws IllegalArgumentException if there is no neuron, x is not finite, or a number would lie
     *     beyond the largest double
     */
    public static Backprop of(double x, List<Neuron> chain) {
        List<Pass> passes = checkedPasses(x, chain);
        ChainSymbols symbols = new ChainSymbols(passes.size());
        List<Equation> local = local(passes, symbols);
        Gradient gradient = gradient(local, symbols);
        return new Backprop(
                x,
                passes,
                forward(passes, symbols),
                local,
                gradient,
                Optional.empty(),
                DifferenceQuotient.ofAll(passes, gradient, 1, "ŷ", q -> q));
    }

    /**
     * A chain of neurons at an input, its loss against a target, and one step of plain gradient
     * descent.
     *
     * @param learningRate η, positive and finite
     * @throws IllegalArgumentException as above; also if the loss takes no such target or output
     */
    public static Backprop of(
            double x, List<Neuron> chain, double y, ScalarLoss loss, double learningRate) {
        Backprop output = of(x, chain);
        LossStep step = LossStep.of(output, y, loss, learningRate);
        return new Backprop(
                x,
                output.passes,
                output.forward,
                output.local,
                output.gradient,
                Optional.of(step),
                step.undefined().isEmpty()
                        ? DifferenceQuotient.ofAll(
                                output.passes,
                                step.gradient(),
                                step.dLossDOutput(),
                                "L",
                                q -> loss.value(y, q))
                        : output.checks);
    }

    /** ŷ. */
    public double output() {
        return passes.getLast().output;
    }

    private static List<Pass> checkedPasses(double x, List<Neuron> chain) {
        if (chain.isEmpty() || !Double.isFinite(x))
            throw new IllegalArgumentException(
                    "Backprop: a finite x and at least one neuron are needed, got x = %s and %d"
                            .formatted(x, chain.size()));
        List<Pass> passes = passes(x, chain);
        ChainSymbols symbols = new ChainSymbols(passes.size());
        for (int k = 0; k < passes.size(); k++) finite(symbols.z(k + 1), passes.get(k).z);
        return passes;
    }

    /** The way forward, whatever comes of it. */
    static List<Pass> passes(double x, List<Neuron> chain) {
        List<Pass> passes = new ArrayList<>();
        double input = x;
        for (Neuron neuron : chain) {
            passes.add(Pass.of(neuron, input));
            input = passes.getLast().output;
        }
        return List.copyOf(passes);
    }

    private static List<Equation> forward(List<Pass> passes, ChainSymbols symbols) {
        List<Equation> equations = new ArrayList<>();
        for (int k = 1; k <= passes.size(); k++) {
            Pass pass = passes.get(k - 1);
            String z = "%s·%s + %s".formatted(symbols.w(k), symbols.input(k), symbols.b(k));
            equations.add(new Equation(symbols.z(k), z, pass.z));
            String output = pass.neuron.activation.formula(symbols.z(k));
            equations.add(new Equation(symbols.output(k), output, pass.output));
        }
        return List.copyOf(equations);
    }

    private static List<Equation> local(List<Pass> passes, ChainSymbols symbols) {
        List<Equation> equations = new ArrayList<>();
        for (int k = passes.size(); k > 0; k--) {
            Pass pass = passes.get(k - 1);
            String z = symbols.z(k);
            ScalarActivation activation = pass.neuron.activation;
            String slope = activation.derivativeFormula(z, activation.symbol(z));
            equations.add(partial(symbols.output(k), z, slope, pass.slope));
            equations.add(partial(z, symbols.w(k), symbols.input(k), pass.input));
            equations.add(partial(z, symbols.b(k), "1", 1));
            if (k > 1) equations.add(partial(z, symbols.input(k), symbols.w(k), pass.neuron.w));
        }
        return List.copyOf(equations);
    }

    private static Equation partial(String of, String by, String formula, double value) {
        return new Equation(ChainSymbols.derivative(of, by), formula, value);
    }

    /** Collects factors from ŷ back to each z, w and b; {@link #local} has four a neuron. */
    private static Gradient gradient(List<Equation> local, ChainSymbols symbols) {
        List<Product> byZ = new ArrayList<>();
        List<Product> byW = new ArrayList<>();
        List<Product> byB = new ArrayList<>();
        List<Equation> toZ = new ArrayList<>();
        for (int k = symbols.neurons(), at = 0; k > 0; k--, at += 4) {
            if (at > 0) toZ.add(local.get(at - 1));
            toZ.add(local.get(at));
            byZ.addFirst(product(symbols.z(k), toZ));
            byW.addFirst(product(symbols.w(k), toZ, local.get(at + 1)));
            byB.addFirst(product(symbols.b(k), toZ, local.get(at + 2)));
        }
        return new Gradient(List.copyOf(byZ), List.copyOf(byW), List.copyOf(byB));
    }

    private static Product product(String by, List<Equation> factors, Equation... last) {
        List<Equation> all = new ArrayList<>(factors);
        all.addAll(List.of(last));
        return Product.of(ChainSymbols.derivative("ŷ", by), List.copyOf(all));
    }

    /** The value, or NaN where it is undefined. */
    static double finite(String symbol, double value) {
        if (Double.isInfinite(value))
            throw new IllegalArgumentException(
                    symbol + " lies beyond the largest double, 1.8e308; take smaller numbers");
        return value;
    }
}
