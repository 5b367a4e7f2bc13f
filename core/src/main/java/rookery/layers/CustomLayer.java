package rookery.layers;

/** The open door of the family: a user's own layer. Must be immutable. */
public non-sealed interface CustomLayer extends Layer {}
