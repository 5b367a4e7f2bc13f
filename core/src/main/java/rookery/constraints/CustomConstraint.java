package rookery.constraints;

/** The open door of the family: a user's own constraint. Must be a pure function. */
public non-sealed interface CustomConstraint extends Constraint {}
