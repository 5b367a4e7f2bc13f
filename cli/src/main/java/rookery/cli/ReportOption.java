package rookery.cli;

import picocli.CommandLine.Option;

import rookery.formats.AtomicFile;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.ShellWord;
import rookery.report.Theme;

import java.nio.file.Path;
import java.util.Optional;

/** The option of a training that has its report written at once. */
final class ReportOption {

    private static final String ENDING = ".html";
    private static final String IN_FOLDER = "";

    @Option(
            names = "--report",
            arity = "0..1",
            fallbackValue = IN_FOLDER,
            paramLabel = "FILE",
            description =
                    "Write the run's report, too, when it has ended: to FILE, which ends with"
                            + " .html, or to report.html in the run's folder.")
    private Optional<String> file;

    /**
     * Refuses a file that could not be written, before there is much work.
     *
     * @throws IllegalArgumentException naming it
     */
    void check() {
        if (file.isEmpty() || file.get().equals(IN_FOLDER)) return;
        Path path = Path.of(file.get());
        if (!path.toString().endsWith(ENDING))
            throw new IllegalArgumentException(
                    "--report: %s: a file that ends with %s is wanted; write --report after DATA to have it in the run's folder"
                            .formatted(path, ENDING));
        OutFiles.checkPlace("--report", path);
    }

    /**
     * Refuses a file that the run learns from.
     *
     * @throws rookery.data.InputException naming it
     */
    void keep(RunDescription description) {
        file.filter(name -> !name.equals(IN_FOLDER))
                .ifPresent(name ->
                        Kept.refuse("--report", Path.of(name), description, "that is trained"));
    }

    /**
     * Writes it, if it is asked for, unless the training was stopped: who stopped it does not wait.
     *
     * @param code of the training
     * @return the same
     */
    int write(Console console, RunFolder folder, int code, boolean told) {
        if (file.isEmpty()) return code;
        if (code == Problems.INTERRUPTED) {
            console.note(
                    "--report: not written, as the training was stopped; %s report %s writes it"
                            .formatted(Main.command(), ShellWord.of(folder)));
            return code;
        }
        Path path =
                file.filter(name -> !name.equals(IN_FOLDER))
                        .map(Path::of)
                        .orElseGet(() -> folder.path().resolve(ReportFile.NAME));
        byte[] page = new ReportFile(console, folder).page(Theme.AUTOMATIC);
        AtomicFile.write(path, AtomicFile.Durability.PROCESS, out -> out.write(page));
        if (told) new Page(console).entry("report", path.toString());
        return code;
    }
}
