/**
 * The loss as a landscape over the weights, and how a training went through it. {@link
 * rookery.explain.landscape.Planes} has the planes to look at it along, a {@link
 * rookery.explain.landscape.Trajectory} is the path of a training, and {@link
 * rookery.explain.landscape.Landscape} has {@link rookery.explain.landscape.Axis axes}, {@link
 * rookery.explain.landscape.Surface surfaces} and {@link rookery.explain.landscape.Trail trails}:
 * what pictures and pages are drawn from.
 */
package rookery.explain.landscape;
