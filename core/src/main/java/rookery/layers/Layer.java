package rookery.layers;

import rookery.activations.Linear;
import rookery.constraints.Constraint;
import rookery.initializers.Initializer;
import rookery.names.Names;
import rookery.regularizers.Regularizer;
import rookery.tensor.Matrix;
import rookery.tensor.ParameterSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step from the numbers of one example to others: x (batch, inputs) → y (batch, outputs).
 *
 * <p>A training step has two phases. <b>Examples:</b> {@link #forward} through all layers, then
 * {@link #backward} in reverse, for a share of the batch's panels. <b>Parameters:</b> {@link
 * #gradients}, for a share of each layer's kernel rows. A layer writes only to its own share.
 */
public sealed interface Layer
        permits Dense,
                Embedding,
                Activation,
                PRelu,
                Dropout,
                AlphaDropout,
                GaussianDropout,
                GaussianNoise,
                BatchNormalization,
                LayerNormalization,
                RmsNormalization,
                Residual,
                Frozen,
                CustomLayer {

    /**
     * The members by Keras's names. A number alone is the units of a dense layer, and what follows it
     * its activation; the name of an activation is a layer of it.
     */
    Names<Layer> NAMES =
            Names.of("layer", Layer::members)
                    .implied(() -> List.of(new Dense(1), new Activation(new Linear())));

    private static Map<String, Layer> members() {
        Map<String, Layer> members = new LinkedHashMap<>();
        members.put("dense", new Dense(1));
        members.put("activation", new Activation(new Linear()));
        members.put("embedding", Embedding.of(List.of(0), List.of(2), 1));
        members.put("prelu", new PRelu());
        members.put("p_relu", new PRelu());
        members.put("dropout", new Dropout(0.5));
        members.put("alpha_dropout", new AlphaDropout(0.5));
        members.put("gaussian_dropout", new GaussianDropout(0.5));
        members.put("gaussian_noise", new GaussianNoise(0.1));
        members.put("batch_normalization", new BatchNormalization());
        members.put("layer_normalization", new LayerNormalization());
        members.put("rms_normalization", new RmsNormalization());
        members.put("residual", new Residual(new Dense(1)));
        members.put("frozen", new Frozen(new Dense(1)));
        return members;
    }

    /** Keras's name for a layer of this kind, in lower case: {@code dense}, {@code dropout} … */
    String kind();

    /**
     * How many outputs it has for this many inputs.
     *
     * @throws IllegalArgumentException if it cannot take them
     */
    int outputs(int inputs);

    /** Its parameter tensors, in order; none unless overridden. */
    default List<ParameterSpec> parameters(int inputs) {
        return List.of();
    }

    /** What one of its tensors begins with. */
    default Initializer initializer(ParameterSpec parameter) {
        throw new IllegalArgumentException(kind() + " has no parameter " + parameter.name());
    }

    /** What is added to the loss for one of its tensors; nothing unless overridden. */
    default Optional<Regularizer> regularizer(ParameterSpec parameter) {
        return Optional.empty();
    }

    /** What one of its tensors must obey after each update; nothing unless overridden. */
    default Optional<Constraint> constraint(ParameterSpec parameter) {
        return Optional.empty();
    }

    /**
     * Whether it takes codes, which only data have: then it stands first, and {@link #check} looks at
     * all that goes in.
     */
    default boolean takesCodes() {
        return false;
    }

    /**
     * Refuses features that it cannot take as the network's first layer; takes any unless it {@link
     * #takesCodes()}.
     *
     * @throws IllegalArgumentException naming row, column and value
     */
    default void check(Matrix features) {}

    /** The activation this layer ends with; a loss may take the values before it. */
    default rookery.activations.Activation activation() {
        return new Linear();
    }

    /** Numbers an example it keeps from forward to backward in {@link Frame#z()}; 0: z is x. */
    default int kept(int inputs) {
        return 0;
    }

    /** Numbers an example it passes from backward to gradients in {@link Frame#turned()}. */
    default int turned(int inputs) {
        return 0;
    }

    /**
     * Rows of its largest kernel, to be shared out in the parameters phase; 0 without parameters. The
     * share with row i does the rows i of all its kernels.
     */
    default int rows(int inputs) {
        return 0;
    }

    /** Numbers it keeps for a whole batch in {@link Frame#statistics()}. */
    default int statistics(int inputs) {
        return 0;
    }

    /**
     * Whether in training an example's outputs depend on the other examples of its batch. Then {@link
     * #forwardOverRows} and {@link #backwardOverRows} take the places of {@link #forward} and {@link
     * #backward}, and the batch is worked off as a whole, layer by layer.
     */
    default boolean couplesRows() {
        return false;
    }

    /** x → y for the panels {@code from} to {@code to} (exclusive). */
    void forward(Frame frame, Pass pass, int from, int to);

    /**
     * dy → dx for the panels {@code from} to {@code to} (exclusive). dy may be overwritten; dx is
     * null in the first layer. If {@link Frame#joined()}, dy comes as the gradient with respect to
     * the values before {@link #activation()}.
     */
    void backward(Frame frame, Pass pass, int from, int to);

    /**
     * x → y in training for the features {@code from} to {@code to} (exclusive) of all {@code
     * pass.rows()} examples; only where it {@link #couplesRows()}.
     */
    default void forwardOverRows(Frame frame, Pass pass, int from, int to) {
        throw new UnsupportedOperationException(kind() + " does not couple rows");
    }

    /**
     * dy → dx for the features {@code from} to {@code to} (exclusive) of all {@code pass.rows()}
     * examples; only where it {@link #couplesRows()}.
     */
    default void backwardOverRows(Frame frame, Pass pass, int from, int to) {
        throw new UnsupportedOperationException(kind() + " does not couple rows");
    }

    /**
     * Gradients of its parameters, summed over the {@code pass.rows()} examples from the panel {@code
     * pass.panel()} on, for the kernel rows {@code from} to {@code to} (exclusive); the share with
     * row 0 also does what has no rows.
     */
    default void gradients(Frame frame, Pass pass, int from, int to) {}
}
