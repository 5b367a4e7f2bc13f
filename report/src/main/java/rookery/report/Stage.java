package rookery.report;

import rookery.Sequential;
import rookery.layers.Activation;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * One of the things that a network is drawn of, in the order of computation: a layer, or where the
 * connection past a residual block leaves or arrives.
 *
 * @param kind how it is drawn
 * @param name with those of the blocks it is in: {@code residual/dense}
 * @param words what it does: {@code 16 relu}, {@code dropout(0.2)}
 * @param layer it is, not the {@link Frozen} around it
 * @param inputs how many numbers go in
 * @param outputs how many come out
 * @param parameters of it; none of a block's ends
 * @param depth in how many blocks it is; a block's ends are in it
 */
record Stage(
        Kind kind,
        String name,
        String words,
        Layer layer,
        int inputs,
        int outputs,
        long parameters,
        int depth) {

    /** How a stage is drawn. */
    enum Kind {
        /** A unit each, with weights from all before it. */
        DENSE,
        /** Some numbers in place of each column of codes. */
        EMBEDDING,
        /** One box. */
        BOX,
        /** Where a connection past a block leaves. */
        BEGIN,
        /** Where it arrives and is added. */
        END
    }

    /** All stages of a network. */
    static List<Stage> of(Sequential network) {
        List<Stage> stages = new ArrayList<>();
        add(network.names(), network.layers(), network.inputs(), "", 0, stages);
        return stages;
    }

    private static void add(
            List<String> names,
            List<Layer> layers,
            int inputs,
            String block,
            int depth,
            List<Stage> stages) {
        int width = inputs;
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            String name = block + names.get(k);
            boolean frozen = layer instanceof Frozen;
            Layer inner = layer instanceof Frozen around ? around.layer() : layer;
            int outputs = layer.outputs(width);
            if (inner instanceof Residual residual) {
                String words = frozen ? "frozen residual" : "residual";
                stages.add(new Stage(Kind.BEGIN, name, words, inner, width, width, 0, depth + 1));
                add(residual.names(), residual.layers(), width, name + "/", depth + 1, stages);
                stages.add(new Stage(Kind.END, name, words, inner, outputs, outputs, 0, depth + 1));
            } else {
                long parameters =
                        layer.parameters(width).stream().mapToLong(ParameterSpec::count).sum();
                String words = (frozen ? "frozen " : "") + words(inner);
                stages.add(
                        new Stage(
                                kind(inner),
                                name,
                                words,
                                inner,
                                width,
                                outputs,
                                parameters,
                                depth));
            }
            width = outputs;
        }
    }

    private static Kind kind(Layer layer) {
        return switch (layer) {
            case Dense _ -> Kind.DENSE;
            case Embedding _ -> Kind.EMBEDDING;
            default -> Kind.BOX;
        };
    }

    private static String words(Layer layer) {
        return switch (layer) {
            case Dense dense -> dense.units() + " " + text(dense.activation());
            case Activation alone -> text(alone.activation());
            case Embedding embedding ->
                    Amounts.count(embedding.columns().size(), "column") + " of codes";
            case CustomLayer custom -> custom.kind();
            case Layer other -> text(other);
        };
    }

    private static String text(rookery.activations.Activation activation) {
        return rookery.activations.Activation.NAMES.describe(activation);
    }

    /** A layer with what is unlike the defaults; if a user's own is part of it, its kind. */
    private static String text(Layer layer) {
        try {
            return Layer.NAMES.textOf(layer);
        } catch (NoSuchElementException _) {
            return layer.kind();
        }
    }

    /** How many weights there would be lines for. */
    long lines() {
        return kind == Kind.DENSE ? (long) inputs * outputs : 0;
    }

    /** How many parameters, in words; nothing if there are none. */
    String parameterWords() {
        return parameters == 0
                ? ""
                : "%s parameter%s"
                        .formatted(
                                String.format(Locale.ROOT, "%,d", parameters),
                                parameters == 1 ? "" : "s");
    }
}
