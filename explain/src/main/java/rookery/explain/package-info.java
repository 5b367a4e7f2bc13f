/**
 * How a network learned: one file an explanation. Each takes numbers, a model or a run, and returns
 * a record that the command line prints and {@code --json} writes.
 *
 * <ol>
 *   <li>{@link rookery.explain.SoftmaxSteps}: from logits to probabilities, step by step.
 *   <li>{@link rookery.explain.CrossEntropy}: the loss of a row, class by class, and what no learning
 *       takes away of it.
 *   <li>{@link rookery.explain.Paths}: why a weight has its gradient at one row, as a sum over the
 *       paths from the weight to the loss.
 *   <li>{@link rookery.explain.Why}: why a step of a run changed a weight as it did: its rows, the
 *       paths of one of them, the optimizer; {@link rookery.explain.WeightStep}, {@link
 *       rookery.explain.RowGradient}, {@link rookery.explain.TopWeights}.
 *   <li>{@link rookery.explain.Steps}: the steps of a run, batch by batch: what gradient and
 *       curvature predicted, and what came.
 *   <li>{@link rookery.explain.Hessian}, {@link rookery.explain.Curvature}: how the loss curves at
 *       some weights, and how long a step there may be.
 *   <li>{@link rookery.explain.landscape.Landscape}: the loss along a line or a plane through the
 *       space of weights, and the path of a training over it.
 *   <li>{@link rookery.explain.Influence}: which training rows taught the network its answer on a row;
 *       {@link rookery.explain.SelfInfluence}: which had to teach themselves.
 *   <li>{@link rookery.explain.Activity}: what each unit does, and how much gradient comes back.
 *   <li>{@link rookery.explain.doctor}: what went wrong in a training, and what to do about it.
 *   <li>{@link rookery.explain.race.Race}: optimizers that train one network from the same starts.
 *   <li>{@link rookery.explain.importance}: which columns matter, and how.
 *   <li>{@link rookery.explain.Residuals}, {@link rookery.explain.Calibration}: how far predicted numbers
 *       are off, and whether a model is as sure as it is right.
 *   <li>{@link rookery.explain.Backprop}: backpropagation in one dimension, symbols then numbers.
 * </ol>
 *
 * <p>{@link rookery.explain.lesson} is the lecture that all of this comes from, on the penguins.
 */
package rookery.explain;
