package rookery.cli;

import rookery.Sequential;
import rookery.layers.Activation;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.names.Names;
import rookery.optimizers.Optimizer;

import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** Networks and their parts in words. */
final class Descriptions {

    private Descriptions() {}

    /** A network in a line: {@code 3 inputs → dense 16 relu → dense 2 softmax, 98 parameters}. */
    static String of(Sequential network) {
        return "%s → %s, %s"
                .formatted(
                        Numbers.count(network.inputs(), "input"),
                        network.layers().stream()
                                .map(Descriptions::of)
                                .collect(Collectors.joining(" → ")),
                        Numbers.count(network.parameterCount(), "parameter"));
    }

    /** A layer: {@code dense 16 relu}. */
    static String of(Layer layer) {
        return switch (layer) {
            case Dense dense -> "dense " + dense.units() + " " + name(dense.activation());
            case Activation activation -> name(activation.activation());
            case Dropout dropout -> "dropout " + dropout.rate();
            case Residual residual ->
                    residual.layers().stream()
                            .map(Descriptions::of)
                            .collect(Collectors.joining(" → ", "residual (", ")"));
            case Frozen frozen -> "frozen " + of(frozen.layer());
            default -> layer.kind().replace('_', ' ');
        };
    }

    /** An optimizer: {@code sgd with rate 0.01}. */
    static String of(Optimizer optimizer) {
        return name(Optimizer.NAMES, optimizer) + " with rate " + optimizer.learningRate().at(0);
    }

    private static String name(rookery.activations.Activation activation) {
        return name(rookery.activations.Activation.NAMES, activation);
    }

    /** Keras's name for a member, or that of its class if it is a user's own. */
    static <T> String name(Names<T> names, T member) {
        try {
            return names.nameOf(member);
        } catch (NoSuchElementException _) {
            return member.getClass().getSimpleName();
        }
    }
}
