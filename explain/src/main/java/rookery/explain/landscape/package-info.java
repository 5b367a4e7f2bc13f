/**
 * The loss as a landscape over the weights, and how a training went through it: {@link
 * rookery.explain.landscape.Landscape} has {@link rookery.explain.landscape.Axis axes}, {@link
 * rookery.explain.landscape.Surface surfaces} and {@link rookery.explain.landscape.Trail trails}.
 */
package rookery.explain.landscape;
