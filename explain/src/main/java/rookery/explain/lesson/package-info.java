/**
 * The lecture "How did we learn", computed live on the penguins: one file a screen of {@code rookery
 * lesson}, each a record of the numbers it shows, in the lecture's order.
 *
 * <ol>
 *   <li>{@link rookery.explain.lesson.Recap}: data and network.
 *   <li>{@link rookery.explain.lesson.Compiling}: what {@code compile} decides.
 *   <li>{@link rookery.explain.lesson.UpdateRule}: one step, and one weight in it.
 *   <li>{@link rookery.explain.lesson.Descents}: full batch, mini-batch, online.
 *   <li>{@link rookery.explain.lesson.Terrain}: the loss landscape, and their paths over it.
 *   <li>{@link rookery.explain.lesson.RowLosses}: cross-entropy, taken apart.
 *   <li>{@link rookery.explain.lesson.SoftmaxOfRow}: softmax, step by step.
 *   <li>{@link rookery.explain.lesson.Mlp}: a penguin on its way through a network.
 *   <li>{@link rookery.explain.lesson.OneDimension}: backpropagation in one dimension.
 *   <li>{@link rookery.explain.lesson.SingleWeight}: the gradient of a weight, path by path.
 *   <li>{@link rookery.explain.lesson.Slips}: two slips in the slides, and what they would do.
 *   <li>{@link rookery.explain.lesson.Finding}: the lecture's own line did not learn.
 *   <li>{@link rookery.explain.lesson.Examination}: the doctor says why, and proves the cure.
 * </ol>
 *
 * {@link rookery.explain.lesson.Penguins} is what all of them work with.
 */
package rookery.explain.lesson;
