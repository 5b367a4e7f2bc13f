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
        Optional<String> sizes = sizes(evidence, support, names);
        double most = evidence.get(Threshold.CLASS_WRONG);
        String worst = null;
        for (int c = 0; c < matrix.classes(); c++) {
            if (matrix.support(c) == 0) continue;
            double wrong = 1 - matrix.recall(c);
            String said = null;
            if (predicted(matrix, c) == 0)
                said = "%s is never predicted, of %s".formatted(names.get(c), rows(matrix, c));
            else if (wrong > most)
                said =
                        "%s is wrong on %s of %s"
                                .formatted(names.get(c), Words.percent(wrong), rows(matrix, c));
            if (said == null) continue;
            if (worst == null) worst = said;
            observed.add(said);
            where.add(names.get(c));
        }
        sizes.ifPresent(observed::add);
        if (observed.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(
                finding(
                        evidence,
                        worst == null ? Severity.NOTE : Severity.WARNING,
                        worst == null ? sizes.orElseThrow() : worst,
                        observed,
                        where));
    }

    /** By the classes' sizes alone. */
    private Outcome beforeTraining(Evidence evidence) {
        List<String> names = evidence.rows().classes();
        if (names.isEmpty()) return Outcome.leftOut("no classes are told apart");
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
        boolean weighted = !evidence.fit().classWeights().isEmpty();
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
                "Let each class count alike, or gather more rows of the rare ones.",
                weighted ? Optional.empty() : Optional.of(Fix.of(new Change.BalanceClasses())));
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
