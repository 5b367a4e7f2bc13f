package rookery.optimizers;

/** The open door of the family: a user's own optimizer. Its state belongs into the state. */
public non-sealed interface CustomOptimizer extends Optimizer {}
