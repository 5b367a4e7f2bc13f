/**
 * What went wrong in a training, and why. {@link rookery.explain.doctor.Doctor} makes the checks and
 * returns a {@link rookery.explain.doctor.Diagnosis}: a {@link rookery.explain.doctor.Finding} has a
 * {@link rookery.explain.doctor.Severity}, the rule it breaks, where, what to do, and a {@link
 * rookery.explain.doctor.Remedy}: a {@link rookery.explain.doctor.Fix} to train with, a {@link
 * rookery.explain.doctor.Look} at the run, or {@link rookery.explain.doctor.Lines} of a program.
 * What the rules compare with is a {@link rookery.explain.doctor.Threshold}. One file a check.
 *
 * <p>A {@link rookery.explain.doctor.Plan} is a training before its first step, which some checks can be
 * made of; a {@link rookery.explain.doctor.Trial} trains it only to be looked at, and a {@link
 * rookery.explain.doctor.Proof} does so without a fix and with it. On numbers of a program:
 *
 * {@snippet :
 * Plan plan = Plan.of("mine", learner, fit, training, Optional.of(validation));
 * Doctor doctor = Doctor.usual();
 * Diagnosis before = doctor.examine(plan, done -> {});
 * Diagnosis after = Trial.of(plan, doctor, done -> {}).diagnosis();
 * List<Proof> proofs = Proof.of(plan, after, doctor, fit.epochs(), done -> {});
 * }
 */
package rookery.explain.doctor;
