package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.explain.lesson.Penguins;
import rookery.formats.AtomicFile;
import rookery.report.lesson.LessonHtml;
import rookery.report.lesson.Screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** {@code rookery lesson}: how networks learn, computed live on the penguins. */
@Command(
        name = "lesson",
        abbreviateSynopsis = true,
        description = {
            "A guided tour of how a network learns, computed live on the penguins.",
            "From the update rule and the loss landscape to the gradient of a single weight, and to"
                    + " why the network of the lecture did not learn. On a terminal one screen"
                    + " after the other."
        },
        footer = {
            "",
            "Examples:",
            "  rookery lesson",
            "  rookery lesson --only 7",
            "  rookery lesson --html lesson.html"
        })
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

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write the screens to this file as a page with charts, which needs no network"
                            + " and prints well. It is replaced at the end, or not at all.")
    private Optional<Path> html;

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
        html.ifPresent(Lesson::check);
        List<LessonScreen<?>> screens = screens();
        Penguins penguins = Penguins.load();
        try {
            if (html.isPresent()) page(screens, penguins, html.get());
            else if (common.json()) json(screens, penguins);
            else text(screens, penguins);
            return 0;
        } catch (CancellationException _) {
            return Problems.INTERRUPTED;
        }
    }

    /** A screen, computed; Ctrl-C ends that once what it has put aside is removed. */
    private static LessonScreen.Shown shown(LessonScreen<?> screen, Penguins penguins) {
        try (Interruption _ = new Interruption()) {
            LessonScreen.Shown shown = screen.shown(penguins);
            if (Thread.interrupted()) // its trainings were stopped, too
            throw new CancellationException("lesson stopped");
            return shown;
        }
    }

    private static void check(Path file) {
        if (!OutFiles.ending(file).equals("html"))
            throw new IllegalArgumentException(
                    "--html: %s: a file that ends with .html is wanted".formatted(file));
        OutFiles.checkPlace("--html", file);
    }

    private List<LessonScreen<?>> screens() {
        if (only.isEmpty()) return LessonScreen.ALL;
        if (all) throw new IllegalArgumentException("--only and --all: pass one of the two");
        int number = only.get();
        Wanted.check(number >= 1 && number <= LessonScreen.ALL.size(), "--only", number);
        return List.of(LessonScreen.ALL.get(number - 1));
    }

    private void json(List<LessonScreen<?>> screens, Penguins penguins) {
        JsonAnswer answer = new JsonAnswer();
        screens.forEach(screen -> answer.put(screen.key(), shown(screen, penguins).numbers()));
        answer.print(console);
    }

    /** Writes the page; what else is asked for is told of the same numbers. */
    private void page(List<LessonScreen<?>> screens, Penguins penguins, Path file) {
        JsonAnswer answer = new JsonAnswer();
        List<Screen> shown = new ArrayList<>();
        try (Waiting waiting = new Waiting(console, "screens", screens.size())) {
            for (LessonScreen<?> screen : screens) {
                waiting.accept(shown.size());
                LessonScreen.Shown computed = shown(screen, penguins);
                shown.add(computed.screen());
                answer.put(screen.key(), computed.numbers());
            }
        }
        byte[] page = LessonHtml.of(shown).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, AtomicFile.Durability.PROCESS, out -> out.write(page));
        if (common.json()) answer.put("html", file.toString()).print(console);
        else
            console.out()
                    .println(
                            Console.printable(
                                    "%s: %s, to be opened in a browser"
                                            .formatted(
                                                    file, Numbers.count(shown.size(), "screen"))));
    }

    private void text(List<LessonScreen<?>> screens, Penguins penguins) {
        LessonText page = new LessonText(console);
        for (int k = 0; k < screens.size(); k++) {
            if (k > 0) page.space();
            page.show(shown(screens.get(k), penguins).screen());
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
