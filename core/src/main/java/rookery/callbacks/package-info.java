/**
 * Ready-made callbacks, by Keras's names: {@link rookery.callbacks.EarlyStopping}, {@link
 * rookery.callbacks.ReduceLearningRateOnPlateau}, {@link rookery.callbacks.LearningRateScheduler}.
 * Those that write files, {@code ModelCheckpoint} and {@code CsvLogger}, are in {@code
 * rookery.formats}; a callback as a lambda is {@link rookery.events.Callback} itself; what Keras's
 * {@code TerminateOnNaN} does is always done: {@link rookery.events.TrainingEvent.NotFinite}.
 */
package rookery.callbacks;
