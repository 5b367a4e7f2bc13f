/**
 * Which columns matter to a trained network, and how. {@link
 * rookery.explain.importance.Importance} has the model and the rows, and gives
 *
 * <ol>
 *   <li>{@link rookery.explain.importance.PermutationImportance}: how much worse the model becomes when
 *       a column's values are shuffled;
 *   <li>{@link rookery.explain.importance.IntegratedGradients}: how much each column contributed to
 *       the answer on one row; {@link rookery.explain.importance.MeanAttributions} over many;
 *   <li>{@link rookery.explain.importance.PartialDependence}: what the model answers, on average and row
 *       by row, as one column takes other values.
 * </ol>
 */
package rookery.explain.importance;
