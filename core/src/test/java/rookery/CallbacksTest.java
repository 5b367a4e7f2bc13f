package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.callbacks.LearningRateScheduler;
import rookery.callbacks.ReduceLearningRateOnPlateau;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Stop;
import rookery.optimizers.Adam;

import java.util.ArrayList;
import java.util.List;

/** Callbacks in a real training. */
class CallbacksTest {

    /** 120 rows in batches of 32: four steps an epoch. */
    private final Dataset training = Samples.clouds(120, 4, 1);

    private final Learner learner =
            Samples.network(4, 8).compile(new rookery.losses.CategoricalCrossentropy(), new Adam());

    private Run fit(int epochs, Callback... callbacks) {
        return learner.fit(training, Fit.defaults().epochs(epochs), callbacks);
    }

    @Test
    void lambdas_are_told_of_what_their_names_say() {
        List<String> told = new ArrayList<>();
        fit(
                2,
                Callback.onTrainBegin((start, _) -> told.add("begin " + start.names())),
                Callback.onEpochBegin((epoch, _) -> told.add(epoch.epoch() + " " + epoch.step())),
                Callback.onTrainBatchEnd((step, _) -> told.add("step " + step.step())),
                Callback.onEpochEnd((epoch, _) -> told.add(epoch.epoch() + " ends")),
                Callback.onTrainEnd((end, _) -> told.add(end.stop().reason().name())));
        assertThat(told)
                .containsExactly(
                        "begin [loss, learning_rate]",
                        "0 0",
                        "step 0",
                        "step 1",
                        "step 2",
                        "step 3",
                        "0 ends",
                        "1 4",
                        "step 4",
                        "step 5",
                        "step 6",
                        "step 7",
                        "1 ends",
                        "COMPLETED");
    }

    @Test
    void a_training_that_is_stopped_before_an_epoch_does_not_begin_it() {
        Callback third =
                Callback.onEpochBegin((epoch, fitting) -> {
                    if (epoch.epoch() == 2) fitting.stop("enough");
                });
        Run run = fit(9, third);
        assertThat(run.history().epochs()).isEqualTo(2);
        assertThat(run.steps()).isEqualTo(8);
        assertThat(run.stop()).isEqualTo(new Stop(Stop.Reason.CALLBACK, "enough"));
    }

    @Test
    void a_scheduler_sets_the_rate_of_each_epoch_and_the_history_has_it() {
        List<Double> steps = new ArrayList<>();
        Run run =
                fit(
                        3,
                        new LearningRateScheduler((epoch, rate) -> epoch == 0 ? 0.5 : rate / 2),
                        Callback.onTrainBatchEnd((step, _) -> steps.add(step.learningRate())));
        assertThat(run.history().get("learning_rate")).containsExactly(0.5, 0.25, 0.125);
        assertThat(steps)
                .containsExactly(
                        0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.125, 0.125, 0.125, 0.125);
        assertThat(fit(2).history().get("learning_rate")).containsExactly(0.001, 0.001);
        assertThatThrownBy(() -> fit(2, new LearningRateScheduler((epoch, _) -> 1 - epoch)))
                .hasMessage(
                        "LearningRateScheduler: the rate of epoch 1 must be positive and finite,"
                                + " got 0.0");
    }

    @Test
    void a_training_gone_on_with_has_the_rate_it_had_and_gets_the_same_bits() {
        LearningRateScheduler halved = new LearningRateScheduler((_, rate) -> rate / 2);
        Run straight = fit(6, halved);
        List<Snapshot> middle = new ArrayList<>();
        fit(3, halved, Callback.onTrainEnd((_, fitting) -> middle.add(fitting.snapshot())));
        Run goneOn =
                fit(
                        3,
                        halved,
                        Callback.onTrainBegin((_, fitting) -> fitting.restore(middle.getFirst())));
        assertThat(goneOn.history().get("learning_rate"))
                .isEqualTo(straight.history().get("learning_rate").subList(3, 6));
        assertThat(goneOn.model().weightsSha256()).isEqualTo(straight.model().weightsSha256());
    }

    @Test
    void a_plateau_lowers_the_rate_from_the_next_epoch_on_and_begins_anew_each_time() {
        ReduceLearningRateOnPlateau callback =
                new ReduceLearningRateOnPlateau()
                        .monitor("loss")
                        .minDelta(1000) // nothing is that much better
                        .patience(2)
                        .factor(0.5)
                        .minLearningRate(0.0003);
        Run run = fit(8, callback);
        assertThat(run.history().get("learning_rate"))
                .containsExactly(.001, .001, .001, .0005, .0005, .0003, .0003, .0003);
        Run again = fit(8, callback);
        assertThat(again.history().get("learning_rate"))
                .isEqualTo(run.history().get("learning_rate"));
        assertThat(again.model().weightsSha256()).isEqualTo(run.model().weightsSha256());
    }

    @Test
    void a_rate_is_lowered_until_single_precision_ends_but_never_to_zero() {
        ReduceLearningRateOnPlateau callback =
                new ReduceLearningRateOnPlateau()
                        .monitor("loss")
                        .minDelta(1000)
                        .patience(1)
                        .factor(1e-300);
        assertThat(fit(4, callback).history().get("learning_rate"))
                .satisfies(rates -> assertThat(rates.getLast()).isPositive())
                .first()
                .satisfies(rate -> assertThat(rate).isCloseTo(.001, within(0.0)));
    }

    @Test
    void wrong_arguments_of_a_plateau_are_refused() {
        ReduceLearningRateOnPlateau callback = new ReduceLearningRateOnPlateau();
        String name = "ReduceLearningRateOnPlateau: ";
        assertThatThrownBy(() -> callback.factor(1))
                .hasMessage(name + "factor must be in (0, 1), got 1.0");
        assertThatThrownBy(() -> callback.patience(-1))
                .hasMessage(name + "patience must be at least 0, got -1");
        assertThatThrownBy(() -> callback.cooldown(-2))
                .hasMessage(name + "cooldown must be at least 0, got -2");
        assertThatThrownBy(() -> callback.minLearningRate(-0.1))
                .hasMessage(name + "minLearningRate must be at least 0 and finite, got -0.1");
        assertThatThrownBy(() -> callback.minDelta(Double.NaN))
                .hasMessage(name + "minDelta must be at least 0, got NaN");
        assertThatThrownBy(() -> fit(1, callback))
                .hasMessage(name + "nothing called \"val_loss\" to monitor; did you mean loss?");
    }
}
