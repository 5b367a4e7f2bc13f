/**
 * What is reported of a training or an evaluation. {@link rookery.metrics.Metric} is the family;
 * each is computed over all rows, not averaged over batches, and is not weighted, as in Keras.
 */
package rookery.metrics;
