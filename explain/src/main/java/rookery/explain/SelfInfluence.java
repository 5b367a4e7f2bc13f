package rookery.explain;

import rookery.formats.Replay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Training rows that had to teach themselves: outliers, and wrong labels.
 *
 * <pre>
 *   influence(z, z) = Σ_checkpoints η · w_z · ‖∇ℓ(z)‖²
 * </pre>
 *
 * A row that the others teach has a small gradient early on. One that they do not teach, or teach the
 * opposite of its label, keeps a large one. Pruthi et al. 2020, arXiv:2002.08484, section 4.1; {@link
 * Influence} has the rest.
 *
 * @param trainingRows how many there are
 * @param outliers those of the largest self-influence, the largest first
 * @param mean of all rows' self-influence
 * @param median of all rows' self-influence; of an even number of rows the mean of the middle two
 * @param method how it was computed
 */
public record SelfInfluence(
        int trainingRows, List<Outlier> outliers, double mean, double median, TracIn method) {

    /**
     * A training row and its influence on itself.
     *
     * @param selfInfluence at least 0
     * @param example the row, and what the model says of it
     */
    public record Outlier(double selfInfluence, ExampleRow example) {}

    /** Keeps its own list. */
    public SelfInfluence {
        outliers = List.copyOf(outliers);
    }

    /**
     * Looks for outliers among the training rows of a recorded run.
     *
     * @param top how many at most, at least 1
     * @param progress told how many checkpoints are done
     * @throws rookery.data.InputException if the run has no snapshots
     */
    public static SelfInfluence of(Replay replay, int top, IntConsumer progress) {
        return of(Teaching.of(replay), top, progress);
    }

    /**
     * Looks for outliers.
     *
     * @param top how many at most, at least 1
     * @param progress told how many checkpoints are done
     * @throws IllegalArgumentException if there are no checkpoints, the loss is one of a batch as a
     *     whole, or a gradient is not finite
     */
    public static SelfInfluence of(Teaching teaching, int top, IntConsumer progress) {
        if (top < 1)
            throw new IllegalArgumentException("SelfInfluence: top must be at least 1, got " + top);
        TracIn.Sums sums = TracIn.sums(teaching, Optional.empty(), progress);
        double[] sorted = sums.values().clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new SelfInfluence(
                n,
                IntStream.of(sums.largest(top))
                        .mapToObj(i ->
                                new Outlier(
                                        sums.values()[i],
                                        ExampleRow.of(
                                                teaching.model(),
                                                teaching.training().select(i),
                                                teaching.table())))
                        .toList(),
                Arrays.stream(sorted).sum() / n,
                (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
                sums.method());
    }
}
