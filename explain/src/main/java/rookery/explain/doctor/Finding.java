package rookery.explain.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param code of the check: {@code dead-relu}
 * @param severity how bad it is
 * @param summary the finding in one line, with its most telling number
 * @param observed what was seen, with numbers, one sentence each
 * @param threshold the rule that is broken, with the value in force
 * @param source where the rule comes from
 * @param where the rows, columns or units concerned, most concerned first
 * @param advice what to do, in words
 * @param fix what to change for the next training; none where no change of it helps
 */
public record Finding(
        String code,
        Severity severity,
        String summary,
        List<String> observed,
        String threshold,
        String source,
        List<String> where,
        String advice,
        Optional<Fix> fix) {

    /** Keeps its own lists. */
    public Finding {
        observed = List.copyOf(observed);
        where = List.copyOf(where);
    }
}
