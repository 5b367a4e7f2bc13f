package rookery.explain.race;

import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Trail;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Optimizers that trained one network from the same starts: the same initial weights and, for the
 * same batch size, the same batches.
 *
 * @param epochs of each training
 * @param trainingRows rows that are learned from
 * @param validationRows rows that are not; 0 if there are none
 * @param parameters of the network
 * @param seeds of the starts that were raced
 * @param tuning how learning rates were chosen; empty if none was
 * @param target the loss to get down to
 * @param entries the racers, in the order they were named
 * @param landscape the loss over the plane that their first start's paths span most, with a path for
 *     each entry, in their order; empty if none was asked for, or where a note says why
 * @param finished whether all of it was done; false if it was stopped
 * @param notes what a reader must know
 */
public record Race(
        int epochs,
        int trainingRows,
        int validationRows,
        long parameters,
        List<Long> seeds,
        Optional<Tuning> tuning,
        Target target,
        List<Entry> entries,
        Optional<Landscape> landscape,
        boolean finished,
        List<String> notes) {

    /** Keeps copies; whose a path is must be told by its place. */
    public Race {
        seeds = List.copyOf(seeds);
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
        List<String> racers = entries.stream().map(Entry::name).toList();
        landscape
                .map(it -> it.trails().stream().map(Trail::name).toList())
                .filter(paths -> !paths.equals(racers))
                .ifPresent(paths -> {
                    throw new IllegalArgumentException(
                            "race: paths of %s, but entries of %s".formatted(paths, racers));
                });
    }

    /** The entries from the best to the worst; equals in the order they were named. */
    public List<Entry> ranking() {
        return entries.stream().sorted(Comparator.comparingInt(Entry::rank)).toList();
    }
}
