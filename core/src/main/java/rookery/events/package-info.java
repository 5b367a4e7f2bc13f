/**
 * What happens in a training, for those who listen: {@link rookery.events.TrainingEvent} and the
 * {@link rookery.events.Callback} that receives it. A console, a run folder and early stopping are
 * all callbacks.
 */
package rookery.events;
