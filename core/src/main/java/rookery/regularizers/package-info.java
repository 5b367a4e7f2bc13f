/**
 * Penalties on parameters, added to the loss. {@link rookery.regularizers.Regularizer} is the
 * family; a layer names one for each of its tensors that shall have one.
 */
package rookery.regularizers;
