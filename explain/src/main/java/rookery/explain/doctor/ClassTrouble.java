package rookery.explain.doctor;

import rookery.metrics.ConfusionMatrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some classes are rare, mostly wrong, or never predicted.
 *
 * <pre>
 *   smallest : largest class &lt; 1 : 10;   more than 70 % of a class's rows wrong;   a class never predicted
 * </pre>
 *
 * Of the training rows, with the final weights. Rare classes that are predicted well, and those that
 * already count alike, are no trouble: then it is a note.
 */
final class ClassTrouble implements Check {

    @Override
    public String code() {
        return "class-trouble";
    }

    @Override
    public String source() {
        return "SageMaker Debugger, ClassImbalance and Confusion";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        if (!evidence.trained()) return beforeTraining(evidence);
        Optional<ConfusionMatrix> counted = evidence.confusion();
        if (counted.isEmpty()) return Outcome.leftOut("no classes are told apart");
        ConfusionMatrix matrix = counted.get();
        List<String> names = evidence.rows().classes();
        List<String> observed = new ArrayList<>();
        List<String> where = new ArrayList<>();
        long[] support = IntStream.range(0, matrix.classes()).mapToLong(matrix::support).toArray();
        Optional<String> sizes =
                weighted(evidence) ? Optional.empty() : sizes(evidence, support, names);
        double most = evidence.get(Threshold.CLASS_WRONG);
        for (int c = 0; c < matrix.classes(); c++) {
            if (matrix.support(c) == 0) continue;
            Optional<String> said = said(matrix, c, names.get(c), most);
            said.ifPresent(observed::add);
            if (said.isPresent()) where.add(names.get(c));
        }
        Optional<String> worst = observed.stream().findFirst();
        sizes.ifPresent(observed::add);
        if (observed.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(
                finding(
                        evidence,
                        worst.isEmpty() ? Severity.NOTE : Severity.WARNING,
                        worst.or(() -> sizes).orElseThrow(),
                        observed,
                        where));
    }

    /** By the classes' sizes alone. */
    private Outcome beforeTraining(Evidence evidence) {
        List<String> names = evidence.rows().classes();
        if (names.isEmpty()) return Outcome.leftOut("no classes are told apart");
        if (weighted(evidence)) return new Outcome.Healthy();
        long[] support = new long[names.size()];
        for (int c : evidence.plan().training().classes()) support[c]++;
        return sizes(evidence, support, names)
                .<Outcome>map(said ->
                        new Outcome.Found(
                                finding(evidence, Severity.NOTE, said, List.of(said), List.of())))
                .orElseGet(Outcome.Healthy::new);
    }

    private Finding finding(
            Evidence evidence,
            Severity severity,
            String summary,
            List<String> observed,
            List<String> where) {
        return new Finding(
                code(),
                severity,
                summary,
                observed,
                "smallest to largest class below %s, a class more than %s wrong, or never predicted"
                        .formatted(
                                Words.number(evidence.get(Threshold.CLASS_SIZES)),
                                Words.percent(evidence.get(Threshold.CLASS_WRONG))),
                source(),
                where,
                weighted(evidence)
                        ? "Classes have weights already: take more units, or gather more rows of"
                                + " the rare ones."
                        : "Let each class count alike, or gather more rows of the rare ones.",
                weighted(evidence)
                        ? Remedies.wider(evidence.learner().network())
                        : Remedies.balanced(evidence));
    }

    private static boolean weighted(Evidence evidence) {
        return !evidence.fit().classWeights().isEmpty();
    }

    /** What is wrong with a class, if something is. */
    private static Optional<String> said(ConfusionMatrix matrix, int c, String name, double most) {
        double wrong = 1 - matrix.recall(c);
        if (predicted(matrix, c) == 0)
            return Optional.of("%s is never predicted, of %s".formatted(name, rows(matrix, c)));
        if (wrong <= most) return Optional.empty();
        return Optional.of(
                "%s is wrong on %s of %s".formatted(name, Words.percent(wrong), rows(matrix, c)));
    }

    private static String rows(ConfusionMatrix matrix, int c) {
        return Words.count(matrix.support(c), "row");
    }

    private static long predicted(ConfusionMatrix matrix, int c) {
        long sum = 0;
        for (int actual = 0; actual < matrix.classes(); actual++) sum += matrix.count(actual, c);
        return sum;
    }

    private static Optional<String> sizes(Evidence evidence, long[] support, List<String> names) {
        int smallest = 0;
        int largest = 0;
        for (int c = 1; c < support.length; c++) {
            if (support[c] < support[smallest]) smallest = c;
            if (support[c] > support[largest]) largest = c;
        }
        double ratio = (double) support[smallest] / support[largest];
        if (ratio >= evidence.get(Threshold.CLASS_SIZES)) return Optional.empty();
        return Optional.of(
                "classes of unlike sizes: %s has %s, %s %s"
                        .formatted(
                                names.get(largest),
                                Words.count(support[largest], "row"),
                                names.get(smallest),
                                Words.count(support[smallest], "row")));
    }
}
