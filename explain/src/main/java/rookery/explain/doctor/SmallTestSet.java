package rookery.explain.doctor;

import rookery.Dataset;
import rookery.metrics.ConfusionMatrix;

import java.util.List;
import java.util.Optional;

/**
 * The validation rows are too few to tell how good the network is.
 *
 * <pre>
 *   (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)     wider than 0.1,  z = 1.96
 * </pre>
 *
 * Wilson's 95 % interval of the accuracy p on n rows: Wilson 1927. A note, as training is none the worse
 * for it.
 */
final class SmallTestSet implements Check {

    private static final double NARROWEST = 1e-3;

    /** A fifth more rows, as on others the accuracy may be nearer to a half. */
    private static final double ROOM = 1.2;

    private static final double Z = 1.959963984540054;

    @Override
    public String code() {
        return "small-test-set";
    }

    @Override
    public String source() {
        return "Wilson 1927";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    /** An interval of a share. */
    record Interval(double low, double high) {

        /** Wilson's of so many of n. */
        static Interval of(long right, long n) {
            double p = (double) right / n;
            double z2 = Z * Z;
            double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
            double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
            return new Interval(middle - half, middle + half);
        }

        double width() {
            return high - low;
        }
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Optional<Dataset> validation = evidence.replay().validation();
        if (validation.isEmpty()) return Outcome.leftOut("there are no rows for validation");
        if (evidence.rows().kind() != Rows.Kind.CLASSES)
            return Outcome.leftOut("no classes are told apart");
        Dataset rows = validation.get();
        double most = evidence.get(Threshold.INTERVAL);
        if (Interval.of(rows.rows() / 2, rows.rows()).width() <= most) return new Outcome.Healthy();
        ConfusionMatrix matrix = evidence.model().confusionMatrix(rows);
        long right = 0;
        for (int c = 0; c < matrix.classes(); c++) right += matrix.count(c, c);
        Interval interval = Interval.of(right, rows.rows());
        if (interval.width() <= most) return new Outcome.Healthy();
        double times = interval.width() / Math.max(most, NARROWEST);
        long wanted = (long) Math.ceil(ROOM * times * times * rows.rows());
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.NOTE,
                        "by so few rows the accuracy may be %s to %s"
                                .formatted(Words.number(interval.low), Words.number(interval.high)),
                        List.of(
                                "%d of %s are right; the 95 %% interval of the accuracy is %s wide"
                                        .formatted(
                                                right,
                                                Words.count(rows.rows(), "validation row"),
                                                Words.number(interval.width()))),
                        "Wilson's 95 % interval wider than " + Words.number(most),
                        source(),
                        List.of(),
                        advice(evidence.plan(), wanted),
                        remedy(evidence.plan(), wanted)));
    }

    private static String advice(Plan plan, long wanted) {
        String advice =
                "Keep more rows for validation, or do not choose between models by smaller"
                        + " differences.";
        return 2 * wanted <= rows(plan)
                ? advice
                : advice
                        + " About %s would do, more than half of all: gather more rows."
                                .formatted(Words.number(wanted));
    }

    /** All that may be split. */
    private static int rows(Plan plan) {
        boolean own = plan.validationTable().isPresent();
        return plan.training().rows() + (own ? 0 : plan.validation().orElseThrow().rows());
    }

    /** As many rows as make the interval narrow enough, but not more than half of them. */
    private static Remedy remedy(Plan plan, long wanted) {
        double part = Math.clamp(Math.ceil(100.0 * wanted / rows(plan)) / 100, 0.01, 0.5);
        return plan.table().isPresent()
                ? Fix.of(new Change.Validation(part))
                : new Lines(
                        List.of("data.splitStratified(%s, %d)".formatted(part, plan.fit().seed())));
    }
}
