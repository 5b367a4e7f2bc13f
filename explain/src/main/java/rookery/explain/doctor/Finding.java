package rookery.explain.doctor;

import java.util.List;
import java.util.Objects;
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
 * @param remedy the command or the code that does it
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
        Remedy remedy) {

    /** Keeps its own lists. */
    public Finding {
        observed = List.copyOf(observed);
        where = List.copyOf(where);
        Objects.requireNonNull(remedy, "Finding: remedy");
    }

    /** What to change for the next training, if that is what to do. */
    public Optional<Fix> fix() {
        return remedy instanceof Fix fix ? Optional.of(fix) : Optional.empty();
    }
}
