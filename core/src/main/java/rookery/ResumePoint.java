package rookery;

import rookery.events.Snapshot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a training stood at the beginning of an epoch: what {@link Learner#resume} goes on from, and
 * what it takes to end as if it had never stopped.
 *
 * @param previous at the start of the epoch before, where the way back from a loss that is not
 *     finite may lead; of the first epoch, the same as {@code start}
 * @param start of the epoch that is next
 * @param rates learning rates that callbacks set since {@code previous}, by the first step with them
 * @param history of the epochs finished
 */
public record ResumePoint(
        Snapshot previous, Snapshot start, SortedMap<Long, Double> rates, History history) {

    /**
     * Keeps a copy of the rates.
     *
     * @throws IllegalArgumentException if {@code previous} comes after {@code start}
     */
    public ResumePoint {
        if (previous.step() > start.step())
            throw new IllegalArgumentException(
                    "resume: the epoch before began at step %d, after step %d"
                            .formatted(previous.step(), start.step()));
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    }
}
