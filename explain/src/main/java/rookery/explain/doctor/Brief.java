package rookery.explain.doctor;

import java.util.List;

/**
 * Findings in short, as {@code train --json} has them.
 *
 * @param findings in the order of the checks
 */
public record Brief(List<Line> findings) {

    /**
     * A finding in a line.
     *
     * @param code of the check
     * @param severity how bad it is
     * @param summary with its most telling number
     */
    public record Line(String code, Severity severity, String summary) {}

    /** Keeps its own list. */
    public Brief {
        findings = List.copyOf(findings);
    }

    /** Of a diagnosis. */
    public static Brief of(Diagnosis diagnosis) {
        return new Brief(
                diagnosis.findings().stream()
                        .map(finding ->
                                new Line(finding.code(), finding.severity(), finding.summary()))
                        .toList());
    }
}
