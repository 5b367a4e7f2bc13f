package rookery.explain.doctor;

import rookery.Dataset;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunStore;
import rookery.formats.ShellWord;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to change about a training so that a finding goes away: options of {@code train}, code, or a
 * changed description to train with at once.
 *
 * @param changes at least one
 */
public record Fix(List<Change> changes) implements Remedy {

    /** Keeps its own list. */
    public Fix {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) throw new IllegalArgumentException("Fix: needs a change");
    }

    /** These changes. */
    public static Fix of(Change... changes) {
        return new Fix(List.of(changes));
    }

    /** Options for {@code train --config run.json}: {@code --scale standard --learning-rate 0.01}. */
    public String options() {
        return changes.stream().map(Change::option).collect(Collectors.joining(" "));
    }

    /** A new training beside the run. */
    @Override
    public Optional<String> command(RunFolder folder) {
        String recipe = ShellWord.of(folder.path().resolve("run.json").toString());
        Path runs = folder.path().getParent();
        String where =
                runs == null || runs.equals(Path.of(RunStore.USUAL))
                        ? ""
                        : " --runs-dir " + ShellWord.of(runs.toString());
        return Optional.of("train --config %s %s%s".formatted(recipe, options(), where));
    }

    @Override
    public List<String> code() {
        return changes.stream().map(Change::code).toList();
    }

    /**
     * The same training with the changes.
     *
     * @param training rows, of which class weights are computed
     */
    public RunDescription applied(RunDescription description, Dataset training) {
        RunDescription changed = description;
        for (Change change : changes) changed = change.applied(changed, training);
        return changed;
    }
}
