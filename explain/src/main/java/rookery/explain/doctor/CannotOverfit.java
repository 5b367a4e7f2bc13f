package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Trainer;
import rookery.explain.doctor.Rows.Kind;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CosineSimilarity;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.Poisson;
import rookery.optimizers.Adam;
import rookery.schedules.Constant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The network cannot even learn a few rows by heart.
 *
 * <pre>
 *   20 rows, regularization off: the loss must fall below 1 % of its start within 1,000 Adam steps
 * </pre>
 *
 * Full batches of rows with unlike inputs, since none can tell equal ones apart; Adam with a rate of 0.01,
 * and where that is not enough once more with 0.001 and with 0.1. Dropout, noise and penalties are left
 * out.
 */
final class CannotOverfit implements Check {

    private static final double[] RATES = {0.01, 0.001, 0.1};
    private static final int TICK = 50;

    @Override
    public String code() {
        return "cannot-overfit";
    }

    @Override
    public String source() {
        return "CS231n, sanity checks; Karpathy 2019, overfit one batch";
    }

    @Override
    public Needs needs() {
        return Needs.REPLAY;
    }

    /**
     * A try to learn rows by heart.
     *
     * @param first loss
     * @param least loss
     * @param steps taken
     * @param rate of the best try
     */
    record Attempt(double first, double least, int steps, double rate) {}

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Loss loss = evidence.learner().loss();
        Optional<String> floor = floor(loss);
        if (floor.isPresent()) return Outcome.leftOut(floor.get());
        Dataset few = few(evidence.plan().training(), evidence.count(Threshold.OVERFIT_ROWS));
        if (evidence.rows().kind() == Kind.CLASSES && oneClass(few))
            return Outcome.leftOut("rows of one class alone have unlike inputs");
        double share = evidence.get(Threshold.OVERFIT_LOSS);
        Attempt attempt = attempt(evidence, few, share);
        if (!Double.isFinite(attempt.first))
            return Outcome.leftOut("the loss of these rows is not finite at the start");
        if (attempt.least <= share * attempt.first) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, few, share, attempt));
    }

    private static boolean oneClass(Dataset data) {
        return Arrays.stream(data.classes()).distinct().count() == 1;
    }

    /** Why this loss need not come near 0, however well a network learns. */
    private static Optional<String> floor(Loss loss) {
        boolean smoothed =
                loss instanceof CategoricalCrossentropy c && c.labelSmoothing() > 0
                        || loss instanceof BinaryCrossentropy b && b.labelSmoothing() > 0;
        if (smoothed) return Optional.of("smoothed labels keep the loss above 0");
        if (loss instanceof GaussianNll
                || loss instanceof Poisson
                || loss instanceof CosineSimilarity)
            return Optional.of("the best value of this loss is not 0");
        if (loss.totals() > 0) return Optional.of("this loss is one of the batch as a whole");
        return Optional.empty();
    }

    /** Rows evenly spread over the data, no two with the same inputs. */
    static Dataset few(Dataset data, int count) {
        Set<List<Float>> seen = new HashSet<>();
        List<Integer> chosen = new ArrayList<>();
        int stride = Math.max(1, data.rows() / count);
        for (int offset = 0; offset < stride && chosen.size() < count; offset++)
            for (int row = offset; row < data.rows() && chosen.size() < count; row += stride) {
                List<Float> inputs = new ArrayList<>();
                for (float x : data.features().row(row)) inputs.add(x);
                if (seen.add(inputs)) chosen.add(row);
            }
        return data.select(chosen.stream().mapToInt(row -> row).toArray());
    }

    private static Attempt attempt(Evidence evidence, Dataset few, double share) {
        Learner plain = Plain.withoutRegularization(evidence.learner());
        int steps = evidence.count(Threshold.OVERFIT_STEPS);
        Attempt best = null;
        for (double rate : RATES) {
            Learner adam =
                    new Learner(
                            plain.network(),
                            plain.loss(),
                            new Adam().withLearningRate(new Constant(rate)),
                            List.of());
            Attempt attempt = attempt(evidence, adam, few, steps, share, rate);
            if (best == null || attempt.least < best.least) best = attempt;
            if (best.least <= share * best.first) break;
        }
        return best;
    }

    private static Attempt attempt(
            Evidence evidence, Learner learner, Dataset few, int steps, double share, double rate) {
        Fit fit = Fit.defaults().fullBatch().shuffle(false).seed(evidence.fit().seed());
        Trainer trainer = learner.trainer(few, fit);
        double first = trainer.step();
        double least = first;
        int taken = 1;
        for (; taken < steps && least > share * first; taken++) {
            double loss = trainer.step();
            if (!Double.isFinite(loss)) break;
            least = Math.min(least, loss);
            if (taken % TICK == 0) evidence.tick();
        }
        return new Attempt(first, least, taken, rate);
    }

    private Finding finding(Evidence evidence, Dataset few, double share, Attempt attempt) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < few.rows(); i++) rows.add("row " + few.rowNumber(i));
        return new Finding(
                code(),
                Severity.WARNING,
                "cannot learn %s by heart: the loss falls from %s to %s only"
                        .formatted(
                                Words.count(few.rows(), "row"),
                                Words.number(attempt.first),
                                Words.number(attempt.least)),
                List.of(
                        "in %s of Adam with a rate of %s the loss fell to %s of its start"
                                .formatted(
                                        Words.count(attempt.steps, "step"),
                                        Words.number(attempt.rate),
                                        Words.percent(attempt.least / attempt.first)),
                        "regularization was off; other rates (0.01, 0.001, 0.1) did no better"),
                "the loss must fall below %s of its start within %s"
                        .formatted(
                                Words.percent(share),
                                Words.count(evidence.count(Threshold.OVERFIT_STEPS), "step")),
                source(),
                rows,
                "The network is too small for these rows, its units are off, frozen or linear, or"
                        + " the inputs are not scaled.",
                Remedies.wider(evidence.learner().network()));
    }
}
