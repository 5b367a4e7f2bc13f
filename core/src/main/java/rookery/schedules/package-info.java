/** The learning rate as a function of the step. */
package rookery.schedules;
