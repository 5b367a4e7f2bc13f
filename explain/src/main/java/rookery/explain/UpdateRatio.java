package rookery.explain;

import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an update moved a tensor, measured by the tensor.
 *
 * <pre>
 *   ratio = ‖Δw‖ / ‖w‖
 * </pre>
 *
 * Around 1e-3 is healthy; far below a tensor hardly learns, far above it jumps about (CS231n, "Babysitting
 * the learning process").
 *
 * @param tensor its name
 * @param weight ‖w‖, the root of the sum of squares, before the update
 * @param update ‖Δw‖
 * @param ratio their quotient; not a number, or infinite, where ‖w‖ is 0, as a bias begins
 */
public record UpdateRatio(String tensor, double weight, double update, double ratio) {

    /**
     * Those of all trained tensors.
     *
     * @param before the update
     * @param after the update
     * @throws IllegalArgumentException if they are not the same tensors
     */
    public static List<UpdateRatio> of(Parameters before, Parameters after) {
        if (!before.specs().equals(after.specs()))
            throw new IllegalArgumentException(
                    "UpdateRatio: expected the tensors %s after the update, got %s"
                            .formatted(before.specs(), after.specs()));
        List<UpdateRatio> ratios = new ArrayList<>();
        for (int k = 0; k < before.specs().size(); k++) {
            ParameterSpec spec = before.specs().get(k);
            if (spec.trained()) ratios.add(of(spec.name(), before.logical(k), after.logical(k)));
        }
        return List.copyOf(ratios);
    }

    private static UpdateRatio of(String tensor, float[] before, float[] after) {
        double weight = 0;
        double update = 0;
        for (int i = 0; i < before.length; i++) {
            weight += (double) before[i] * before[i];
            double d = (double) after[i] - before[i];
            update += d * d;
        }
        return new UpdateRatio(
                tensor, Math.sqrt(weight), Math.sqrt(update), Math.sqrt(update / weight));
    }
}
