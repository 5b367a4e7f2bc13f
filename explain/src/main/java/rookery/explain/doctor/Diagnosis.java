package rookery.explain.doctor;

import java.util.List;

/**
 * What is wrong with a training.
 *
 * @param run its name
 * @param findings causes before symptoms, in the order of the checks
 * @param healthy codes of the checks that found nothing
 * @param unchecked those that do not apply or could not be made, and why
 */
public record Diagnosis(
        String run, List<Finding> findings, List<String> healthy, List<Unchecked> unchecked) {

    /**
     * A check without an answer.
     *
     * @param code of the check
     * @param reason why it does not apply, or could not be made
     * @param failed whether it applies, but something went wrong
     */
    public record Unchecked(String code, String reason, boolean failed) {}

    /** Keeps its own lists. */
    public Diagnosis {
        findings = List.copyOf(findings);
        healthy = List.copyOf(healthy);
        unchecked = List.copyOf(unchecked);
    }

    /** Whether a finding says that the result cannot be trusted. */
    public boolean hasError() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** How many findings are of a severity. */
    public long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
