package rookery.formats;

import rookery.Learner;
import rookery.data.InputException;
import rookery.events.Snapshot;
import rookery.optimizers.OptimizerState;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of a run: weights and optimizer state, every so many steps, each a safetensors file
 * {@code snapshots/step-0000000320.safetensors}.
 *
 * <p>{@link SnapshotRecorder} decides which are kept.
 */
public final class Snapshots {

    private static final Pattern NAME = Pattern.compile("step-(\\d{10,18})\\.safetensors");
    private static final int DIGITS = 10;
    private static final String FORMAT = "rookery-snapshot";
    private static final String VERSION = "1";

    /** There only if a callback set it. */
    private static final String LEARNING_RATE = "learning_rate";

    private final Path folder;

    Snapshots(Path folder) {
        this.folder = folder;
    }

    void write(Snapshot snapshot, AtomicFile.Durability durability) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("format", FORMAT);
        metadata.put("version", VERSION);
        metadata.put("step", Long.toString(snapshot.step()));
        metadata.put("optimizer_step", Long.toString(snapshot.state().step()));
        snapshot.state()
                .learningRate()
                .ifPresent(rate -> metadata.put(LEARNING_RATE, Double.toString(rate)));
        SequencedMap<String, Parameters> groups = new LinkedHashMap<>();
        groups.put("", snapshot.parameters());
        List<String> slots = snapshot.state().names();
        for (int k = 0; k < slots.size(); k++)
            groups.put(prefix(slots.get(k)), snapshot.parameters().over(snapshot.state().slot(k)));
        AtomicFile.write(
                file(snapshot.step()), durability, out -> Weights.write(out, metadata, groups));
    }

    private static String prefix(String slot) {
        return "optimizer/" + slot + "/";
    }

    private Path file(long step) {
        String digits = Long.toString(step);
        String zeros = "0".repeat(Math.max(0, DIGITS - digits.length()));
        return folder.resolve("step-" + zeros + digits + ".safetensors");
    }

    void delete(long step) {
        AtomicFile.delete(file(step));
    }

    /** How many steps were taken at each snapshot, ascending. */
    public List<Long> steps() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFile.unreadable(folder, e);
        }
    }

    /**
     * The snapshot after this many steps.
     *
     * @param learner the run's own
     * @throws InputException if there is none, or it is damaged or another network's
     */
    public Snapshot read(long step, Learner learner) {
        Path file = file(step);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in, Files.size(file), learner);
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
    }

    private static Snapshot read(String where, InputStream in, long size, Learner learner)
            throws IOException {
        SafetensorsReader file = new SafetensorsReader(where, in, size);
        Map<String, String> metadata = file.metadata();
        if (!FORMAT.equals(metadata.get("format")) || !VERSION.equals(metadata.get("version")))
            throw new InputException(
                    "%s: expected a %s of version %s, got %s"
                            .formatted(where, FORMAT, VERSION, metadata));
        List<ParameterSpec> specs = learner.network().parameters();
        Parameters none = Parameters.zeros(List.of());
        List<String> prefixes = new ArrayList<>(List.of(""));
        learner.optimizer().init(none).names().forEach(slot -> prefixes.add(prefix(slot)));
        List<Parameters> groups = Weights.read(where, file, specs, prefixes);
        OptimizerState state = learner.optimizer().init(groups.getFirst());
        for (int k = 1; k < groups.size(); k++) {
            float[] values = groups.get(k).values();
            System.arraycopy(values, 0, state.slot(k - 1), 0, values.length);
        }
        state.setStep(number(where, metadata, "optimizer_step"));
        String rate = metadata.get(LEARNING_RATE);
        if (rate != null) setLearningRate(where, state, rate);
        return new Snapshot(number(where, metadata, "step"), groups.getFirst(), state);
    }

    private static void setLearningRate(String where, OptimizerState state, String text) {
        try {
            state.setLearningRate(Double.parseDouble(text));
        } catch (IllegalArgumentException _) {
            throw new InputException(
                    "%s: metadata %s must be a number above 0, got \"%s\""
                            .formatted(where, LEARNING_RATE, text));
        }
    }

    private static long number(String where, Map<String, String> metadata, String key) {
        String text = metadata.getOrDefault(key, "");
        if (!text.matches("\\d{1,18}"))
            throw new InputException(
                    "%s: metadata %s must be a number from 0, got \"%s\""
                            .formatted(where, key, text));
        return Long.parseLong(text);
    }

    /** The snapshot after this many steps; none if it is damaged or gone. */
    Optional<Snapshot> readable(long step, Learner learner) {
        try {
            return Optional.of(read(step, learner));
        } catch (InputException _) {
            return Optional.empty(); // cut off when the power went: the one before will do
        }
    }

    /** The latest snapshot that can be read. */
    public Optional<Snapshot> latest(Learner learner) {
        return steps().reversed().stream()
                .flatMap(step -> readable(step, learner).stream())
                .findFirst();
    }
}
