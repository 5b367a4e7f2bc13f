/**
 * What went wrong in a training, and why: a {@link rookery.explain.doctor.Finding} has a {@link
 * rookery.explain.doctor.Severity}, the rule it breaks, where, and what to do.
 */
package rookery.explain.doctor;
