package rookery.formats;

import rookery.History;
import rookery.Learner;
import rookery.Model;
import rookery.data.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a training leaves behind, {@code runs/NAME/}. {@link RunStore} makes and finds them.
 *
 * <pre>
 *   run.json        what was trained on what, with what, and what came out   {@link RecordedRun}
 *   model.rookery   the final model                                          {@link ModelFile}
 *   history.csv     a row an epoch                                           {@link History}
 *   changes.csv     what callbacks changed
 *   snapshots/      weights and optimizer state on the way                   {@link Snapshots}
 * </pre>
 *
 * @param path of the folder
 * @param customs the user's own members that its files may name
 */
public record RunFolder(Path path, CustomMembers customs) {

    static final String RUN = "run.json";
    static final String HISTORY = "history.csv";
    static final String CHANGES = "changes.csv";
    static final String SNAPSHOTS = "snapshots";

    /** A folder whose files name Rookery's members only. */
    public RunFolder(Path path) {
        this(path, CustomMembers.none());
    }

    /** The name of the run. */
    public String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /**
     * What {@code run.json} says.
     *
     * @throws InputException if it is missing, damaged, or of a newer version
     */
    public RecordedRun read() {
        Path file = path.resolve(RUN);
        try {
            if (Files.size(file) > Json.MAX_BYTES)
                throw new InputException(
                        "%s: has more than the %d bytes that are read"
                                .formatted(file, Json.MAX_BYTES));
            return Json.with(customs)
                    .read(
                            file.toString(),
                            Files.readAllBytes(file),
                            RecordedRun.FORMAT,
                            RecordedRun.VERSION,
                            RecordedRun.class);
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
    }

    void write(RecordedRun run) {
        byte[] json =
                JsonWriter.with(customs).document(RecordedRun.FORMAT, RecordedRun.VERSION, run);
        AtomicFile.write(path.resolve(RUN), AtomicFile.Durability.POWER, out -> out.write(json));
    }

    /**
     * The epochs finished so far.
     *
     * @throws InputException if there is no history, or it is damaged
     */
    public History history() {
        return HistoryFile.read(path.resolve(HISTORY));
    }

    /** What callbacks changed so far; none if the run is of a version that did not record it. */
    Optional<Changes> changes() {
        return ChangesFile.read(path.resolve(CHANGES));
    }

    /** The snapshots taken so far. */
    public Snapshots snapshots() {
        return new Snapshots(path.resolve(SNAPSHOTS));
    }

    /**
     * The steps before the snapshot that {@link #model} takes for want of a final model; empty if
     * there is one.
     *
     * @throws InputException if {@code run.json} cannot be read
     */
    public OptionalLong snapshotInstead() {
        if (Files.exists(path.resolve(ModelFile.NAME))) return OptionalLong.empty();
        return snapshots()
                .latest(read().description().learner())
                .map(snapshot -> OptionalLong.of(snapshot.step()))
                .orElse(OptionalLong.empty());
    }

    /**
     * The final model; of a run that was killed, the model of its last snapshot.
     *
     * @throws InputException if there is neither, or it is damaged
     */
    public ModelFile model() {
        Path file = path.resolve(ModelFile.NAME);
        if (Files.exists(file)) return ModelFile.read(file, customs);
        RecordedRun run = read();
        Learner learner = run.description().learner();
        return snapshots()
                .latest(learner)
                .map(snapshot ->
                        new ModelFile(Model.of(learner, snapshot.parameters()), run.encoding()))
                .orElseThrow(() ->
                        new InputException(
                                "%s: has no %s and no snapshot: the run ended before its first step"
                                        .formatted(path, ModelFile.NAME)));
    }
}
