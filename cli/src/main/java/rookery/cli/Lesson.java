package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.explain.lesson.Penguins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rookery lesson}: how networks learn, computed live on the penguins. */
@Command(
        name = "lesson",
        abbreviateSynopsis = true,
        description = {
            "A guided tour of how a network learns, computed live on the penguins.",
            "From the update rule to the gradient of a single weight, and to why "
                    + "the network of the lecture did not learn. On a terminal one screen "
                    + "after the other."
        },
        footer = {"", "Examples:", "  rookery lesson", "  rookery lesson --only 7"})
final class Lesson implements Callable<Integer> {

    private final Console console;
    private final BufferedReader in;

    @Option(
            names = "--only",
            paramLabel = "SCREEN",
            description = "One screen, by its number from 1.")
    private Optional<Integer> only;

    @Option(names = "--all", description = "All screens at once, without waiting for Enter.")
    private boolean all;

    @Mixin private CommonOptions common;

    /**
     * The command.
     *
     * @param in what is typed
     */
    Lesson(Console console, Reader in) {
        this.console = console;
        this.in = new BufferedReader(in);
    }

    @Override
    public Integer call() {
        List<LessonScreen<?>> screens = screens();
        Penguins penguins = Penguins.load();
        if (common.json()) json(screens, penguins);
        else text(screens, penguins);
        return 0;
    }

    private List<LessonScreen<?>> screens() {
        if (only.isEmpty()) return LessonScreen.ALL;
        if (all) throw new IllegalArgumentException("--only and --all: pass one of the two");
        int number = only.get();
        Wanted.check(number >= 1 && number <= LessonScreen.ALL.size(), "--only", number);
        return List.of(LessonScreen.ALL.get(number - 1));
    }

    private static void put(JsonAnswer answer, LessonScreen<?> screen, Penguins penguins) {
        answer.put(screen.key(), screen.numbers().apply(penguins));
    }

    private void json(List<LessonScreen<?>> screens, Penguins penguins) {
        JsonAnswer answer = new JsonAnswer();
        screens.forEach(screen -> put(answer, screen, penguins));
        answer.print(console);
    }

    private void text(List<LessonScreen<?>> screens, Penguins penguins) {
        LessonText page = new LessonText(console);
        for (int k = 0; k < screens.size(); k++) {
            if (k > 0) page.space();
            page.show(screens.get(k).screen(penguins));
            boolean waits = console.terminal() && !all && k + 1 < screens.size();
            if (waits && !goesOn()) return;
        }
    }

    /** Asks whether to go on. */
    private boolean goesOn() {
        console.out().println();
        console.out().print(console.dim("Enter: the next screen    q: enough  "));
        console.out().flush();
        try {
            String typed = in.readLine();
            if (typed == null) console.out().println();
            return typed != null && !typed.strip().equalsIgnoreCase("q");
        } catch (IOException e) {
            throw new UncheckedIOException("standard input", e);
        }
    }
}
