package rookery.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;
import rookery.optimizers.OptimizerState;
import rookery.tensor.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class EarlyStoppingTest {

    /** A training whose snapshots are numbered, and which remembers what was asked of it. */
    private static final class Recorded implements Training {
        String why;
        long snapshots;
        Snapshot restored;

        @Override
        public void stop(String why) {
            this.why = why;
        }

        @Override
        public double learningRate() {
            return 0.01;
        }

        @Override
        public void setLearningRate(double rate) {
            throw new AssertionError("early stopping has nothing to do with the learning rate");
        }

        @Override
        public Snapshot snapshot() {
            return new Snapshot(snapshots++, Parameters.zeros(List.of()), new OptimizerState(0));
        }

        @Override
        public void restore(Snapshot snapshot) {
            restored = snapshot;
        }
    }

    private final Recorded training = new Recorded();

    /** The number of epochs after which it stops, or that of all values. */
    private int epochsOf(EarlyStopping callback, double... values) {
        return epochsOf("loss", callback, values);
    }

    private int epochsOf(String name, EarlyStopping callback, double... values) {
        training.why = null;
        callback.on(new TrainingStarted(1, 1, 1, 1, values.length, List.of(name)), training);
        for (int epoch = 0; epoch < values.length; epoch++) {
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
        assertThat(epochsOf(new EarlyStopping(2).monitor("loss").minDelta(1), 5, 4.5, 4, 3)).isEqualTo(3);
        assertThat(epochsOf(new EarlyStopping(0).monitor("loss"), 5, 4, 4, 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy", "val_binary_accuracy", "val_r2_score"})
    void accuracies_and_r2_are_to_rise(String name) {
        EarlyStopping callback = new EarlyStopping(2).monitor(name).restoreBestWeights(true);
        assertThat(epochsOf(name, callback, 0.5, 0.7, 0.7, 0.6, 0.9)).isEqualTo(4);
        assertThat(training.why)
                .isEqualTo(name + " was highest in epoch 1 (0.7000) and has not risen since");
        callback.on(new TrainingEnded(4, 4, null), training);
        assertThat(training.restored.step()).as("0.5 and 0.7 were the best so far").isEqualTo(1);
    }

    @Test
    void the_snapshot_of_the_best_epoch_is_put_back_at_the_end() {
        EarlyStopping callback = new EarlyStopping(9).monitor("loss").restoreBestWeights(true);
        epochsOf(callback, 5, 3, 4, 2, 7);
        callback.on(new TrainingEnded(5, 5, null), training);
        assertThat(training.restored.step()).as("5, 3 and 2 were the best so far").isEqualTo(2);
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
        assertThat(epochsOf(new EarlyStopping(2).monitor("loss").restoreBestWeights(true), nan, nan, 1)).isEqualTo(2);
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
}
