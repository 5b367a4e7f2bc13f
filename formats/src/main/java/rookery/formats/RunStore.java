package rookery.formats;

import rookery.data.InputException;
import rookery.names.Names;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that runs are kept in, {@code runs/}.
 *
 * @param path of the folder; it need not be there
 * @param customs the user's own members that the runs' files may name
 */
public record RunStore(Path path, CustomMembers customs) {

    /** The folder unless told. */
    public static final String USUAL = "runs";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final int MAX_BASE = 80;

    /** A store whose runs name Rookery's members only. */
    public RunStore(Path path) {
        this(path, CustomMembers.none());
    }

    /**
     * Creates the folder of a run with a free name: {@code penguins-1}, and so on after the largest
     * number there.
     *
     * @param data what the run is named after: {@code penguins}, {@code data/my table.csv} …
     * @throws InputException if it cannot be created
     */
    public RunFolder create(String data) {
        String base = baseOf(data);
        create();
        for (long number = largest(base) + 1; ; number++) {
            Path run = path.resolve(base + "-" + number);
            try {
                Files.createDirectory(run);
                return new RunFolder(run, customs);
            } catch (FileAlreadyExistsException _) {
                // another process was faster: try the next number
            } catch (IOException e) {
                throw AtomicFile.unwritable(run, e);
            }
        }
    }

    /**
     * Creates the folder of a run with this name.
     *
     * @throws InputException if there is one already, the name is no folder's, or it cannot be
     *     created
     */
    public RunFolder createNamed(String name) {
        if (!name.matches(NAME))
            throw new InputException(
                    "run name \"%s\": at most 100 letters, digits, dots, - and _ are allowed, a letter or digit first"
                            .formatted(name));
        create();
        Path run = path.resolve(name);
        try {
            Files.createDirectory(run);
            return new RunFolder(run, customs);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(
                    run + ": there is a run of this name; choose another or remove it", e);
        } catch (IOException e) {
            throw AtomicFile.unwritable(run, e);
        }
    }

    private void create() {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(path + ": expected a folder for runs, but it is a file", e);
        } catch (IOException e) {
            throw AtomicFile.unwritable(path, e);
        }
    }

    /** The file's name without folders, ending, and what is not fit for a name. */
    private static String baseOf(String data) {
        String base =
                data.replaceFirst("^.*[/\\\\]", "")
                        .replaceFirst("\\.[A-Za-z]+$", "")
                        .replaceAll("[^A-Za-z0-9._-]+", "-")
                        .replaceFirst("^[^A-Za-z0-9]+", "");
        return base.isEmpty() ? "run" : base.substring(0, Math.min(MAX_BASE, base.length()));
    }

    private long largest(String base) {
        return names().stream()
                .filter(name -> name.startsWith(base + "-"))
                .map(name -> name.substring(base.length() + 1))
                .filter(number -> number.matches("\\d{1,9}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    private List<String> names() {
        try (Stream<Path> folders = Files.list(path)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFile.unreadable(path, e);
        }
    }

    /**
     * All runs, oldest first; those that cannot be read come last and say why. None if there is no
     * such folder.
     */
    public List<RunEntry> list() {
        return names().stream()
                .map(name -> RunEntry.of(new RunFolder(path.resolve(name), customs)))
                .sorted()
                .toList();
    }

    /**
     * The run a user means.
     *
     * @param run its name, or its folder anywhere
     * @throws InputException if there is none; offers the nearest names
     */
    public RunFolder find(String run) {
        return folder(run)
                .orElseThrow(() ->
                        new InputException(
                                "%s: no such run in %s; %s"
                                        .formatted(run, path, Names.suggest(run, names()))));
    }

    /**
     * The model a user means.
     *
     * @param model a model file, or a run's name or folder
     * @throws InputException if there is none, offering the nearest runs, or it cannot be read
     */
    public ModelFile model(String model) {
        Optional<RunFolder> run = folder(model);
        if (run.isPresent()) return run.get().model();
        Path file = pathOf(model);
        if (Files.exists(file)) return ModelFile.read(file, customs);
        throw new InputException(
                "%s: no such model file, and no such run in %s; %s"
                        .formatted(model, path, Names.suggest(model, names())));
    }

    /**
     * Where the model is that a user means: the run's folder, or the file if it is in none.
     *
     * @param model a model file, or a run's name or folder
     */
    public Path place(String model) {
        Optional<RunFolder> run = folder(model);
        if (run.isPresent()) return run.get().path();
        Path file = pathOf(model).toAbsolutePath();
        return Files.exists(file.resolveSibling(RunFolder.RUN)) ? file.getParent() : file;
    }

    private Optional<RunFolder> folder(String run) {
        return Stream.of(path.resolve(pathOf(run)), pathOf(run))
                .filter(Files::isDirectory)
                .findFirst()
                .map(found -> new RunFolder(found, customs));
    }

    private static Path pathOf(String text) {
        if (text.isBlank())
            throw new InputException(
                    "\"%s\": a run's name, its folder or a model file is wanted".formatted(text));
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InputException(text + ": is neither a file's nor a run's name", e);
        }
    }
}
