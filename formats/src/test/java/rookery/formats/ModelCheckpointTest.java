package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.callbacks.EarlyStopping;
import rookery.callbacks.Mode;
import rookery.data.InputException;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.TrainingStarted;
import rookery.layers.Dense;
import rookery.tensor.Matrix;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

class ModelCheckpointTest {

    /** The smallest network there is. */
    private static final Learner SMALL = Sequential.of(1, new Dense(1)).compile("mse", "sgd");

    @TempDir Path folder;

    /** A training that stands still. */
    private record Still(Snapshot snapshot) implements Training {
        @Override
        public void stop(String why) {
            throw new AssertionError("a checkpoint does not stop");
        }

        @Override
        public double learningRate() {
            return 0.01;
        }

        @Override
        public void setLearningRate(double rate) {
            throw new AssertionError("a checkpoint does not set the learning rate");
        }

        @Override
        public void restore(Snapshot snapshot) {
            throw new AssertionError("a checkpoint puts nothing back");
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Run train(Callback... callbacks) {
        return Samples.LEARNER.fit(Samples.data(), Samples.fit(), callbacks);
    }

    /** The names of the files that are there now; they are removed. */
    private List<String> taken() {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                names.add(file.getFileName().toString());
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Test
    void it_saves_what_keras_saves_under_the_same_names() throws IOException {
        JsonNode golden;
        try (InputStream in = getClass().getResourceAsStream("checkpoints.json")) {
            golden = JsonMapper.shared().readTree(in);
        }
        int batches = golden.get("batches").asInt();
        for (JsonNode one : golden.get("checkpoints")) {
            List<String> saved = new ArrayList<>();
            one.get("saved").forEach(name -> saved.add(name.asString()));
            assertThat(saved(one, batches)).as(one.toString()).isEqualTo(saved);
        }
    }

    private List<String> saved(JsonNode golden, int batches) {
        ModelCheckpoint callback =
                new ModelCheckpoint(at(golden.get("filepath").asString()), SMALL)
                        .mode(Mode.valueOf(golden.get("mode").asString().toUpperCase(Locale.ROOT)))
                        .saveBestOnly(golden.get("save_best_only").asBoolean());
        if (!golden.get("initial_value_threshold").isNull())
            callback =
                    callback.initialValueThreshold(
                            golden.get("initial_value_threshold").asDouble());
        if (golden.get("save_freq").isInt())
            callback = callback.saveFreq(golden.get("save_freq").asInt());
        Dataset one = Dataset.of(Matrix.of(1, 1, 1f), Matrix.of(1, 1, 1f));
        Training training = new Still(SMALL.trainer(one, Fit.defaults()).snapshot());
        JsonNode values = golden.get("values");
        callback.on(
                new TrainingStarted(2, 1, 1, batches, values.size(), List.of("val_loss")),
                training);
        List<String> saved = new ArrayList<>(taken());
        long step = 0;
        for (int epoch = 0; epoch < values.size(); epoch++) {
            for (int batch = 0; batch < batches; batch++, step++) {
                if (callback.wantsStep(step))
                    callback.on(new StepEnded(epoch, step, 1, 0.01), training);
                saved.addAll(taken());
            }
            Map<String, Double> logs = Map.of("val_loss", values.get(epoch).asDouble());
            callback.on(new EpochEnded(epoch, step, new TreeMap<>(logs)), training);
            saved.addAll(taken());
        }
        return saved;
    }

    @Test
    void the_best_model_is_the_one_that_early_stopping_puts_back() {
        ModelCheckpoint best =
                new ModelCheckpoint(at("best.rookery"), Samples.LEARNER)
                        .monitor("loss")
                        .saveBestOnly(true);
        Run run = train(best, new EarlyStopping(100).monitor("loss").restoreBestWeights(true));
        ModelFile file = ModelFile.read(folder.resolve("best.rookery"));
        assertThat(file.model().weightsSha256()).isEqualTo(run.model().weightsSha256());
        assertThat(file.encoding()).isEmpty();
        assertThat(taken()).containsExactly("best.rookery");
    }

    @Test
    void folders_are_made_and_the_encoding_is_kept() {
        train(
                new ModelCheckpoint(
                                at("a/{epoch}/{loss:.3f}.rookery"),
                                Samples.LEARNER,
                                Optional.of(Samples.ENCODING),
                                CustomMembers.none())
                        .everyEpochs(10));
        assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/10");
        File[] files = folder.resolve("a/20").toFile().listFiles();
        assertThat(files).hasSize(1);
        assertThat(ModelFile.read(files[0].toPath()).encoding()).contains(Samples.ENCODING);
    }

    @Test
    void it_begins_anew_with_each_training() {
        ModelCheckpoint best =
                new ModelCheckpoint(at("{epoch}"), Samples.LEARNER)
                        .monitor("loss")
                        .saveBestOnly(true);
        train(best);
        List<String> first = taken();
        train(best);
        assertThat(taken()).isEqualTo(first).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{epoch:02d}-{loss:.2f}|07-0.12",
                "{epoch:3d}|  7",
                "{loss}|0.125",
                "{loss:07.1f}|00000.1",
                "{nan:.2f}|NaN",
                "plain|plain"
            })
    void numbers_are_written_as_python_does(String pattern, String expected) {
        Map<String, Double> numbers = Map.of("epoch", 7.0, "loss", 0.125, "nan", Double.NaN);
        assertThat(new FilePattern(pattern).with(numbers)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"{", "}", "{}", "{epoch:x}", "{{epoch}}", "{epoch:0d}", "{loss:.2}"})
    void places_that_are_none_are_refused(String pattern) {
        assertThatThrownBy(() -> new ModelCheckpoint(pattern, Samples.LEARNER))
                .hasMessage(
                        "ModelCheckpoint: a place in a file name is like {epoch}, {epoch:02d} or"
                                + " {val_loss:.2f}, got \""
                                + pattern
                                + "\"");
    }

    @Test
    void what_is_wrong_is_found_before_the_training_begins() throws IOException {
        Callback never =
                Callback.onEpochBegin((_, _) -> {
                    throw new AssertionError("an epoch has begun");
                });
        ModelCheckpoint good = new ModelCheckpoint(at("model"), Samples.LEARNER);
        assertThatThrownBy(() -> train(good.saveBestOnly(true), never))
                .hasMessage(
                        "ModelCheckpoint: nothing called \"val_loss\" to monitor; did you mean"
                                + " loss?");
        assertThatThrownBy(
                        () -> train(new ModelCheckpoint(at("{acuracy}"), Samples.LEARNER), never))
                .hasMessage(
                        "ModelCheckpoint: nothing called \"acuracy\" for the file name %s; did you"
                                + " mean accuracy?",
                        at("{acuracy}"));
        assertThatThrownBy(() -> train(new ModelCheckpoint(at("{epoch}"), SMALL), never))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the weights are those of dense/kernel [");
        assertThatThrownBy(
                        () -> train(new ModelCheckpoint(folder.toString(), Samples.LEARNER), never))
                .isInstanceOf(InputException.class)
                .hasMessage(folder + ": is a folder, not a file");
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() ->
                        train(new ModelCheckpoint(at("file/{epoch}"), Samples.LEARNER), never))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        folder.resolve("file") + ": could not be written: not a folder");
    }

    @Test
    void wrong_arguments_are_refused() {
        ModelCheckpoint callback = new ModelCheckpoint("model", Samples.LEARNER);
        assertThatThrownBy(() -> callback.saveFreq(0))
                .hasMessage("ModelCheckpoint: saveFreq must be at least 1, got 0");
        assertThatThrownBy(() -> callback.everyEpochs(0))
                .hasMessage("ModelCheckpoint: everyEpochs must be at least 1, got 0");
        assertThatThrownBy(() -> callback.saveFreq(3).saveBestOnly(true))
                .hasMessage(
                        "ModelCheckpoint: saveBestOnly compares epochs, so it cannot go with"
                                + " saveFreq in steps");
    }
}
