package rookery.explain.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The network learned how frequent the classes are, and nothing of the rows; of numbers, their mean.
 *
 * <pre>
 *   |L − H(shares)| &lt; 1 % of H(shares)   in each of the last 5 epochs
 * </pre>
 *
 * L is the training loss without penalties on weights; classes count by their weights.
 */
final class LearnedClassFrequencies implements Check {

    @Override
    public String code() {
        return "learned-class-frequencies";
    }

    @Override
    public String source() {
        return "Karpathy 2019, A recipe for training neural networks: input-independent baseline";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        int epochs = evidence.count(Threshold.FREQUENCIES_EPOCHS);
        Optional<Guessing> guessing = evidence.guessing();
        if (guessing.isEmpty())
            return Outcome.leftOut("what guessing costs is not known of this loss");
        if (evidence.history().epochs() < epochs)
            return Outcome.leftOut(
                    "needs %s, there are %d"
                            .formatted(Words.count(epochs, "epoch"), evidence.history().epochs()));
        List<Double> losses = evidence.history().get("loss");
        double penalty = evidence.penaltyAtEnd();
        double best = guessing.get().best();
        double within = evidence.get(Threshold.FREQUENCIES);
        boolean near =
                losses.subList(losses.size() - epochs, losses.size()).stream()
                        .allMatch(
                                loss -> Math.abs(loss - penalty - best) < within * Math.abs(best));
        if (!near) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, epochs, losses.getLast() - penalty, best));
    }

    private Finding finding(Evidence evidence, int epochs, double loss, double best) {
        Rows rows = evidence.rows();
        boolean numbers = rows.kind() == Rows.Kind.NUMBERS;
        String what = numbers ? "their mean" : "how frequent the classes are";
        return new Finding(
                code(),
                Severity.ERROR,
                "the loss, %s, is that of %s alone, %s"
                        .formatted(
                                Words.number(loss),
                                numbers ? "the mean" : "the class frequencies",
                                Words.number(best)),
                List.of(
                        "in the last %s the training loss was within %s of %s"
                                .formatted(
                                        Words.count(epochs, "epoch"),
                                        Words.percent(evidence.get(Threshold.FREQUENCIES)),
                                        Words.number(best)),
                        "that is the loss of always the same answer, by %s alone".formatted(what)),
                "|L − H| < %s of H for %s, H the loss of the best constant answer"
                        .formatted(
                                Words.percent(evidence.get(Threshold.FREQUENCIES)),
                                Words.count(epochs, "epoch")),
                source(),
                shares(rows),
                "Nothing of the inputs reaches the output: see the findings above; if there are"
                        + " none, the columns may not tell the target.",
                Remedies.standardized(evidence)
                        .<Remedy>map(fix -> fix)
                        .or(() -> Remedies.usualWeights(evidence.learner()))
                        .orElseGet(() -> look(evidence)));
    }

    /** At the columns; a program's numbers have none. */
    private static Look look(Evidence evidence) {
        return evidence.plan().prepared().isPresent() ? Look.importance() : Look.activity();
    }

    /** The classes with their shares. */
    private static List<String> shares(Rows rows) {
        if (rows.kind() != Rows.Kind.CLASSES) return List.of();
        int[] classes = rows.training().classes();
        return IntStream.range(0, rows.classes().size())
                .mapToObj(c ->
                        "%s: %s"
                                .formatted(
                                        rows.classes().get(c),
                                        Words.percent(
                                                (double)
                                                                IntStream.of(classes)
                                                                        .filter(k -> k == c)
                                                                        .count()
                                                        / classes.length)))
                .toList();
    }
}
