package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.events.Snapshot;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Adam;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

class TrainerTest {

    @Test
    void a_step_of_linear_regression_can_be_checked_in_the_head() {
        // w = 0, b = 0; x = (1, 2), y = (2, 4): loss (4 + 16)/2 = 10,
        // dw = mean of 2·(0 − y)·x = (−4 − 16)/2 = −10, db = (−4 − 8)/2 = −6
        Learner learner = Sequential.of(1, zeros(1)).compile(new MeanSquaredError(), new Sgd(0.1));
        Dataset data = Dataset.of(Matrix.of(2, 1, 1, 2), Matrix.of(2, 1, 2, 4));
        Trainer trainer = learner.trainer(data, Fit.defaults());
        assertThat(trainer.step()).isEqualTo(10);
        assertThat(trainer.gradients().get("dense/kernel", 0, 0)).isEqualTo(-10);
        assertThat(trainer.gradients().get("dense/bias", 0, 0)).isEqualTo(-6);
        assertThat(trainer.model().weights("dense/kernel").get(0, 0)).isEqualTo(1);
        assertThat(trainer.model().weights("dense/bias").get(0, 0)).isCloseTo(0.6f, within(1e-6f));
    }

    @Test
    void a_weighted_loss_divides_by_the_number_of_rows() {
        // weights 3 and 0.5 for losses of 4 and 16: (12 + 8)/2
        Learner learner = Sequential.of(1, zeros(1)).compile(new MeanSquaredError(), new Sgd(0.1));
        Dataset data =
                Dataset.of(Matrix.of(2, 1, 1, 2), Matrix.of(2, 1, 2, 4)).withWeights(3, 0.5f);
        assertThat(learner.trainer(data, Fit.defaults()).step()).isEqualTo(10);
    }

