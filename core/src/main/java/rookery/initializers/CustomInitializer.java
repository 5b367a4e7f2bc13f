package rookery.initializers;

/** The open door of the family: a user's own initializer. Must be a pure function. */
public non-sealed interface CustomInitializer extends Initializer {}
