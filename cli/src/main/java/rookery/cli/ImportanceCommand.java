package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.data.DataSource;
import rookery.data.TableModel;
import rookery.explain.importance.Importance;
import rookery.explain.importance.IntegratedGradients;
import rookery.explain.importance.MeanAttributions;
import rookery.explain.importance.PartialDependence;
import rookery.explain.importance.PermutationImportance;
import rookery.formats.Replay;
import rookery.report.BarsPicture;
import rookery.report.DependencePicture;
import rookery.report.Picture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** {@code rookery importance}: which columns matter to a model, and how. */
@Command(
        name = "importance",
        abbreviateSynopsis = true,
        description = {
            "Shows which columns matter to a model, and how.",
            "Unless told otherwise how much worse the model becomes when a column's values are"
                    + " shuffled, on the rows that its run held out. Or what each column"
                    + " contributed to one answer, or what the model makes of one column."
        },
        footer = {
            "",
            "Examples:",
            "  rookery importance penguins-1",
            "  rookery importance penguins-1 --row 17 --class Adelie",
            "  rookery importance penguins-1 --column flipper_length_mm --out flipper.svg"
        })
final class ImportanceCommand implements Callable<Integer> {

    private static final Set<String> ENDINGS = Set.of("svg", "png", "csv", "json");

    private final Console console;

    @Mixin private ModelArgument model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = {
                "A bundled data set, or a .csv or .tsv file, with the target; unless told, rows of"
                        + " the run's own data."
            })
    private Optional<String> data;

    @Mixin private ImportanceOptions options;
    @Mixin private OutFiles out;
    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    ImportanceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ImportanceOptions.Question question = options.question(data.isPresent());
        out.check(ENDINGS);
        Importance importance = importance();
        switch (question) {
            case PERMUTATION -> permutation(importance);
            case ROW -> row(importance);
            case ATTRIBUTIONS -> attributions(importance);
            case COLUMN -> column(importance);
        }
        return 0;
    }

    private Importance importance() {
        if (data.isPresent()) {
            out.keep(Path.of(data.get()), "is DATA itself");
            out.keep(model.place(), "belongs to the model " + model.name());
            TableModel table = model.read(console).tableModel();
            DataSource source = ModelArgument.data(table, data.get(), csv.options());
            return Importance.of(table, source.table());
        }
        Replay replay = RunArgument.replay(model.runs(), model.name(), "DATA");
        out.keep(replay);
        model.read(console); // notes what stands for a final model
        return Importance.of(replay, options.rows());
    }

    private void permutation(Importance importance) {
        long all =
                PermutationImportance.evaluations(importance.columns().size(), options.repeats());
        PermutationImportance found;
        try (Waiting waiting = new Waiting(console, "evaluations", all)) {
            found = importance.permutation(options.repeats(), options.seed(), waiting);
        }
        answer(
                importance,
                found,
                BarsPicture.of(found, "loss"),
                ImportanceFiles.csv(found),
                page -> page.print(found));
    }

    private void row(Importance importance) {
        IntegratedGradients found =
                importance.gradients(options.row(), options.answer(), options.baseline());
        answer(
                importance,
                found,
                BarsPicture.of(found),
                ImportanceFiles.csv(found),
                page -> page.print(found));
    }

    private void attributions(Importance importance) {
        int most = Math.min(options.limit(), importance.rows());
        MeanAttributions found;
        try (Waiting waiting = new Waiting(console, "rows", most)) {
            found = importance.meanAttributions(options.baseline(), most, waiting);
        }
        answer(
                importance,
                found,
                BarsPicture.of(found),
                ImportanceFiles.csv(found),
                page -> page.print(found));
    }

    private void column(Importance importance) {
        Optional<Integer> only = options.answer().map(importance::answer);
        PartialDependence found;
        try (Waiting waiting = new Waiting(console, "values", options.points())) {
            found =
                    importance.dependence(
                            options.column(), options.points(), options.curves(), waiting);
        }
        DependencePicture picture =
                only.map(k -> new DependencePicture(found, List.of(k)))
                        .orElseGet(() -> DependencePicture.of(found));
        answer(
                importance,
                found,
                picture,
                ImportanceFiles.csv(found, picture.shown()),
                page -> new DependencePage(page, console.width(), found, picture.shown()).print());
    }

    /** Writes files, and prints what was found. */
    private void answer(
            Importance importance,
            Record found,
            Picture picture,
            ImportanceFiles.Content csv,
            Consumer<ImportancePage> printing) {
        JsonAnswer answer =
                new JsonAnswer()
                        .put("model", model.name())
                        .put("data", data)
                        .put("nothing_held_out", importance.nothingHeldOut())
                        .putAll(found);
        List<Path> written = out.write(picture, ImportanceFiles.of(csv, answer));
        if (common.json()) {
            answer.print(console);
            return;
        }
        Page page = new Page(console);
        page.entry("model", model.name());
        ImportancePage shown = new ImportancePage(page, console.width(), importance, data);
        printing.accept(shown);
        written.forEach(file -> page.entry("wrote", file.toString()));
    }
}
