package rookery.activations;

/** The open door of the family: a user's own activation. Must be a pure function. */
public non-sealed interface CustomActivation extends Activation {}
