package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.data.InputException;
import rookery.formats.RunFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code rookery report}: all that is known of a run, on one page. */
@Command(
        name = "report",
        abbreviateSynopsis = true,
        description = {
            "Writes all that is known of a run as one HTML page.",
            "Data, network, curves, errors, calibration, importance, the doctor's findings, "
                    + "activity, landscape, and how to reproduce it: one file that works offline. "
                    + "Unless told, it stands in the run's folder: runs/NAME/report.html."
        },
        footer = {
            "",
            "Examples:",
            "  rookery report penguins-1",
            "  rookery report penguins-1 --out penguins.html"
        })
final class ReportCommand implements Callable<Integer> {

    private static final String ENDING = "html";

    private final Console console;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's name, or its folder.")
    private String name;

    @Mixin private RunsOption runs;
    @Mixin private OutFiles out;
    @Mixin private CommonOptions common;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        out.check(Set.of(ENDING));
        Path place = runs.store().place(name);
        if (Files.isRegularFile(place))
            throw new InputException(
                    "%s: is a model without its run, but a report is about a run".formatted(name));
        RunFolder folder =
                Files.isDirectory(place) ? new RunFolder(place) : runs.store().find(name);
        if (out.none()) out.add(folder.path().resolve(ReportFile.NAME));
        out.keep(folder.read());
        byte[] page = new ReportFile(console, folder).page(out.theme());
        List<Path> written = out.write(Map.of(ENDING, () -> page));
        if (common.json())
            new JsonAnswer()
                    .put("run", folder.name())
                    .put("bytes", page.length)
                    .put("files", written.stream().map(Path::toString).toList())
                    .print(console);
        else {
            Page text = new Page(console);
            written.forEach(file ->
                    text.entry(
                            "report",
                            "%s, %s KB".formatted(file, Numbers.count(page.length / 1000))));
        }
        return 0;
    }
}
