package rookery.schedules;

/** The open door of the family: a user's own schedule. Must be a pure function. */
public non-sealed interface CustomLearningRate extends LearningRate {}
