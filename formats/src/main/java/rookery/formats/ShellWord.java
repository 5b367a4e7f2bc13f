package rookery.formats;

import java.nio.file.Path;

/** What a command that is shown names, written so that a shell takes it as one word. */
public final class ShellWord {

    private ShellWord() {}

    /** A text, in quotes where it has characters that a shell reads otherwise. */
    public static String of(String text) {
        return text.matches("[\\w.,=/:+-]+")
                ? text
                : "\"" + text.replaceAll("([\"\\\\$`])", "\\\\$1") + "\"";
    }

    /**
     * A run as commands find it without {@code --runs-dir}: its name where runs are kept unless told,
     * its folder elsewhere.
     */
    public static String of(RunFolder run) {
        Path usual = Path.of(RunStore.USUAL, run.name()).toAbsolutePath();
        boolean there = run.path().toAbsolutePath().normalize().equals(usual);
        return of(there ? run.name() : run.path().toString());
    }
}
