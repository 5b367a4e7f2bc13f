package rookery.explain.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Findings in order: that of the table of checks, but for those that another finding farther down
 * explains. They come behind it.
 */
final class Symptoms {

    /** By the code of a symptom: the codes of what causes it, where the table has them after it. */
    static final Map<String, Set<String>> CAUSES =
            Map.of(
                    "loss-at-start", Set.of("loss-output-mismatch", "saturated"),
                    "dead-relu", Set.of("overshoot", "loss-output-mismatch"),
                    "linear-hidden-layer", Set.of("overshoot", "loss-output-mismatch"),
                    "learned-class-frequencies",
                            Set.of(
                                    "update-ratio",
                                    "overshoot",
                                    "vanishing-gradient",
                                    "exploding-gradient",
                                    "loss-output-mismatch",
                                    "saturated"),
                    "cannot-overfit",
                            Set.of(
                                    "vanishing-gradient",
                                    "exploding-gradient",
                                    "loss-output-mismatch",
                                    "saturated"),
                    "update-ratio", Set.of("vanishing-gradient", "exploding-gradient", "saturated"),
                    "vanishing-gradient", Set.of("saturated"),
                    "stalled", Set.of("saturated"));

    private Symptoms() {}

    /**
     * Causes first.
     *
     * @param found in the order of the table
     */
    static List<Finding> ordered(List<Finding> found) {
        List<Finding> left = new ArrayList<>(found);
        List<Finding> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> codes = left.stream().map(Finding::code).collect(Collectors.toSet());
            Finding next =
                    left.stream()
                            .filter(finding -> explained(finding.code(), codes))
                            .findFirst()
                            .orElseThrow();
            left.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    private static boolean explained(String code, Set<String> left) {
        return CAUSES.getOrDefault(code, Set.of()).stream().noneMatch(left::contains);
    }
}
