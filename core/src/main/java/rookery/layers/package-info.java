/**
 * Layers: {@link rookery.layers.Layer} is the family, each member an immutable description with its
 * forward and backward formulas side by side. What a layer computes with comes as arguments: its
 * {@link rookery.layers.Frame} (windows and buffers) and the {@link rookery.layers.Pass} (kernels,
 * mode, randomness).
 */
package rookery.layers;
