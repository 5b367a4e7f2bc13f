/**
 * What parameters begin with. {@link rookery.initializers.Initializer} is the family; a layer names
 * one for each of its tensors.
 */
package rookery.initializers;
