package rookery.explain.doctor;

import rookery.explain.doctor.Proof.Side;
import rookery.explain.doctor.Proof.Verdict;

import java.util.List;

/**
 * Whether a fix helped.
 *
 * @param measure what is compared
 * @param smallest difference that says something; of a loss relative to it
 * @param codes of the findings that were to go
 * @param before without the fix
 * @param after with it
 */
record Judgement(
        String measure, double smallest, List<String> codes, Side before, Side after) {

    static final double HUNDREDTH = 0.01;

    Verdict verdict() {
        if (change() > 0) return Verdict.HELPS;
        if (!gone()) return Verdict.DOES_NOT_HELP;
        return change() < 0 ? Verdict.COSTS : Verdict.HELPS;
    }

    /** Whether no finding is left, and one was there. */
    private boolean gone() {
        return after.findings().isEmpty() && !before.findings().isEmpty();
    }

    /** 1 for better, −1 for worse, 0 for neither. */
    private int change() {
        double from = before.values().get(measure);
        double to = after.values().get(measure);
        if (!Double.isFinite(to)) return Double.isFinite(from) ? -1 : 0;
        if (!Double.isFinite(from)) return 1;
        boolean loss = measure.endsWith("loss");
        double by = loss ? (from - to) / Math.max(Math.abs(from), Double.MIN_NORMAL) : to - from;
        return Math.abs(by) < smallest ? 0 : by > 0 ? 1 : -1;
    }

    String sentence() {
        String numbers =
                "%s %s → %s"
                        .formatted(
                                measure,
                                Words.number(before.values().get(measure)),
                                Words.number(after.values().get(measure)));
        return switch (verdict()) {
            case HELPS -> "helps: %s, %s".formatted(numbers, left());
            case COSTS -> "%s, at a price: %s".formatted(left(), numbers);
            case DOES_NOT_HELP -> "does not help: %s, %s".formatted(numbers, left());
            case NOT_POSSIBLE -> throw new IllegalStateException("nothing was trained");
        };
    }

    private String left() {
        if (before.findings().isEmpty())
            return "%s not seen within %s"
                    .formatted(Words.list(codes), Words.count(before.epochs(), "epoch"));
        if (after.findings().isEmpty()) return "gone: " + Words.list(before.findings());
        return "still there: " + Words.list(after.findings());
    }
}
