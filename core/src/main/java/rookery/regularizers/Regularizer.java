package rookery.regularizers;

import rookery.kernels.Kernels;
import rookery.names.Names;
import rookery.tensor.ParameterSpec;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A penalty on a parameter tensor, added to the loss.
 *
 * <p>The tensor's window begins at {@code at} of an array and lies as {@link ParameterSpec} says;
 * its padding is 0 and adds nothing.
 */
public sealed interface Regularizer permits L1, L2, L1L2, Orthogonal, CustomRegularizer {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Regularizer> NAMES = Names.of("regularizer", Regularizer::members);

    private static Map<String, Regularizer> members() {
        Map<String, Regularizer> members = new LinkedHashMap<>();
        members.put("l1", new L1());
        members.put("l2", new L2());
        members.put("l1_l2", new L1L2());
        members.put("l1l2", new L1L2());
        members.put("orthogonal_regularizer", new Orthogonal());
        members.put("orthogonal", new Orthogonal());
        return members;
    }

    /** Whether the gradient of an element depends on that element alone. */
    boolean elementwise();

    /**
     * How many floats of scratch the other two need; none if elementwise.
     *
     * @throws IllegalArgumentException if the member has no penalty for a tensor of this shape
     */
    default int scratch(ParameterSpec spec) {
        return 0;
    }

    /**
     * The penalty of a tensor.
     *
     * @param scratch at least {@link #scratch} floats, overwritten
     */
    double value(Kernels kernels, ParameterSpec spec, float[] values, int at, float[] scratch);

    /**
     * gradients += ∂penalty/∂θ for the places {@code from} to {@code to} (exclusive) of the arrays,
     * all inside the tensor's window; if it is not elementwise, for the whole window at once.
     *
     * @param scratch at least {@link #scratch} floats, overwritten
     */
    void addGradient(
            Kernels kernels,
            ParameterSpec spec,
            float[] values,
            float[] gradients,
            int at,
            int from,
            int to,
            float[] scratch);
}
