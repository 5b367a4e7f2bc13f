package rookery.explain;

/**
 * What one row of a batch adds to the gradient of a weight.
 *
 * <pre>
 *   value = ∂(ω·ℓ/B)/∂w,   gradient = ∂ℓ/∂w
 * </pre>
 *
 * ω is the row's weight in the loss, ℓ its own loss, B how many rows the batch has.
 *
 * @param row its number in the source table
 * @param value its part of the batch's gradient: the parts of all rows add up to it
 * @param gradient of its own loss, of which the batch's gradient is the mean where all ω are 1; not a
 *     number where ω is 0
 */
public record Contribution(int row, double value, double gradient) {}
