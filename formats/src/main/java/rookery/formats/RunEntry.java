package rookery.formats;

import rookery.History;
import rookery.data.InputException;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run in a list of runs.
 *
 * @param name of the run
 * @param run what {@code run.json} says; none if it cannot be read
 * @param status as it is now
 * @param epochs finished
 * @param values loss and metrics: of the final weights if the run has ended, else of the last epoch
 * @param problem why it cannot be read; empty if it can
 */
public record RunEntry(
        String name,
        Optional<RecordedRun> run,
        Optional<RunStatus> status,
        int epochs,
        Map<String, Double> values,
        String problem)
        implements Comparable<RunEntry> {

    private static final Comparator<RunEntry> ORDER =
            Comparator.comparing((RunEntry entry) -> entry.run().isEmpty())
                    .thenComparing(
                            entry -> entry.run().map(RecordedRun::created).orElse(null),
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(RunEntry::name);

    static RunEntry of(RunFolder folder) {
        try {
            RecordedRun run = folder.read();
            return run.results()
                    .map(results -> entry(folder, run, results.epochs(), results.values()))
                    .orElseGet(() -> underWay(folder, run));
        } catch (InputException e) {
            return new RunEntry(
                    folder.name(), Optional.empty(), Optional.empty(), 0, Map.of(), e.getMessage());
        }
    }

    private static RunEntry underWay(RunFolder folder, RecordedRun run) {
        History history = folder.history();
        Map<String, Double> last = new LinkedHashMap<>();
        history.names().forEach(name -> last.put(name, history.get(name).getLast()));
        return entry(folder, run, history.epochs(), last);
    }

    private static RunEntry entry(
            RunFolder folder, RecordedRun run, int epochs, Map<String, Double> values) {
        return new RunEntry(
                folder.name(), Optional.of(run), Optional.of(run.statusNow()), epochs, values, "");
    }

    /** Those that cannot be read last, else by age, then by name. */
    @Override
    public int compareTo(RunEntry other) {
        return ORDER.compare(this, other);
    }
}
