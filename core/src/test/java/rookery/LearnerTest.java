package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.activations.Activation;
import rookery.activations.Linear;
import rookery.activations.Softmax;
import rookery.callbacks.EarlyStopping;
import rookery.events.Callback;
import rookery.events.Stop;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.NotFinite;
import rookery.events.TrainingEvent.StepEnded;
import rookery.layers.Dense;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.MeanSquaredError;
import rookery.metrics.Accuracy;
import rookery.metrics.BinaryAccuracy;
import rookery.optimizers.Adam;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;

class LearnerTest {

    private final Dataset training = Samples.clouds(120, 4, 1);
    private final Dataset validation = Samples.clouds(30, 4, 2);

    @Test
    void names_take_arguments() {
        Learner learner =
                Samples.network(2, 4)
                        .compile(
                                "categorical_crossentropy(from_logits=true)",
                                "adam(0.01, beta_1=0.8)",
                                "binary_accuracy(0.7)");
        assertThat(learner.loss()).isEqualTo(new CategoricalCrossentropy(true));
        assertThat(learner.optimizer()).isEqualTo(new Adam(new Constant(0.01), 0.8, 0.999, 1e-7));
        assertThat(learner.metrics()).containsExactly(new BinaryAccuracy(0.7));
    }

    @Test
    void the_lectures_line_compiles_as_in_keras_or_typed() {
        Sequential network = Samples.network(3, 16);
        assertThat(network.compile("categorical_crossentropy", "sgd", "accuracy"))
                .isEqualTo(
                        network.compile(
                                new rookery.losses.CategoricalCrossentropy(),
                                new Sgd(0.01),
                                new Accuracy()));
    }

