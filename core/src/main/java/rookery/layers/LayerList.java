package rookery.layers;

import rookery.activations.Linear;

import java.util.List;

/**
 * A list of layers in a line of text.
 *
 * <pre>
 *   64 relu, dropout 0.2, 32, dense(16, tanh, bias_initializer=zeros), softmax
 * </pre>
 *
 * <p>A number is a dense layer of so many units, with its activation after it; a layer's name has its
 * arguments after it or in parentheses, as {@link rookery.names.Names#get} has them; the name of an
 * activation is a layer of it.
 */
public final class LayerList {

    private static final String NONE = "none";

    private LayerList() {}

    /**
     * The layers of a text; {@code none} for none.
     *
     * @param activation of a number without one
     * @throws IllegalArgumentException saying where in the text, what was expected, what came
     */
    public static List<Layer> parse(String text, rookery.activations.Activation activation) {
        if (text.strip().equals(NONE)) return List.of();
        if (text.isBlank()) throw new IllegalArgumentException("no layers; none says so");
        return Layer.NAMES
                .implied(() -> List.of(new Dense(1, activation), new Activation(new Linear())))
                .list(text);
    }
}
