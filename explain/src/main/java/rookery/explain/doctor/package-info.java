/**
 * What went wrong in a training, and why. {@link rookery.explain.doctor.Doctor} makes the checks and
 * returns a {@link rookery.explain.doctor.Diagnosis}: a {@link rookery.explain.doctor.Finding} has a
 * {@link rookery.explain.doctor.Severity}, the rule it breaks, where, what to do, and a {@link
 * rookery.explain.doctor.Fix} to train with. What the rules compare with is a {@link
 * rookery.explain.doctor.Threshold}. One file a check.
 */
package rookery.explain.doctor;
