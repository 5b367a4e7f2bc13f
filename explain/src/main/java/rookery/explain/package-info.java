/**
 * How a network learned: one file an explanation. Each takes numbers, a model or a run, and returns
 * a record that the command line prints and {@code --json} writes.
 *
 * <ol>
 *   <li>{@link rookery.explain.SoftmaxSteps}: from logits to probabilities, step by step.
 * </ol>
 */
package rookery.explain;