    @Test
    void fitting_learns_and_reports_under_the_names_of_keras() {
        Run run =
                Samples.learner(4, 8).fit(training, validation, Fit.defaults().epochs(30).seed(1));
        assertThat(run.history().names())
                .containsExactly("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")
                .isEqualTo(Samples.learner(4, 8).logNames(true));
        assertThat(run.history().epochs()).isEqualTo(30);
        assertThat(run.history().get("loss").getLast())
                .isLessThan(run.history().get("loss").getFirst());
        assertThat(run.training().get("accuracy")).isGreaterThan(0.9);
        assertThat(run.validation().orElseThrow().get("accuracy")).isGreaterThan(0.85);
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.COMPLETED);
        assertThat(run.steps()).isEqualTo(30 * 4);
        assertThat(run.model().evaluate(validation)).isEqualTo(run.validation().orElseThrow());
        assertThat(run.history().get("val_loss").getLast())
                .isEqualTo(run.validation().orElseThrow().loss());
    }

    @Test
    void the_history_holds_the_mean_over_the_rows_of_the_epoch() {
        List<StepEnded> steps = new ArrayList<>();
        Callback listener =
                new Callback() {
                    @Override
                    public void on(TrainingEvent event, Training training) {
                        if (event instanceof StepEnded step) steps.add(step);
                    }

                    @Override
                    public boolean wantsStep(long step) {
                        return true;
                    }
                };
        Run run = Samples.learner(4, 8).fit(training, Fit.defaults().batchSize(50), listener);
        assertThat(steps).hasSize(3);
        // 50, 50 and 20 rows
        double mean =
                (50 * steps.get(0).loss() + 50 * steps.get(1).loss() + 20 * steps.get(2).loss())
                        / 120;
        assertThat(run.history().get("loss").getFirst()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void rows_for_validation_are_set_apart_in_equal_shares() {
        Run run = Samples.learner(4, 8).fit(training, Fit.defaults().validationSplit(0.25));
        assertThat(run.history().names()).contains("val_loss");
        assertThat(run.steps()).as("90 rows in batches of 32").isEqualTo(3);
        assertThatThrownBy(() ->
                        Samples.learner(4, 8)
                                .fit(training, validation, Fit.defaults().validationSplit(0.5)))
                .hasMessage(
                        "fit: validation data are given, so validationSplit must be 0, got 0.5");
    }

    @Test
    void same_seed_same_bits_and_another_seed_other_bits() {
        Fit fit = Fit.defaults().epochs(3).seed(7);
        String sha = Samples.learner(4, 8).fit(training, fit).model().weightsSha256();
        assertThat(Samples.learner(4, 8).fit(training, fit).model().weightsSha256()).isEqualTo(sha);
        assertThat(Samples.learner(4, 8).fit(training, fit.seed(8)).model().weightsSha256())
                .isNotEqualTo(sha);
    }

    @Test
    void a_loss_that_explodes_stops_the_training_and_the_last_good_weights_are_kept() {
        // One weight, one row with x = 10, y = 0: w ← w·(1 − 2·η·100) = −199·w at η = 1
        Learner learner =
                Sequential.of(1, new Dense(1, new Linear()))
                        .compile(new MeanSquaredError(), new Sgd(1));
        Dataset data = Dataset.of(Matrix.of(1, 1, 10), Matrix.of(1, 1, 0f)).withRowNumbers(17);
        List<NotFinite> events = new ArrayList<>();
        Run run =
                learner.fit(
                        data,
                        Fit.defaults().epochs(100),
                        (event, _) -> {
                            if (event instanceof NotFinite what) events.add(what);
                        });
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.NOT_FINITE);
        NotFinite what = events.getFirst();
        assertThat(what.row()).isEqualTo(17);
        assertThat(what.where()).isIn("dense", "loss");
        assertThat(run.steps()).isEqualTo(what.step() - 1);
        assertThat(run.training().loss()).isFinite();

        // The weights are those a training of that many steps ends with.
        Run shorter = learner.fit(data, Fit.defaults().epochs((int) run.steps()));
        assertThat(run.model().weightsSha256()).isEqualTo(shorter.model().weightsSha256());
        assertThat(run.stop().message()).contains("row 17").contains("Lower the learning rate");
    }

    @Test
    void weights_whose_loss_is_finite_on_the_last_batch_only_are_not_good() {
        // Online: the first row multiplies w by 1 − 2·10² = −199 in every step. Its own loss is
        // finite until w is above 1e37, that of the row not yet visited only while it is below 1e8.
        Learner learner =
                Sequential.of(1, new Dense(1, new Linear()))
                        .compile(new MeanSquaredError(), new Sgd(1));
        Dataset data = Dataset.of(Matrix.of(2, 1, 10, 1e30f), Matrix.of(2, 1, 0f, 0f));
        int[] order = new int[31];
        order[30] = 1;
        Run run = learner.fit(data, Fit.defaults().batchSize(1).rowOrder(RowOrder.of(order)));
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.NOT_FINITE);
        assertThat(run.training().loss()).isFinite();
    }

    @Test
    void the_first_layer_unit_and_row_that_are_not_finite_are_named() {
        Learner learner =
                Sequential.of(1, new Dense(2), new Dense(1))
                        .compile(new MeanSquaredError(), new Sgd(0.1));
        // Finite input, but 3e38 · w overflows when |w| > 1.13; a kernel of 2 does it.
        rookery.tensor.Parameters θ = learner.initialModel(1).parameters();
        θ.setLogical(0, new float[] {0.5f, 2f});
        Dataset data =
                Dataset.of(Matrix.of(3, 1, 1, 3e38f, 2), Matrix.of(3, 1, 0, 0, 0))
                        .withRowNumbers(4, 5, 6);
        Fit fit = Fit.defaults().shuffle(false).initialModel(Model.of(learner, θ));
        Trainer trainer = learner.trainer(data, fit);
        assertThat(Double.isFinite(trainer.step())).isFalse();
        NotFinite what = trainer.notFinite().orElseThrow();
        assertThat(what.where()).isEqualTo("dense");
        assertThat(what.unit()).hasValue(1);
        assertThat(what.row()).isEqualTo(5);
        assertThat(trainer.steps()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"softmax, categorical_crossentropy", "sigmoid, binary_crossentropy"})
    void the_unit_that_overflowed_is_named_though_the_activation_hides_it(String f, String loss) {
        // softmax turns every unit into NaN, a sigmoid the infinite one into 1
        Learner learner =
                Sequential.of(1, new Dense(2, Activation.NAMES.get(f))).compile(loss, "sgd");
        rookery.tensor.Parameters θ = learner.initialModel(1).parameters();
        θ.setLogical(0, new float[] {0.5f, 2f});
        Dataset data = Dataset.of(Matrix.of(1, 1, 3e38f), Matrix.of(1, 2, 1, 0));
        Trainer trainer = learner.trainer(data, Fit.defaults().initialModel(Model.of(learner, θ)));
        trainer.step();
        NotFinite what = trainer.notFinite().orElseThrow();
        assertThat(what.where()).isEqualTo("dense");
        assertThat(what.unit()).hasValue(1);
        assertThat(what.value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void interrupting_stops_at_a_step_and_leaves_a_usable_run() {
        Callback interrupt =
                (event, _) -> {
                    if (event instanceof EpochEnded epoch && epoch.epoch() == 2)
                        Thread.currentThread().interrupt();
                };
        Run run =
                Samples.learner(4, 8)
                        .fit(training, validation, Fit.defaults().epochs(1000), interrupt);
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.INTERRUPTED);
        assertThat(run.history().epochs()).isEqualTo(3);
        assertThat(run.steps()).isEqualTo(3 * 4 + 1);
        assertThat(run.model().predict(new float[4])).hasSize(3);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_exception_in_a_callback_reaches_the_caller() {
        IllegalStateException planted = new IllegalStateException("planted");
        Callback broken =
                (event, _) -> {
                    throw planted;
                };
        assertThatThrownBy(() -> Samples.learner(4, 8).fit(training, Fit.defaults(), broken))
                .isSameAs(planted);
    }

    @Test
    void early_stopping_waits_and_puts_the_best_weights_back() {
        // A rate far too high for these data: the loss goes up and down.
        Learner learner =
                Samples.network(4, 16)
                        .compile(
                                new rookery.losses.CategoricalCrossentropy(),
                                new Sgd(3),
                                new Accuracy());
        EarlyStopping early = new EarlyStopping(4).restoreBestWeights(true);
        Run run = learner.fit(training, validation, Fit.defaults().epochs(500).seed(1), early);
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.CALLBACK);
        List<Double> losses = run.history().get("val_loss");
        double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        assertThat(losses.indexOf(best)).isEqualTo(losses.size() - 1 - 4);
        assertThat(run.validation().orElseThrow().loss()).isEqualTo(best);
        assertThat(run.stop().message())
                .startsWith("val_loss was lowest in epoch " + losses.indexOf(best));
    }

    @Test
    void early_stopping_on_something_that_is_not_there_offers_the_nearest() {
        assertThatThrownBy(() ->
                        Samples.learner(4, 8).fit(training, Fit.defaults(), new EarlyStopping(1)))
                .hasMessage(
                        "EarlyStopping: nothing called \"val_loss\" to monitor; did you mean"
                                + " loss?");
        assertThatThrownBy(() -> new EarlyStopping(-1))
                .hasMessage("EarlyStopping: patience must be at least 0, got -1");
    }

    @Test
    void data_that_do_not_fit_the_network_are_refused() {
        assertThatThrownBy(() -> Samples.learner(5, 8).fit(training, Fit.defaults()))
                .hasMessage("dense: training data have 4 features, but this network takes 5");
        Dataset oneTarget = Dataset.of(training.features(), Matrix.of(120, 1, new float[120]));
        assertThatThrownBy(() -> Samples.learner(4, 8).fit(oneTarget, Fit.defaults()))
                .hasMessage(
                        "dense_1: training data have 1 target columns, but with this loss 3 outputs"
                                + " need 3; class numbers in one column need"
                                + " sparse_categorical_crossentropy");
        assertThatThrownBy(() ->
                        Samples.network(4, 8)
                                .compile("sparse_categorical_crossentropy", "sgd")
                                .fit(training, Fit.defaults()))
                .hasMessage(
                        "dense_1: training data have 3 target columns, but with this loss 3 outputs"
                                + " need 1; one-hot rows need categorical_crossentropy");
        assertThatThrownBy(() -> Samples.learner(4, 8).fit(training, oneTarget, Fit.defaults()))
                .hasMessageStartingWith("dense_1: validation data have 1 target columns");
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThatThrownBy(() ->
                        Sequential.of(2, new Dense(1, new Softmax()))
                                .compile("categorical_crossentropy", "sgd"))
                .hasMessageContaining("use sigmoid with binary_crossentropy");
        assertThatThrownBy(() ->
                        Sequential.of(2, new Dense(1)).compile("categorical_crossentropy", "sgd"))
                .hasMessageContaining("use sigmoid with binary_crossentropy");
        assertThatThrownBy(() -> new Dense(2, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Dense: activation");
        assertThatThrownBy(
                        () -> Samples.network(2, 3).compile("mse", "sgd", "accuracy", "accuracy"))
                .hasMessage("compile: two values called \"accuracy\"");
        assertThatThrownBy(() -> Samples.network(2, 3).compile("mse", "sdg"))
                .hasMessage("unknown optimizer \"sdg\"; did you mean sgd?");
        assertThatThrownBy(() -> Samples.network(100, 1 << 20, 1 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than the 2147483639 that fit into one array");
        assertThatThrownBy(() -> new Dense(0)).hasMessage("Dense: units must be at least 1, got 0");
        assertThatThrownBy(() -> Fit.defaults().batchSize(0))
                .hasMessage("fit: batch size must be at least 1, got 0");
        assertThatThrownBy(() -> Fit.defaults().epochs(0))
                .hasMessage("fit: epochs must be at least 1, got 0");
        assertThatThrownBy(() -> Fit.defaults().validationSplit(1))
                .hasMessage("fit: validation split must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> Fit.defaults().classWeights(1, -1))
                .hasMessageContaining("class weights must be at least 0");
    }
}
