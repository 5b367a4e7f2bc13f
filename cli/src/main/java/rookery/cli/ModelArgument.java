package rookery.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.formats.ModelFile;
import rookery.names.Names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A trained model as a user names it: a run, a run's folder, or a file. */
final class ModelArgument {

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A run's name, a run's folder, or a .rookery file.")
    private String name;

    @Option(
            names = "--runs-dir",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where runs are; runs unless told.")
    private Path runs;

    /** As the user wrote it. */
    String name() {
        return name;
    }

    /**
     * The file the model is in.
     *
     * @throws InputException if there is none, offering the nearest runs
     */
    Path file() {
        Path path = path();
        if (Files.isDirectory(path)) return inFolder(path);
        if (Files.exists(path)) return path;
        Path run = runs.resolve(path);
        if (Files.isDirectory(run)) return inFolder(run);
        throw new InputException(
                "%s: no such run in %s, and no such folder or file; %s"
                        .formatted(name, runs, suggestion()));
    }

    /**
     * The model.
     *
     * @throws InputException if there is none or its file cannot be read
     */
    ModelFile read() {
        return ModelFile.read(file());
    }

    /**
     * Data for the model: what was text in its training is read as text.
     *
     * @throws InputException if they cannot be read
     */
    static DataSource data(TableModel model, String data, CsvOptions csv) {
        return DataSource.of(data, csv.text(model.encoding().textColumns()));
    }

    private Path path() {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InputException(name + ": is not the name of a run, folder or file", e);
        }
    }

    private static Path inFolder(Path folder) {
        Path file = folder.resolve(ModelFile.NAME);
        if (Files.exists(file)) return file;
        throw new InputException(
                "%s: has no %s; did its training end before the first was saved?"
                        .formatted(folder, ModelFile.NAME));
    }

    private String suggestion() {
        List<String> names = names();
        return names.isEmpty()
                ? "train one with " + Main.command() + " train DATA"
                : Names.suggest(name, names);
    }

    private List<String> names() {
        if (!Files.isDirectory(runs)) return List.of();
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (IOException _) {
            return List.of(); // only a suggestion is lost
        }
    }
}
