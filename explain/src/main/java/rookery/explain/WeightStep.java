package rookery.explain;

import java.util.List;
import java.util.Optional;

/**
 * What one step of a training did to one weight: where its gradient came from, row by row, and what
 * the optimizer made of it. Gradient, optimizer state and weights are those of the training itself,
 * to the bit.
 *
 * <pre>
 *   batch_gradient = Σ row_contributions + regularizer,   update = weight_after − weight_before
 * </pre>
 *
 * @param weight as in {@code dense/kernel[0,2]}
 * @param connects what it stands between, in words
 * @param step from 0
 * @param epoch from 0
 * @param batchRows rows of the step's batch
 * @param batchLoss of the batch before the update, regularizers' penalties included
 * @param rowContributions of the batch's rows, the largest first; none where the rows are coupled and
 *     too many, see {@link #notes}, and where the weight is not trained
 * @param contributionsSum what they add up to, in double precision
 * @param regularizer what its regularizer adds to the gradient; 0 without
 * @param batchGradient ∂L/∂w as training computed it; none where the weight is not trained
 * @param optimizerGradient what the optimizer left in its place: after clipping and the like
 * @param learningRate of the step
 * @param state what the optimizer remembers of this weight
 * @param weightBefore the step
 * @param update what the step added
 * @param weightAfter the step, constraints obeyed
 * @param notes what else is to be known, in sentences
 */
public record WeightStep(
        String weight,
        String connects,
        long step,
        int epoch,
        int batchRows,
        double batchLoss,
        Optional<List<Contribution>> rowContributions,
        Optional<Double> contributionsSum,
        double regularizer,
        Optional<Float> batchGradient,
        Optional<Float> optimizerGradient,
        double learningRate,
        List<Slot> state,
        float weightBefore,
        double update,
        float weightAfter,
        List<String> notes) {

    /**
     * One number that an optimizer remembers of a weight.
     *
     * @param name {@code momentum}, {@code velocity} …
     * @param before the step
     * @param after the step
     */
    public record Slot(String name, float before, float after) {}
}
