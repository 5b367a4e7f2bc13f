/**
 * How a network learned: one file an explanation. Each takes numbers, a model or a run, and returns
 * a record that the command line prints and {@code --json} writes.
 *
 * <ol>
 *   <li>{@link rookery.explain.SoftmaxSteps}: from logits to probabilities, step by step.
 *   <li>{@link rookery.explain.Paths}: why a weight has its gradient at one row, as a sum over the
 *       paths from the weight to the loss.
 * </ol>
 */
package rookery.explain;
