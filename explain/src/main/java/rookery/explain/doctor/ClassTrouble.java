package rookery.explain.doctor;

import rookery.metrics.ConfusionMatrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public Outcome examine(Evidence evidence) {
        Optional<ConfusionMatrix> counted = evidence.confusion();
        if (counted.isEmpty()) return Outcome.leftOut("no classes are told apart");
        ConfusionMatrix matrix = counted.get();
        List<String> names = evidence.rows().classes();
        List<String> observed = new ArrayList<>();
        List<String> where = new ArrayList<>();
        Optional<String> sizes = sizes(evidence, matrix, names);
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
        boolean weighted = !evidence.fit().classWeights().isEmpty();
        return new Outcome.Found(
                new Finding(
                        code(),
                        worst == null ? Severity.NOTE : Severity.WARNING,
                        worst == null ? sizes.orElseThrow() : worst,
                        observed,
                        "smallest to largest class below %s, a class more than %s wrong, or never predicted"
                                .formatted(
                                        Words.number(evidence.get(Threshold.CLASS_SIZES)),
                                        Words.percent(most)),
                        source(),
                        where,
                        "Let each class count alike, or gather more rows of the rare ones.",
                        weighted
                                ? Optional.empty()
                                : Optional.of(Fix.of(new Change.BalanceClasses()))));
    }

    private static String rows(ConfusionMatrix matrix, int c) {
        return Words.count(matrix.support(c), "row");
    }

    private static long predicted(ConfusionMatrix matrix, int c) {
        long sum = 0;
        for (int actual = 0; actual < matrix.classes(); actual++) sum += matrix.count(actual, c);
        return sum;
    }

    private static Optional<String> sizes(
            Evidence evidence, ConfusionMatrix matrix, List<String> names) {
        int smallest = 0;
        int largest = 0;
        for (int c = 1; c < matrix.classes(); c++) {
            if (matrix.support(c) < matrix.support(smallest)) smallest = c;
            if (matrix.support(c) > matrix.support(largest)) largest = c;
        }
        double ratio = (double) matrix.support(smallest) / matrix.support(largest);
        if (ratio >= evidence.get(Threshold.CLASS_SIZES)) return Optional.empty();
        return Optional.of(
                "classes of unlike sizes: %s has %s, %s %s"
                        .formatted(
                                names.get(largest),
                                rows(matrix, largest),
                                names.get(smallest),
                                rows(matrix, smallest)));
    }
}
