/**
 * What parameters must obey. {@link rookery.constraints.Constraint} is the family; a layer names
 * one for each of its tensors that shall have one.
 */
package rookery.constraints;
