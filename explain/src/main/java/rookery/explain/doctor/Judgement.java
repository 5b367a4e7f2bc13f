package rookery.explain.doctor;

import rookery.explain.doctor.Proof.Side;
import rookery.explain.doctor.Proof.Verdict;

import java.util.List;

/**
 * Whether a fix helped: by the measure, and where that is as good as before by the loss, if it is the
 * same loss.
 *
 * @param measure what is compared
 * @param margin of it
 * @param loss what is compared then; the measure again if there is nothing else
 * @param lossMargin of that
 * @param codes of the findings that were to go
 * @param before without the fix
 * @param after with it
 */
record Judgement(
        String measure,
        Margin margin,
        String loss,
        Margin lossMargin,
        List<String> codes,
        Side before,
        Side after) {

    Verdict verdict() {
        int change = change();
        if (change > 0) return Verdict.HELPS;
        if (!gone()) return Verdict.DOES_NOT_HELP;
        return change < 0 ? Verdict.COSTS : Verdict.NO_DIFFERENCE;
    }

    /** Whether no finding is left, and one was there. */
    private boolean gone() {
        return after.findings().isEmpty() && !before.findings().isEmpty();
    }

    /** 1 for better, −1 for worse, 0 for neither. */
    private int change() {
        if (before.finite() != after.finite()) return after.finite() ? 1 : -1;
        int change = change(measure, margin);
        return change == 0 ? change(loss, lossMargin) : change;
    }

    private int change(String name, Margin margin) {
        double from = before.values().get(name);
        double to = after.values().get(name);
        if (!Double.isFinite(to)) return Double.isFinite(from) ? -1 : 0;
        if (!Double.isFinite(from)) return 1;
        double by = name.endsWith("loss") ? from - to : to - from;
        return Math.abs(by) <= Math.max(margin.matters(), margin.chance()) ? 0 : by > 0 ? 1 : -1;
    }

    String sentence() {
        boolean byLoss = !loss.equals(measure) && change(measure, margin) == 0;
        String numbers =
                numbers(measure, margin) + (byLoss ? ", " + numbers(loss, lossMargin) : "");
        return switch (verdict()) {
            case HELPS -> "helps: %s; %s".formatted(numbers, left());
            case COSTS -> "%s, at a price: %s".formatted(left(), numbers);
            case NO_DIFFERENCE -> "%s, and no better: %s".formatted(left(), numbers);
            case DOES_NOT_HELP -> "does not help: %s; %s".formatted(numbers, left());
            case NOT_POSSIBLE -> throw new IllegalStateException("nothing was trained");
        };
    }

    private String numbers(String name, Margin margin) {
        double from = before.values().get(name);
        double to = after.values().get(name);
        double by = Math.abs(to - from);
        String noise =
                by > margin.matters() && by <= margin.chance()
                        ? " (within noise, ±%s)".formatted(Words.number(margin.chance()))
                        : "";
        return "%s %s → %s%s".formatted(name, Words.number(from), Words.number(to), noise);
    }

    private String left() {
        if (before.findings().isEmpty())
            return "%s not seen within %s"
                    .formatted(Words.list(codes), Words.count(before.epochs(), "epoch"));
        if (after.findings().isEmpty()) return "gone: " + Words.list(before.findings());
        return "still there: " + Words.list(after.findings());
    }
}
