package rookery.regularizers;

/** The open door of the family: a user's own penalty. Must be a pure function. */
public non-sealed interface CustomRegularizer extends Regularizer {}
