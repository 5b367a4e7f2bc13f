package rookery.explain;

import java.util.List;
import java.util.Optional;

/**
 * What the units of a layer did on some rows, and what came back to it.
 *
 * @param name {@code dense}, {@code residual/dense} …
 * @param kind {@code dense}, {@code activation} …; {@code residual} where a block ends
 * @param activation that it is or ends with; {@code linear} if there is none
 * @param frozen whether it does not learn
 * @param onWhere when a unit counts as on: {@code y > 0} for what lets no gradient through
 *     otherwise, as relu; {@code y ≠ 0} for shrinks; {@code z > 0}, z before the activation, for all
 *     else with an activation that has as many outputs; {@code y is its row's largest} for softmax and
 *     its kin; {@code y > 0} without an activation
 * @param stops whether a unit that is off lets no gradient through: only such a unit can be dead
 * @param on share of all (unit, row) pairs that were on
 * @param mean of y over all pairs
 * @param std of y over all pairs
 * @param dead numbers of the dead units
 * @param alwaysOn numbers of the units that were on on all rows, where off lets no gradient through
 * @param saturated share of all pairs that were saturated; none for units without two ends
 * @param gradient √(Σ_rows ‖δ‖² / rows), the root mean square length of the gradient δ of a row's loss
 *     with respect to what comes out, before the activation if there is one; not a number where the
 *     loss is one of a batch as a whole
 * @param units one after the other
 * @param tensors those of the layer that are trained
 */
public record LayerActivity(
        String name,
        String kind,
        String activation,
        boolean frozen,
        String onWhere,
        boolean stops,
        double on,
        double mean,
        double std,
        List<Integer> dead,
        List<Integer> alwaysOn,
        Optional<Double> saturated,
        double gradient,
        List<UnitActivity> units,
        List<Tensor> tensors) {

    /**
     * A trained tensor.
     *
     * @param name {@code dense/kernel} …
     * @param weight ‖w‖, the root of the sum of squares
     * @param gradient ‖∂L/∂w‖, L the mean loss of the rows, in inference mode and without
     *     regularizers; not a number where the loss is one of a batch as a whole
     */
    public record Tensor(String name, double weight, double gradient) {}

    /** Keeps its own lists. */
    public LayerActivity {
        dead = List.copyOf(dead);
        alwaysOn = List.copyOf(alwaysOn);
        units = List.copyOf(units);
        tensors = List.copyOf(tensors);
    }

    /** Whether units that let no gradient through where they are off are all dead or always on. */
    public boolean linear() {
        return dead.size() + alwaysOn.size() == units.size();
    }

    /** From its units. */
    static LayerActivity of(
            String name,
            String kind,
            String activation,
            boolean frozen,
            String onWhere,
            boolean stops,
            double gradient,
            List<UnitActivity> units,
            List<Tensor> tensors) {
        double mean = units.stream().mapToDouble(UnitActivity::mean).average().orElseThrow();
        double variance =
                units.stream()
                        .mapToDouble(u -> u.std() * u.std() + (u.mean() - mean) * (u.mean() - mean))
                        .average()
                        .orElseThrow();
        return new LayerActivity(
                name,
                kind,
                activation,
                frozen,
                onWhere,
                stops,
                units.stream().mapToDouble(UnitActivity::on).average().orElseThrow(),
                mean,
                Math.sqrt(variance),
                units.stream().filter(UnitActivity::dead).map(UnitActivity::unit).toList(),
                units.stream().filter(UnitActivity::alwaysOn).map(UnitActivity::unit).toList(),
                units.getFirst().saturated().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                units.stream()
                                        .mapToDouble(u -> u.saturated().orElseThrow())
                                        .average()
                                        .orElseThrow()),
                gradient,
                units,
                tensors);
    }
}