    @Test
    void class_weights_multiply_the_weights_of_their_rows() {
        // ln 2 a row; classes 0, 1, 1 with weights 5 and 2, the last row with a weight of 3 itself
        Learner learner =
                Sequential.of(1, zeros(2), new rookery.layers.Activation(new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        Dataset data =
                Dataset.of(Matrix.of(3, 1, 1, 2, 3), Matrix.of(3, 2, 1, 0, 0, 1, 0, 1))
                        .withWeights(1, 1, 3);
        Trainer trainer = learner.trainer(data, Fit.defaults().classWeights(5, 2));
        assertThat(trainer.step()).isCloseTo(Math.log(2) * (5 + 2 + 6) / 3, within(1e-6));
        assertThatThrownBy(() -> learner.trainer(data, Fit.defaults().classWeights(5)))
                .hasMessage(
                        "class weights: row 1 is of class 1, but there are weights for classes 0 to"
                                + " 0");
    }

    @Test
    void class_weights_take_class_numbers_and_yes_or_no_too() {
        // ln 2 a row; classes 0, 1, 1 with weights 5 and 2
        Dataset data = Dataset.of(Matrix.of(3, 1, 1, 2, 3), Matrix.of(3, 1, 0, 1, 1));
        Fit fit = Fit.defaults().classWeights(5, 2);
        Learner sparse =
                Sequential.of(1, zeros(2), new rookery.layers.Activation(new Softmax()))
                        .compile("sparse_categorical_crossentropy", "sgd");
        assertThat(sparse.trainer(data, fit).step()).isCloseTo(Math.log(2) * 3, within(1e-6));
        Learner binary =
                Sequential.of(1, zeros(1), new rookery.layers.Activation(new Sigmoid()))
                        .compile("binary_crossentropy", "sgd");
        assertThat(binary.trainer(data, fit).step()).isCloseTo(Math.log(2) * 3, within(1e-6));
    }

    @Test
    void class_weights_for_targets_that_are_no_classes_are_refused() {
        Learner learner = Sequential.of(1, zeros(1)).compile("mse", "sgd");
        Dataset data = Dataset.of(Matrix.of(2, 1, 1, 2), Matrix.of(2, 1, 0.3f, 1.2f));
        assertThatThrownBy(() -> learner.trainer(data, Fit.defaults().classWeights(1, 2)))
                .hasMessageContaining("the targets are no classes");
    }

    private static Dense zeros(int units) {
        return new Dense(
                units,
                new rookery.activations.Linear(),
                new rookery.initializers.Zeros(),
                new rookery.initializers.Zeros());
    }

    @Test
    void an_epoch_visits_every_row_once_and_the_next_in_another_order() {
        Trainer trainer =
                Samples.learner(4, 8).trainer(Samples.clouds(70, 4, 1), Fit.defaults().seed(3));
        assertThat(trainer.stepsPerEpoch()).isEqualTo(3);
        int[] first = epoch(trainer);
        int[] second = epoch(trainer);
        assertThat(sorted(first)).isEqualTo(IntStream.range(0, 70).toArray());
        assertThat(sorted(second)).isEqualTo(IntStream.range(0, 70).toArray());
        assertThat(second).isNotEqualTo(first);
    }

    private static int[] epoch(Trainer trainer) {
        IntStream rows = IntStream.empty();
        for (int i = 0; i < trainer.stepsPerEpoch(); i++) {
            rows = IntStream.concat(rows, Arrays.stream(trainer.nextRows()));
            trainer.step();
        }
        return rows.toArray();
    }

    private static int[] sorted(int[] rows) {
        return Arrays.stream(rows).sorted().toArray();
    }

    @Test
    void full_batch_and_online_descent_are_batch_sizes() {
        Learner learner = Samples.learner(4, 8);
        Dataset data = Samples.clouds(70, 4, 1);
        assertThat(learner.trainer(data, Fit.defaults().fullBatch()).stepsPerEpoch()).isEqualTo(1);
        assertThat(learner.trainer(data, Fit.defaults().batchSize(1)).stepsPerEpoch())
                .isEqualTo(70);
    }

    @Test
    void rows_come_in_the_order_that_is_asked_for_again_and_again() {
        Trainer trainer =
                Samples.learner(4, 8)
                        .trainer(
                                Samples.clouds(10, 4, 1),
                                Fit.defaults()
                                        .batchSize(2)
                                        .rowOrder(
                                                RowOrder.of(
                                                        new int[] {9, 1, 1}, new int[] {0, 2, 4})));
        assertThat(trainer.nextRows()).containsExactly(9, 1);
        trainer.step();
        assertThat(trainer.nextRows()).containsExactly(1);
        trainer.step();
        assertThat(trainer.nextRows()).containsExactly(0, 2);
        trainer.step();
        trainer.step();
        assertThat(trainer.nextRows()).containsExactly(9, 1);
    }

    @Test
    void a_row_the_data_do_not_have_is_refused() {
        Learner learner = Samples.learner(4, 8);
        Fit fit = Fit.defaults().rowOrder(RowOrder.of(new int[] {10}));
        assertThatThrownBy(() -> learner.trainer(Samples.clouds(10, 4, 1), fit))
                .hasMessage("RowOrder: row 10, but the data set has rows 0 to 9");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 11, 14})
    void what_follows_a_restored_snapshot_is_the_same_to_the_bit(int steps) {
        Learner learner =
                Sequential.of(
                                4,
                                new Dense(8, new Relu()),
                                new Dropout(0.3),
                                new Dense(3, new Softmax()))
                        .compile("categorical_crossentropy", "adam", "accuracy");
        Dataset data = Samples.clouds(100, 4, 1);
        Fit fit = Fit.defaults().batchSize(15).seed(5);
        Trainer straight = learner.trainer(data, fit);
        run(straight, steps);
        Snapshot snapshot = straight.snapshot();
        run(straight, 9);

        Trainer resumed = learner.trainer(data, fit);
        resumed.restore(snapshot);
        assertThat(resumed.steps()).isEqualTo(steps);
        run(resumed, 9);
        assertThat(resumed.model().weightsSha256()).isEqualTo(straight.model().weightsSha256());

        straight.restore(snapshot);
        run(straight, 9);
        assertThat(straight.model().weightsSha256()).isEqualTo(resumed.model().weightsSha256());
    }

    private static void run(Trainer trainer, int steps) {
        for (int i = 0; i < steps; i++) trainer.step();
    }

    @Test
    void a_snapshot_of_another_network_is_refused() {
        Dataset data = Samples.clouds(10, 4, 1);
        Snapshot other = Samples.learner(4, 9).trainer(data, Fit.defaults()).snapshot();
        Trainer trainer = Samples.learner(4, 8).trainer(data, Fit.defaults());
        assertThatThrownBy(() -> trainer.restore(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("restore: the snapshot has the parameters");
    }

    @Test
    void shards_of_a_large_batch_add_up_to_its_gradient() {
        // 2,500 rows are three shards; the same rows three times over have the same mean gradient
        Dataset once = Samples.clouds(833, 4, 1);
        int[] thrice = IntStream.range(0, 3 * 833).map(i -> i % 833).toArray();
        Learner learner = Samples.learner(4, 8);
        Fit fit = Fit.defaults().fullBatch().shuffle(false);
        Trainer small = learner.trainer(once, fit);
        Trainer large = learner.trainer(once.select(thrice), fit);
        assertThat(large.step()).isCloseTo(small.step(), within(1e-12));
        for (int k = 0; k < 4; k++)
            assertThat(large.gradients().logical(k))
                    .containsExactly(small.gradients().logical(k), within(1e-6f));
    }

    @Test
    void kernels_may_be_switched_in_the_middle() {
        Learner learner =
                Samples.network(5, 33, 17).compile("categorical_crossentropy", "adam", "accuracy");
        Dataset data = Samples.clouds(1500, 5, 2);
        Fit fit = Fit.defaults().batchSize(1100);
        Trainer scalar = learner.trainer(data, fit);
        scalar.useKernels(Kernels.scalar());
        Trainer switched = learner.trainer(data, fit);
        switched.useKernels(Kernels.scalar());
        run(scalar, 6);
        run(switched, 3);
        switched.useKernels(Kernels.best());
        run(switched, 3);
        assertThat(switched.model().weightsSha256()).isEqualTo(scalar.model().weightsSha256());
    }

    @Test
    void training_goes_on_from_the_weights_of_another_model() {
        Learner learner = Samples.network(4, 8).compile("categorical_crossentropy", "adam");
        Model start = learner.initialModel(99);
        Trainer trainer =
                learner.trainer(Samples.clouds(10, 4, 1), Fit.defaults().initialModel(start));
        assertThat(trainer.model().weightsSha256()).isEqualTo(start.weightsSha256());
        assertThatThrownBy(() ->
                        Samples.learner(4, 9)
                                .trainer(
                                        Samples.clouds(10, 4, 1),
                                        Fit.defaults().initialModel(start)))
                .hasMessageContaining("but this network has");
    }

    @Test
    void adam_with_a_batch_of_one_learns_too() {
        Learner learner =
                Samples.network(4, 8)
                        .compile(
                                new rookery.losses.CategoricalCrossentropy(),
                                new Adam(0.01),
                                new rookery.metrics.Accuracy());
        Run run =
                learner.fit(
                        Samples.clouds(60, 4, 1), Fit.defaults().batchSize(1).epochs(20).seed(1));
        assertThat(run.training().get("accuracy")).isGreaterThan(0.9);
    }
}
