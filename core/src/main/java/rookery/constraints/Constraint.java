package rookery.constraints;

import rookery.names.Names;
import rookery.tensor.ParameterSpec;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a parameter tensor must obey; applied after each update.
 *
 * <p>Norms are those of the columns, which hold the weights into one unit each, as with Keras's
 * default {@code axis=0}; there are no other axes. A vector is one column, as in Keras.
 */
public sealed interface Constraint
        permits MaxNorm, NonNegative, UnitNorm, MinMaxNorm, CustomConstraint {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Constraint> NAMES = Names.of("constraint", Constraint::members);

    private static Map<String, Constraint> members() {
        Map<String, Constraint> members = new LinkedHashMap<>();
        members.put("max_norm", new MaxNorm());
        members.put("non_neg", new NonNegative());
        members.put("non_negative", new NonNegative());
        members.put("unit_norm", new UnitNorm());
        members.put("min_max_norm", new MinMaxNorm());
        return members;
    }

    /**
     * Puts a tensor right for the panels of 32 columns {@code from} to {@code to} (exclusive). A
     * vector's norm goes over all its panels: it is put right by the share with panel 0, if others
     * do not touch it.
     *
     * @param at where the tensor's window begins in values; it lies as {@link ParameterSpec} says
     */
    void apply(ParameterSpec spec, float[] values, int at, int from, int to);
}
