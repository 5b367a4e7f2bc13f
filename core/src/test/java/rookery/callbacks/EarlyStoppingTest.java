package rookery.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class EarlyStoppingTest {

    private final RecordedTraining training = new RecordedTraining();

    /** The number of epochs after which it stops, or that of all values. */
    private int epochsOf(EarlyStopping callback, double... values) {
        return epochsOf("loss", callback, values);
    }

    private int epochsOf(String name, EarlyStopping callback, double... values) {
        training.why = null;
        callback.on(new TrainingStarted(1, 1, 1, 1, values.length, List.of(name)), training);
        for (int epoch = 0; epoch < values.length; epoch++) {
            training.step = epoch + 1;
            Map<String, Double> logs = Map.of(name, values[epoch]);
            callback.on(new EpochEnded(epoch, epoch + 1, new LinkedHashMap<>(logs)), training);
            if (training.why != null) return epoch + 1;
        }
        return values.length;
    }

    @Test
    void it_waits_for_an_improvement_of_more_than_the_least() {
        assertThat(epochsOf(new EarlyStopping(2).monitor("loss"), 5, 6, 4, 4, 4, 3)).isEqualTo(5);
        assertThat(training.why)
                .isEqualTo("loss was lowest in epoch 2 (4.0000) and has not fallen since");
        assertThat(epochsOf(new EarlyStopping(2).monitor("loss").minDelta(1), 5, 4.5, 4, 3))
                .isEqualTo(3);
        assertThat(epochsOf(new EarlyStopping(0).monitor("loss"), 5, 4, 4, 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"accuracy", "val_binary_accuracy", "val_r2_score", "val_auc_pr", "f1_score"})
    void scores_are_to_rise(String name) {
        EarlyStopping callback = new EarlyStopping(2).monitor(name).restoreBestWeights(true);
        assertThat(epochsOf(name, callback, 0.5, 0.7, 0.7, 0.6, 0.9)).isEqualTo(4);
        assertThat(training.why)
                .isEqualTo(name + " was highest in epoch 1 (0.7000) and has not risen since");
        callback.on(new TrainingEnded(4, 4, null), training);
        assertThat(training.restored.step()).as("after epoch 1").isEqualTo(2);
    }

    @Test
    void the_snapshot_of_the_best_epoch_is_put_back_at_the_end() {
        EarlyStopping callback = new EarlyStopping(9).monitor("loss").restoreBestWeights(true);
        epochsOf(callback, 5, 3, 4, 2, 7);
        callback.on(new TrainingEnded(5, 5, null), training);
        assertThat(training.restored.step()).as("after epoch 3").isEqualTo(4);
    }

    @Test
    void it_begins_anew_with_each_training() {
        EarlyStopping callback = new EarlyStopping(1).monitor("loss");
        assertThat(epochsOf(callback, 1, 2)).isEqualTo(2);
        assertThat(epochsOf(callback, 9, 8, 7)).isEqualTo(3);
        assertThat(training.why).isNull();
    }

    @Test
    void a_value_that_never_was_a_number_is_named_as_such() {
        double nan = Double.NaN;
        assertThat(
                        epochsOf(
                                new EarlyStopping(2).monitor("loss").restoreBestWeights(true),
                                nan,
                                nan,
                                1))
                .isEqualTo(2);
        assertThat(training.why).isEqualTo("loss was not a number in any of 2 epochs");
    }

    @Test
    void its_reason_reads_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            epochsOf(new EarlyStopping(1).monitor("loss"), 0.5, 0.5);
            assertThat(training.why).contains("(0.5000)");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void an_improvement_that_misses_the_baseline_does_not_end_the_waiting() {
        EarlyStopping callback = new EarlyStopping(3).monitor("loss").baseline(1);
        assertThat(epochsOf(callback, 5, 4, 3, 2, 2, 0)).isEqualTo(5);
        assertThat(training.why)
                .isEqualTo("loss has not fallen below its baseline of 1.0 in 5 epochs");
        assertThat(epochsOf(callback, 5, 4, 0.5, 2, 2, 0)).isEqualTo(6);
    }

    @Test
    void epochs_before_the_first_of_interest_are_not_looked_at() {
        EarlyStopping callback = new EarlyStopping(1).monitor("loss").startFromEpoch(2);
        assertThat(epochsOf(callback, 1, 2, 5, 4, 4)).isEqualTo(5);
    }

    @Test
    void the_mode_decides_what_is_better_whatever_the_name() {
        EarlyStopping callback = new EarlyStopping(1).monitor("loss").mode(Mode.MAX);
        assertThat(epochsOf(callback, 1, 2, 3, 3)).isEqualTo(4);
        callback = new EarlyStopping(1).monitor("accuracy").mode(Mode.MIN);
        assertThat(epochsOf("accuracy", callback, 3, 2, 1, 1)).isEqualTo(4);
    }

    @Test
    void wrong_arguments_are_refused() {
        EarlyStopping callback = new EarlyStopping();
        assertThatThrownBy(() -> callback.patience(-1))
                .hasMessage("EarlyStopping: patience must be at least 0, got -1");
        assertThatThrownBy(() -> callback.minDelta(-1))
                .hasMessage("EarlyStopping: minDelta must be at least 0, got -1.0");
        assertThatThrownBy(() -> callback.minDelta(Double.NaN))
                .hasMessage("EarlyStopping: minDelta must be at least 0, got NaN");
        assertThatThrownBy(() -> callback.baseline(Double.NaN))
                .hasMessage("EarlyStopping: baseline must be finite, got NaN");
        assertThatThrownBy(() -> callback.startFromEpoch(-1))
                .hasMessage("EarlyStopping: startFromEpoch must be at least 0, got -1");
    }
}
