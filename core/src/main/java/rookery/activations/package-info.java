/**
 * Activation functions, y = f(z). {@link rookery.activations.Activation} is the family; each member
 * has its value and its gradient side by side.
 */
package rookery.activations;
