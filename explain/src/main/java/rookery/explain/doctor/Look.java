package rookery.explain.doctor;

import rookery.formats.RunFolder;
import rookery.formats.ShellWord;

import java.util.List;
import java.util.Optional;

/**
 * A look at the run, where what is wrong is not in how it was trained.
 *
 * @param command of the command line that takes the run's name: {@code influence}
 * @param options behind the name; may be empty
 * @param code the same in Java, a line each; {@code replay} is the run's
 */
public record Look(String command, String options, List<String> code) implements Remedy {

    /** Keeps its own list. */
    public Look {
        code = List.copyOf(code);
    }

    @Override
    public Optional<String> command(RunFolder folder) {
        return Optional.of("%s %s %s".formatted(command, ShellWord.of(folder), options).strip());
    }

    /** Rows that had to teach themselves. */
    static Look outliers(int top) {
        return new Look(
                "influence",
                "--outliers --top " + top,
                List.of("SelfInfluence.of(replay, %d, done -> {})".formatted(top)));
    }

    /** Which columns tell the target. */
    static Look importance() {
        return new Look(
                "importance",
                "",
                List.of("Importance.of(replay, Optional.empty()).permutation(10, 0, done -> {})"));
    }

    /** Which units are on, and what comes back to them. */
    static Look activity() {
        return new Look("activity", "", List.of("Activity.of(replay)"));
    }
}
