package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.explain.CrossEntropy;
import rookery.explain.lesson.Penguins.Penguin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cross-entropy of some penguins, taken apart.
 *
 * @param surest the training row of the least loss
 * @param undecided the one whose probabilities are closest to even
 * @param worst the one of the greatest loss
 * @param smoothing the part of a target that soft labels give to all classes alike
 * @param soft the undecided row again, with soft labels
 * @param binary the undecided row as a yes or no: its first class, or not
 * @param impossible a class that occurs and has no probability at all
 * @param meanOfRows the mean cross-entropy of all training rows
 * @param loss that the network reports for them
 */
public record RowLosses(
        RowLoss surest,
        RowLoss undecided,
        RowLoss worst,
        double smoothing,
        CrossEntropy soft,
        CrossEntropy binary,
        CrossEntropy impossible,
        double meanOfRows,
        double loss) {

    private static final double SMOOTHING = 0.1;

    /** A penguin and its loss. */
    public record RowLoss(Penguin penguin, CrossEntropy crossEntropy) {}

    /** Of the lecture's network, trained on standardized inputs. */
    public static RowLosses of(Penguins penguins) {
        Dataset training = penguins.standardized().training();
        Model model =
                Penguins.train(penguins.standardized(), Penguins.UNITS, Penguins.fit()).model();
        Trace trace = model.trace(training);
        List<CrossEntropy> rows =
                IntStream.range(0, training.rows()).mapToObj(i -> row(trace, i)).toList();
        Comparator<Integer> byLoss = Comparator.comparing(i -> loss(rows.get(i)));
        int undecided = undecided(trace);
        CrossEntropy even = rows.get(undecided);
        double q = even.terms().getFirst().q();
        return new RowLosses(
                rowLoss(penguins, rows, indices(rows).min(byLoss).orElseThrow()),
                rowLoss(penguins, rows, undecided),
                rowLoss(penguins, rows, indices(rows).max(byLoss).orElseThrow()),
                SMOOTHING,
                CrossEntropy.ofLogits(
                        smooth(Penguins.array(penguins.penguin(undecided).target())),
                        Penguins.array(even.softmax().orElseThrow().logits())),
                CrossEntropy.binary(even.terms().getFirst().p(), q),
                CrossEntropy.of(new double[] {1, 0}, new double[] {0, 1}),
                rows.stream().mapToDouble(RowLosses::loss).sum() / rows.size(),
                model.evaluate(training).loss());
    }

    private static CrossEntropy row(Trace trace, int i) {
        return CrossEntropy.ofLogits(
                Penguins.array(Probe.row(trace.target(), i)),
                Penguins.array(Probe.row(trace.frame(1).z(), i)));
    }

    private static Stream<Integer> indices(List<CrossEntropy> rows) {
        return IntStream.range(0, rows.size()).boxed();
    }

    private static RowLoss rowLoss(Penguins penguins, List<CrossEntropy> rows, int i) {
        return new RowLoss(penguins.penguin(i), rows.get(i));
    }

    /** From logits, it is never undefined. */
    private static double loss(CrossEntropy row) {
        return row.crossEntropy().orElseThrow();
    }

    /** The row whose two logits are closest to each other. */
    static int undecided(Trace trace) {
        Comparator<Integer> byMargin =
                Comparator.comparing(
                        i -> Math.abs(trace.frame(1).z().get(i, 0) - trace.frame(1).z().get(i, 1)));
        return IntStream.range(0, trace.rows()).boxed().min(byMargin).orElseThrow();
    }

    private static double[] smooth(double[] p) {
        return Arrays.stream(p).map(x -> (1 - SMOOTHING) * x + SMOOTHING / p.length).toArray();
    }
}
