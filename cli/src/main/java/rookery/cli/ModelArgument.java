package rookery.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.TableModel;
import rookery.formats.ModelFile;
import rookery.formats.RunFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model as a user names it: a run, a run's folder, or a file. */
final class ModelArgument {

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A run's name, a run's folder, or a .rookery file.")
    private String name;

    @Mixin private RunsOption runs;

    /** As the user wrote it. */
    String name() {
        return name;
    }

    /** Where runs are kept. */
    RunsOption runs() {
        return runs;
    }

    /**
     * The model; of a run that was killed its last snapshot, which is noted.
     *
     * @throws rookery.data.InputException if there is none, or it cannot be read
     */
    ModelFile read(Console console) {
        ModelFile model = runs.store().model(name);
        run().map(RunFolder::snapshotInstead)
                .ifPresent(instead ->
                        instead.ifPresent(step ->
                                console.note(
                                        "%s: the run has no final model; this is its snapshot after %s"
                                                .formatted(name, Numbers.count(step, "step")))));
        return model;
    }

    /** The run it is; none if it is a model file alone, or neither. */
    Optional<RunFolder> run() {
        Path place = place();
        return Files.isDirectory(place)
                ? Optional.of(runs.store().find(place.toAbsolutePath().toString()))
                : Optional.empty();
    }

    /** The run's folder, or the model file if it is in none. */
    Path place() {
        return runs.store().place(name);
    }

    /**
     * Data for the model: what was text in its training is read as text.
     *
     * @throws rookery.data.InputException if they cannot be read
     */
    static DataSource data(TableModel model, String data, CsvOptions csv) {
        return DataSource.of(data, csv.text(model.encoding().textColumns()));
    }
}
