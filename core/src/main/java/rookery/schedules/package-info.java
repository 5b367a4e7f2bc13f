/**
 * The learning rate as a function of the step. {@link rookery.schedules.LearningRate} is the family;
 * an optimizer has one.
 */
package rookery.schedules;
