package rookery.cli;

import rookery.Sequential;
import rookery.activations.Activation;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.losses.Loss;
import rookery.names.Names;
import rookery.optimizers.Optimizer;
import rookery.schedules.LearningRate;

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

    /** A layer: {@code dense 16 relu}, {@code dropout(0.2)}. */
    static String of(Layer layer) {
        return switch (layer) {
            case Dense dense when text(Layer.NAMES, dense, "units", "activation").equals("dense") ->
                    "dense " + dense.units() + " " + of(dense.activation());
            case rookery.layers.Activation alone -> of(alone.activation());
            case Residual residual ->
                    residual.layers().stream()
                            .map(Descriptions::of)
                            .collect(Collectors.joining(" → ", "residual (", ")"));
            case Frozen frozen -> "frozen " + of(frozen.layer());
            case CustomLayer custom -> custom.kind();
            case Layer other -> text(Layer.NAMES, other);
        };
    }

    /** An optimizer: {@code adam(beta_1=0.8) with rate 0.01}. */
    static String of(Optimizer optimizer) {
        String text = text(Optimizer.NAMES, optimizer, "learning_rate");
        return text.contains("learning_rate=") // what is around an optimizer shows it there
                ? text
                : text + " with rate " + text(LearningRate.NAMES, optimizer.learningRate());
    }

    /** A loss: {@code mean_squared_error}, {@code huber(delta=2)}. */
    static String of(Loss loss) {
        return text(Loss.NAMES, loss);
    }

    private static String of(Activation activation) {
        return text(Activation.NAMES, activation);
    }

    /** A member with what is unlike the defaults; if a user's own is part of it, its name. */
    private static <T> String text(Names<T> names, T member, String... without) {
        try {
            return names.textOf(member, without);
        } catch (NoSuchElementException _) {
            return name(names, member);
        }
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
