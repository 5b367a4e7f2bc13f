package rookery.explain.doctor;

import rookery.explain.ExampleRow;
import rookery.explain.SelfInfluence;
import rookery.explain.Teaching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Training rows that had to teach themselves and are still predicted wrong: outliers, or wrong labels.
 *
 * <pre>
 *   among the 1 % of the rows with the largest self-influence, and predicted to be of another class
 * </pre>
 *
 * {@link SelfInfluence}, through at most 8 of the run's snapshots.
 */
final class SuspiciousLabels implements Check {

    private static final int CHECKPOINTS = 8;

    @Override
    public String code() {
        return "suspicious-labels";
    }

    @Override
    public String source() {
        return "Pruthi et al. 2020, TracIn";
    }

    @Override
    public Needs needs() {
        return Needs.REPLAY;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        if (evidence.replay().table().isEmpty() || evidence.rows().kind() != Rows.Kind.CLASSES)
            return Outcome.leftOut("needs a table's rows with classes");
        double part = evidence.get(Threshold.SUSPICIOUS);
        int rows = evidence.replay().training().rows();
        int top = (int) Math.ceil(part * rows);
        if (top == 0) return new Outcome.Healthy();
        SelfInfluence found =
                SelfInfluence.of(
                        Teaching.of(evidence.replay(), CHECKPOINTS), top, _ -> evidence.tick());
        List<SelfInfluence.Outlier> wrong =
                found.outliers().stream()
                        .filter(outlier -> outlier.example().wrong().orElse(false))
                        .toList();
        if (wrong.isEmpty()) return new Outcome.Healthy();
        List<String> observed = new ArrayList<>();
        for (SelfInfluence.Outlier outlier : wrong) observed.add(sentence(outlier, found.median()));
        List<String> where =
                wrong.stream().map(outlier -> "row " + outlier.example().row()).toList();
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.NOTE,
                        "%s worth a look: %s"
                                .formatted(Words.count(wrong.size(), "row"), Words.list(where)),
                        observed,
                        "among the %s of the rows with the largest self-influence, and predicted wrong"
                                .formatted(Words.percent(part)),
                        source(),
                        where,
                        "Look whether their labels and values are right.",
                        Look.outliers(top)));
    }

    /** As a multiple of the median, which is 0 where most rows were always right. */
    static String influence(double selfInfluence, double median) {
        return median > 0
                ? Words.number(selfInfluence / median) + " times the median self-influence"
                : "a self-influence of %s, the median is 0".formatted(Words.number(selfInfluence));
    }

    /** A column and its value, which is empty where it is missing. */
    static String value(String column, String text) {
        return column + " " + (text.isEmpty() ? "missing" : text);
    }

    private static String sentence(SelfInfluence.Outlier outlier, double median) {
        ExampleRow row = outlier.example();
        return "row %d: %s, predicted %s; %s; %s"
                .formatted(
                        row.row(),
                        row.target(),
                        row.prediction(),
                        influence(outlier.selfInfluence(), median),
                        row.values().entrySet().stream()
                                .map(value -> value(value.getKey(), value.getValue()))
                                .collect(Collectors.joining(", ")));
    }
}
