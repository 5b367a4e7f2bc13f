package rookery.benchmarks;

import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.explain.doctor.Finding;
import rookery.explain.doctor.Severity;
import rookery.explain.doctor.Trial;

import java.util.List;

/**
 * A training and what the doctor said of it.
 *
 * @param of what was trained
 * @param diagnosis what was said
 */
record DoctorResult(DoctorCase of, Diagnosis diagnosis) {

    /** Trains and asks. */
    static DoctorResult of(DoctorCase training) {
        return new DoctorResult(
                training, Trial.of(training.plan(), Doctor.usual(), _ -> {}).diagnosis());
    }

    List<String> codes() {
        return diagnosis.findings().stream().map(Finding::code).toList();
    }

    /** Whether the fault was found where it is; of a healthy training, whether there is no error. */
    boolean found() {
        if (of.code().isEmpty()) return !diagnosis.hasError();
        return diagnosis.findings().stream()
                .filter(finding -> finding.code().equals(of.code().get()))
                .anyMatch(finding -> of.where().isEmpty() || 2 * named(finding) > places(finding));
    }

    /** How many of the places that a finding names are those of the fault. */
    private long named(Finding finding) {
        return finding.where().stream().filter(of.where().get().asMatchPredicate()).count();
    }

    private static int places(Finding finding) {
        return finding.where().size();
    }

    /** What was planted and named, in words: {@code 7 of 8 named rightly}; empty for anything. */
    String rightly() {
        if (of.where().isEmpty()) return "";
        return diagnosis.findings().stream()
                .filter(finding -> finding.code().equals(of.code().get()))
                .map(finding ->
                        " (%d of %d named rightly)".formatted(named(finding), places(finding)))
                .findFirst()
                .orElse("");
    }

    /** Whether the fault, or its cause, comes before all other findings. */
    boolean causeFirst() {
        return of.cause()
                .or(of::code)
                .map(code -> !codes().isEmpty() && codes().getFirst().equals(code))
                .orElse(true);
    }

    long warnings() {
        return diagnosis.count(Severity.WARNING);
    }

    /** The checks that went wrong themselves. */
    List<String> failures() {
        return diagnosis.unchecked().stream()
                .filter(Diagnosis.Unchecked::failed)
                .map(unchecked -> unchecked.code() + ": " + unchecked.reason())
                .toList();
    }
}
