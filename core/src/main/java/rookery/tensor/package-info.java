/**
 * How numbers lie in memory: {@link rookery.tensor.Matrix} row-major for users, {@link
 * rookery.tensor.Panels} with 32 examples side by side for the kernels, and {@link
 * rookery.tensor.Parameters}, all parameters of a network in one array with the index that names
 * them.
 */
package rookery.tensor;
