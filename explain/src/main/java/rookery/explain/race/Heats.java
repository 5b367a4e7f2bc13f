package rookery.explain.race;

import rookery.explain.landscape.Trajectory;
import rookery.optimizers.Optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The starts of a race, one after the other: all racers run from one before the next. */
final class Heats {

    private final RacePlan plan;
    private final Track track;
    private final List<Optimizer> optimizers;
    private final Set<Double> kept;

    /** A list for each start that all, or in the first some, have run from; in the racers' order. */
    private final List<List<Optional<Descent>>> starts = new ArrayList<>();

    /** Of the first start, of those that have run, in their order; without points if none are kept. */
    private final List<Trajectory> paths = new ArrayList<>();

    /**
     * @param optimizers of the racers, with their learning rates
     * @param kept epochs after which weights are kept in the first start
     */
    Heats(RacePlan plan, Track track, List<Optimizer> optimizers, Set<Double> kept) {
        this.plan = plan;
        this.track = track;
        this.optimizers = optimizers;
        this.kept = kept;
    }

    List<List<Optional<Descent>>> starts() {
        return starts;
    }

    List<Trajectory> paths() {
        return paths;
    }

    /** The names of the racers whose first start ended with a finite loss. */
    Set<String> ended() {
        return IntStream.range(0, optimizers.size())
                .filter(k ->
                        starts.getFirst()
                                .get(k)
                                .filter(descent -> descent.divergence().isEmpty())
                                .isPresent())
                .mapToObj(k -> plan.racers().get(k).name())
                .collect(Collectors.toSet());
    }

    /**
     * Runs all. If the thread is interrupted, the start under way is forgotten, unless it is the
     * first: then those count that had finished.
     *
     * @return whether all was done
     * @throws CancellationException if it was interrupted before any racer had finished
     */
    boolean run(Counting counting) {
        for (int start = 0; start < plan.starts(); start++) {
            List<Optional<Descent>> descents = new ArrayList<>();
            for (int k = 0; k < optimizers.size(); k++) descents.add(Optional.empty());
            try {
                run(start, descents, counting);
            } catch (CancellationException e) {
                if (start > 0) return false;
                if (descents.stream().allMatch(Optional::isEmpty)) throw e;
                starts.add(descents);
                return false;
            }
            starts.add(descents);
        }
        return true;
    }

    /** The first to run is another one from each start: whoever runs first has no advantage. */
    private void run(int start, List<Optional<Descent>> descents, Counting counting) {
        int racers = optimizers.size();
        for (int i = 0; i < racers; i++) {
            int k = (i + start * Math.ceilDiv(racers, plan.starts())) % racers;
            Track.Run run = descend(k, start, counting);
            descents.set(k, Optional.of(run.descent()));
            if (start == 0) paths.add(new Trajectory(plan.racers().get(k).name(), run.path()));
            counting.next(plan.fit().epochs());
        }
    }

    private Track.Run descend(int k, int start, LongConsumer progress) {
        return track.descend(
                plan.racers().get(k),
                optimizers.get(k),
                plan.fit().seed() + start,
                start == 0 ? kept : Set.of(),
                progress);
    }
}
