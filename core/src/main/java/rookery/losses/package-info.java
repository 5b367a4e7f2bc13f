/**
 * What training makes small. {@link rookery.losses.Loss} is the family; each member has its value
 * and its gradient side by side.
 */
package rookery.losses;
