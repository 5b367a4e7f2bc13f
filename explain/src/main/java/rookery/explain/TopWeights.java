package rookery.explain;

import java.util.List;

/**
 * The weights that moved the loss most in a step, as far as a straight line tells.
 *
 * <pre>
 *   change of a weight = g · Δw,   predicted_change = Σ g · Δw,   change = L(θ + Δ) − L(θ)
 * </pre>
 *
 * All of the step's own batch, in training mode, regularizers' penalties included. Where predicted
 * and actual change differ much, the loss is curved along the step.
 *
 * @param step from 0
 * @param lossBefore of the batch
 * @param lossAfter of the same batch, with the new weights
 * @param change of the batch's loss
 * @param predictedChange by all weights together
 * @param weights the strongest, by the size of their change
 */
public record TopWeights(
        long step,
        double lossBefore,
        double lossAfter,
        double change,
        double predictedChange,
        List<Mover> weights) {

    /**
     * What one weight did.
     *
     * @param weight as in {@code dense/kernel[0,2]}
     * @param connects what it stands between, in words
     * @param gradient g, of the batch
     * @param update Δw
     * @param change g · Δw
     */
    public record Mover(
            String weight, String connects, float gradient, double update, double change) {}
}
