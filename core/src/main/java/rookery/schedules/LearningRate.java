package rookery.schedules;

/** The learning rate η as a function of the step. */
public sealed interface LearningRate permits Constant, CustomLearningRate {

    /** The rate of a step, counted from 0. */
    double at(long step);
}
