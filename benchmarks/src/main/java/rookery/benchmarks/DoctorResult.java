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

    /** Whether the fault was found; of a healthy training, whether there is no error. */
    boolean found() {
        return of.code().map(codes()::contains).orElseGet(() -> !diagnosis.hasError());
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
