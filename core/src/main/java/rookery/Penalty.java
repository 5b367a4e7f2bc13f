package rookery;

import rookery.kernels.Kernels;
import rookery.layers.Layer;
import rookery.regularizers.Regularizer;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the regularizers of a network's trained tensors add to the loss, and to its gradient. */
final class Penalty {

    private final Term[] terms;
    private final Parameters parameters;
    private final float[] scratch;

    /** A regularized tensor's window. */
    private record Term(Regularizer regularizer, ParameterSpec spec, int at) {}

    Penalty(Sequential network, Parameters parameters) {
        this.parameters = parameters;
        List<Term> found = new ArrayList<>();
        int tensor = 0;
        for (int k = 0; k < network.layers().size(); k++) {
            Layer layer = network.layers().get(k);
            for (ParameterSpec spec : layer.parameters(network.width(k))) {
                Optional<Regularizer> regularizer = layer.regularizer(spec);
                if (spec.trained() && regularizer.isPresent())
                    found.add(new Term(regularizer.get(), spec, parameters.offset(tensor)));
                tensor++;
            }
        }
        terms = found.toArray(Term[]::new);
        scratch =
                new float
                        [found.stream()
                                .mapToInt(term -> term.regularizer.scratch(term.spec))
                                .max()
                                .orElse(0)];
    }

    /** Whether the gradient of each parameter depends on that parameter alone. */
    boolean elementwise() {
        for (Term term : terms) if (!term.regularizer.elementwise()) return false;
        return true;
    }

    /** The sum over the regularized tensors. */
    double value(Kernels kernels) {
        double sum = 0;
        for (Term term : terms)
            sum +=
                    term.regularizer.value(
                            kernels, term.spec, parameters.values(), term.at, scratch);
        return sum;
    }

    /** Adds the gradients of the elementwise ones in the range {@code from} to {@code to}. */
    void addGradients(Kernels kernels, float[] gradients, int from, int to) {
        for (Term term : terms) {
            if (!term.regularizer.elementwise()) continue;
            int begin = Math.max(from, term.at);
            int end = Math.min(to, term.at + (int) term.spec.size());
            if (begin < end)
                term.regularizer.addGradient(
                        kernels,
                        term.spec,
                        parameters.values(),
                        gradients,
                        term.at,
                        begin,
                        end,
                        scratch);
        }
    }

    /** Adds the gradients of those that need a whole tensor. */
    void addWholeGradients(Kernels kernels, float[] gradients) {
        for (Term term : terms)
            if (!term.regularizer.elementwise())
                term.regularizer.addGradient(
                        kernels,
                        term.spec,
                        parameters.values(),
                        gradients,
                        term.at,
                        term.at,
                        term.at + (int) term.spec.size(),
                        scratch);
    }
}
