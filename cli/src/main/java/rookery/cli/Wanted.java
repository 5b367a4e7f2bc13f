package rookery.cli;

import java.util.Map;

/** What the options that take a number want, with its range. */
final class Wanted {

    private static final Map<String, String> NUMBERS =
            Map.ofEntries(
                    Map.entry(
                            "--batch-size",
                            "a whole number of rows from 1 to 2147483647, or full,"),
                    Map.entry("--curves", "a whole number from 0 to 2147483647"),
                    Map.entry("--epoch", "a whole number from 0 on"),
                    Map.entry("--epochs", "a whole number from 1 to 2147483647"),
                    Map.entry("--landscape", "a whole number of points from 2 on, or 0,"),
                    Map.entry("--limit", "a whole number from 1 on"),
                    Map.entry(
                            "--only",
                            "the number of a screen, from 1 to " + LessonScreen.ALL.size() + ","),
                    Map.entry("--points", "a whole number from 2 to 1001"),
                    Map.entry("--patience", "a whole number of epochs from 0 to 2147483647"),
                    Map.entry(
                            "--reduce-on-plateau", "a whole number of epochs from 0 to 2147483647"),
                    Map.entry("--repeats", "a whole number from 2 to 2147483647"),
                    Map.entry("--row", "a row's number, from 0,"),
                    Map.entry(
                            "--seed",
                            "a whole number from -9223372036854775808 to 9223372036854775807"),
                    Map.entry("--seeds", "a whole number of starts from 1 on"),
                    Map.entry("--show", "a whole number from 1 to 2147483647"),
                    Map.entry("--step", "a step's number, from 0,"),
                    Map.entry("--steps", "a range of steps, as 230-260,"),
                    Map.entry("--target-loss", "a number"),
                    Map.entry("--top", "a whole number from 1 to 2147483647"),
                    Map.entry("--tune", "a whole number of learning rates from 2 on, or 0,"),
                    Map.entry("--tune-epochs", "a whole number from 1 on"),
                    Map.entry("--validation", "a number in [0, 1)"),
                    Map.entry("--validation-row", "a row's number, from 0,"));

    private Wanted() {}

    /** What to tell about a value that is not {@code otherwise}, or what is known of the option. */
    static String sentence(String option, String otherwise, Object got) {
        return "%s: %s is wanted, got \"%s\""
                .formatted(option, NUMBERS.getOrDefault(option, otherwise), got);
    }

    /**
     * Refuses a number out of its option's range.
     *
     * @throws IllegalArgumentException unless {@code within}
     */
    static void check(boolean within, String option, Object got) {
        if (!within) throw new IllegalArgumentException(sentence(option, "another number", got));
    }
}
