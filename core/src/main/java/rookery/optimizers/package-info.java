/**
 * How gradients change parameters. {@link rookery.optimizers.Optimizer} is the family, an {@code
 * init} and an {@code update}; {@link rookery.optimizers.OptimizerState} is what it remembers
 * between steps.
 */
package rookery.optimizers;
