package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.callbacks.EarlyStopping;
import rookery.callbacks.Mode;
import rookery.callbacks.Monitor;
import rookery.callbacks.RecordedTraining;
import rookery.callbacks.ReduceLearningRateOnPlateau;
import rookery.events.Callback;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Callbacks decide as Keras's do, on the same values. */
class CallbacksParityTest {

    private static final JsonNode GOLDEN = Golden.read("callbacks.json");

    /** A learning rate is a single-precision number for Keras. */
    private static final double SINGLE = 1e-6;

    @Test
    void early_stopping_stops_and_restores_at_the_epochs_of_keras() {
        int stopped = 0;
        for (JsonNode golden : GOLDEN.get("early_stopping")) {
            EarlyStopping callback =
                    new EarlyStopping(golden.get("patience").asInt())
                            .minDelta(golden.get("min_delta").asDouble())
                            .mode(mode(golden))
                            .restoreBestWeights(golden.get("restore_best_weights").asBoolean())
                            .startFromEpoch(golden.get("start_from_epoch").asInt());
            if (!golden.get("baseline").isNull())
                callback = callback.baseline(golden.get("baseline").asDouble());
            RecordedTraining training = new RecordedTraining();
            int epochs = drive(callback, training, golden).size();
            assertThat(epochs).as(golden.toString()).isEqualTo(golden.get("epochs").asInt());
            assertThat(training.why != null)
                    .as(golden.toString())
                    .isEqualTo(golden.get("stopped").asBoolean());
            long restored = training.restored == null ? -1 : training.restored.step() - 1;
            assertThat(restored).as(golden.toString()).isEqualTo(golden.get("restored").asLong());
            if (training.why != null) stopped++;
        }
        assertThat(stopped).isBetween(50, 150);
    }

    @Test
    void the_learning_rate_is_lowered_at_the_epochs_of_keras() {
        int lowered = 0;
        for (JsonNode golden : GOLDEN.get("reduce_lr_on_plateau")) {
            ReduceLearningRateOnPlateau callback =
                    new ReduceLearningRateOnPlateau()
                            .factor(golden.get("factor").asDouble())
                            .patience(golden.get("patience").asInt())
                            .mode(mode(golden))
                            .minDelta(golden.get("min_delta").asDouble())
                            .cooldown(golden.get("cooldown").asInt())
                            .minLearningRate(golden.get("min_lr").asDouble());
            RecordedTraining training = new RecordedTraining();
            training.rate = golden.get("rate").asDouble();
            List<Double> rates = drive(callback, training, golden);
            double[] expected = Golden.doubles(golden.get("rates"));
            assertThat(rates).hasSize(expected.length);
            for (int epoch = 0; epoch < expected.length; epoch++)
                assertThat(rates.get(epoch))
                        .as("epoch %d of %s", epoch, golden)
                        .isCloseTo(expected[epoch], within(SINGLE * expected[epoch]));
            if (training.rate < golden.get("rate").asDouble()) lowered++;
        }
        assertThat(lowered).isBetween(50, 150);
    }

    @Test
    void what_is_better_is_known_by_the_names_of_keras() {
        GOLDEN.get("directions")
                .properties()
                .forEach(metric -> {
                    boolean rises = metric.getValue().asString().equals("up");
                    for (String name : List.of(metric.getKey(), "val_" + metric.getKey()))
                        assertThat(new Monitor("test", name, Mode.AUTO, 0).rises())
                                .as(name)
                                .isEqualTo(rises);
                });
        for (String name : List.of("loss", "val_loss", "learning_rate"))
            assertThat(new Monitor("test", name, Mode.AUTO, 0).rises()).as(name).isFalse();
    }

    private static Mode mode(JsonNode golden) {
        return Mode.valueOf(golden.get("mode").asString().toUpperCase(Locale.ROOT));
    }

    /** The learning rate after each epoch, to the one in which the callback stops. */
    private static List<Double> drive(
            Callback callback, RecordedTraining training, JsonNode golden) {
        JsonNode values = golden.get("values");
        callback.on(new TrainingStarted(1, 1, 1, 1, values.size(), List.of("val_loss")), training);
        List<Double> rates = new ArrayList<>();
        for (JsonNode value : values) {
            int epoch = rates.size();
            training.step = epoch + 1;
            Map<String, Double> logs = Map.of("val_loss", Double.valueOf(value.asString()));
            callback.on(new EpochEnded(epoch, epoch + 1, new LinkedHashMap<>(logs)), training);
            rates.add(training.rate);
            if (training.why != null) break;
        }
        callback.on(new TrainingEnded(rates.size(), rates.size(), null), training);
        return rates;
    }
}
