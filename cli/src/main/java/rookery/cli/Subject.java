package rookery.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import rookery.data.BundledData;
import rookery.data.InputException;
import rookery.explain.doctor.Change;
import rookery.explain.doctor.Fix;
import rookery.explain.doctor.Remedy;
import rookery.formats.RunStore;
import rookery.formats.ShellWord;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the doctor is to look at, as a user named it: a run, or data before a training.
 *
 * @param name of the run, its folder, a bundled data set or a file; none if {@code --config} has one
 * @param run whether it is a run
 * @param training the options of a training that are there
 * @param options those and where runs are kept, as {@code train} takes them
 */
record Subject(
        Optional<String> name, boolean run, List<OptionSpec> training, List<OptionSpec> options) {

    private static final String EPOCHS = "--epochs";
    private static final String VALIDATION = "--validation";
    private static final String RUNS = "--runs-dir";

    /** Options that are no training's. */
    private static final Set<String> OWN =
            Set.of(
                    "--only",
                    "--ignore",
                    "--threshold",
                    "--quick",
                    "--prove",
                    RUNS,
                    "--json",
                    "--help",
                    Problems.DEBUG);

    /** Chooses; where a name is both a run's and that of data, says which was taken. */
    static Subject of(Optional<String> name, ParseResult parsed, RunStore runs, Console console) {
        List<OptionSpec> training =
                parsed.matchedOptions().stream()
                        .filter(option -> !OWN.contains(option.longestName()))
                        .toList();
        List<OptionSpec> options =
                parsed.matchedOptions().stream()
                        .filter(option ->
                                training.contains(option) || option.longestName().equals(RUNS))
                        .toList();
        List<OptionSpec> ofData =
                training.stream().filter(o -> !o.longestName().equals(EPOCHS)).toList();
        if (name.isEmpty()) return new Subject(name, false, training, options);
        boolean isRun = Files.isDirectory(runs.place(name.get()));
        boolean isData = isData(name.get());
        if (isRun && isData) {
            boolean taken = ofData.isEmpty();
            console.note(
                    "%s: is a run and data, too; this looks at the %s"
                            .formatted(name.get(), taken ? "run" : "data"));
            return new Subject(name, taken, training, options);
        }
        if (!isRun && !isData) requireThere(name.get(), runs);
        if (!isData && ofData.isEmpty()) return new Subject(name, true, training, options);
        if (isRun)
            throw new IllegalArgumentException(
                    "%s: %s is a run, which says itself what was learned and how; leave it out, or name DATA"
                            .formatted(ofData.getFirst().longestName(), name.get()));
        return new Subject(name, false, training, options);
    }

    private static void requireThere(String name, RunStore runs) {
        if (Files.exists(runs.place(name))) return; // a model, which is refused where it is read
        try {
            runs.find(name);
        } catch (InputException e) {
            throw new InputException(
                    e.getMessage() + "; nor is it a bundled data set, or a .csv or .tsv file", e);
        }
    }

    private static boolean isData(String name) {
        if (BundledData.NAMES.members().containsKey(name)) return true;
        if (name.endsWith(".csv") || name.endsWith(".tsv")) return true;
        try {
            return Files.isRegularFile(Path.of(name)) && !name.endsWith(".rookery");
        } catch (InvalidPathException _) {
            return false; // and no run, which is said when it is looked for
        }
    }

    /** Refuses what only trainings have, for a run. */
    void refuseTraining(boolean prove) {
        if (run && !prove && !training.isEmpty())
            throw new IllegalArgumentException(
                    "--epochs: a run has its own; with --prove, it is the number for the trainings"
                            + " to compare");
    }

    /** What trains these data as the options say, but for those of a fix; none of what is none. */
    Optional<String> train(Remedy remedy) {
        return remedy instanceof Fix fix ? Optional.of(train(fix)) : Optional.empty();
    }

    private String train(Fix fix) {
        Set<String> changed = new HashSet<>();
        for (Change change : fix.changes()) changed.add(change.option().split(" ")[0]);
        if (changed.contains(VALIDATION)) changed.add(VALIDATION + "-data");
        StringBuilder command = new StringBuilder("train");
        name.ifPresent(data -> command.append(' ').append(ShellWord.of(data)));
        for (OptionSpec option : options)
            if (!changed.contains(option.longestName())) append(option, command);
        return command.append(' ').append(fix.options()).toString();
    }

    private static void append(OptionSpec option, StringBuilder command) {
        String named = " " + option.longestName();
        if (option.arity().max() == 0) command.append(named);
        else
            for (String value : option.originalStringValues())
                command.append(named).append(' ').append(ShellWord.of(value));
    }
}
