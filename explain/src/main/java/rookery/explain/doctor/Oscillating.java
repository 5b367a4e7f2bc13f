package rookery.explain.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is learned goes up and down from epoch to epoch.
 *
 * <pre>
 *   a swing: the accuracy turns, and is 0.03 or more above, or below, both epochs beside
 *   swings in 20 % of the epochs, of 10 at least
 * </pre>
 *
 * Without an accuracy the share of a guess's loss that is explained, 1 − L / L of guessing. Whether
 * batches are too small or steps too long: by the gradient's noise scale (McCandlish et al. 2018) and
 * {@link Overshoots}' alpha.
 */
final class Oscillating implements Check {

    private static final int FEWEST = 10;

    @Override
    public String code() {
        return "oscillating";
    }

    @Override
    public String source() {
        return "Zhang et al. 2021, AUTOTRAINER";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Optional<Evidence.Score> score = evidence.score();
        if (score.isEmpty()) return Outcome.leftOut("no accuracy was recorded");
        List<Double> values = score.get().values();
        if (values.size() < FEWEST)
            return Outcome.leftOut(
                    "needs %s, there are %d"
                            .formatted(Words.count(FEWEST, "epoch"), values.size()));
        double part = evidence.get(Threshold.SWING_EPOCHS);
        List<Integer> swings = swings(values, evidence.get(Threshold.SWING));
        if (swings.size() < part * values.size()) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, score.get(), swings));
    }

    private Finding finding(Evidence evidence, Evidence.Score score, List<Integer> swings) {
        double height = evidence.get(Threshold.SWING);
        String epochs = Words.count(score.values().size(), "epoch");
        List<String> observed = new ArrayList<>();
        observed.add(
                "%s turns by %s or more in %d of %s: %s"
                        .formatted(
                                score.name(),
                                Words.number(height),
                                swings.size(),
                                epochs,
                                Words.list(swings)));
        boolean noise = cause(evidence, observed);
        int batch = Math.min(evidence.fit().batchSize(), evidence.replay().training().rows());
        return new Finding(
                code(),
                Severity.WARNING,
                "%s goes up and down: %d swings in %s"
                        .formatted(score.name(), swings.size(), epochs),
                observed,
                "swings of %s or more in %s of the epochs"
                        .formatted(
                                Words.number(height),
                                Words.percent(evidence.get(Threshold.SWING_EPOCHS))),
                source(),
                List.of(),
                noise
                        ? "Take larger batches: the gradient of one is mostly noise."
                        : "Lower the learning rate.",
                noise ? Fix.of(new Change.BatchRows(4 * batch)) : Remedies.rate(evidence, 0.1));
    }

    /** The epochs at which values turn by so much on both sides. */
    static List<Integer> swings(List<Double> values, double height) {
        List<Integer> swings = new ArrayList<>();
        for (int epoch = 1; epoch < values.size() - 1; epoch++) {
            double before = values.get(epoch) - values.get(epoch - 1);
            double after = values.get(epoch) - values.get(epoch + 1);
            boolean turns = before * after > 0;
            if (turns && Math.min(Math.abs(before), Math.abs(after)) >= height) swings.add(epoch);
        }
        return swings;
    }

    /** Whether noise is the cause rather than the rate; not known, it is the rate. */
    private static boolean cause(Evidence evidence, List<String> observed) {
        if (!evidence.thorough()) return false;
        OptionalDouble alpha = Overshoots.middle(evidence.alphas());
        alpha.ifPresent(middle ->
                observed.add(
                        "steps: middle alpha %s, above 0 they are too long for their batch"
                                .formatted(Words.number(middle))));
        Optional<NoiseScale> noise = NoiseScale.of(evidence);
        if (noise.isEmpty()) return false;
        observed.add(noise.get().sentence());
        boolean tooLong =
                alpha.isPresent() && alpha.getAsDouble() > evidence.get(Threshold.OVERSHOOT);
        return !tooLong && noise.get().rows() > noise.get().batch();
    }
}
