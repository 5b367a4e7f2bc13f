/**
 * Optimizers that train one network from the same starts: a {@link rookery.explain.race.RacePlan} says
 * which and how long, {@link rookery.explain.race.Racing} runs it, and {@link
 * rookery.explain.race.Race} is what came out.
 *
 * <ol>
 *   <li>{@link rookery.explain.race.Racer}: an optimizer, its batch size and its name, as {@code gd},
 *       {@code nesterov} or {@code adam(beta_1=0.8)@64}.
 *   <li>{@link rookery.explain.race.Tuning}: learning rates, by the same small budget for all.
 *   <li>{@link rookery.explain.race.Descent}: one training, {@link rookery.explain.race.Lap measured}
 *       against epochs, gradient evaluations and time.
 *   <li>{@link rookery.explain.race.Entry}: what a racer did, over all starts.
 * </ol>
 */
package rookery.explain.race;
