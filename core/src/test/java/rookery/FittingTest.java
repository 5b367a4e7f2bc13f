package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Stop;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.LearningRateSet;
import rookery.events.TrainingEvent.NotFinite;
import rookery.events.TrainingEvent.Restored;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.StepsEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;
import rookery.layers.Dense;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What callbacks may do to a training under way, and how it ends. */
class FittingTest {

    /** 120 rows in batches of 32: four steps an epoch. */
    private final Dataset training = Samples.clouds(120, 4, 1);

    private final Learner learner = Samples.learner(4, 8);

    @Test
    void a_callback_is_told_of_the_steps_it_wants_and_no_others() {
        List<Long> told = new ArrayList<>();
        Callback listener =
                new Callback() {
                    @Override
                    public void on(TrainingEvent event, Training training) {
                        if (event instanceof StepEnded step) told.add(step.step());
                    }

                    @Override
                    public boolean wantsStep(long step) {
                        return step % 5 == 2;
                    }
                };
        learner.fit(
                training,
                Fit.defaults().epochs(3),
                Callback.onTrainBatchEnd((_, _) -> {}),
                listener);
        assertThat(told).containsExactly(2L, 7L);
    }

    @Test
    void an_epoch_that_is_put_back_to_its_beginning_is_trained_again_whole() {
        Run straight = learner.fit(training, Fit.defaults().epochs(3));
        for (int back = 4; back < 8; back++) {
            List<Snapshot> beginning = new ArrayList<>();
            int last = back;
            Callback once =
                    Callback.onTrainBatchEnd((step, fitting) -> {
                        if (step.step() == 3 && beginning.isEmpty())
                            beginning.add(fitting.snapshot());
                        if (step.step() == last && beginning.size() == 1) {
                            fitting.restore(beginning.getFirst());
                            beginning.add(null);
                        }
                    });
            Run run = learner.fit(training, Fit.defaults().epochs(3), once);
            assertThat(beginning).hasSize(2);
            assertThat(run.history().get("loss")).isEqualTo(straight.history().get("loss"));
            assertThat(run.steps()).isEqualTo(12);
            assertThat(run.model().weightsSha256()).isEqualTo(straight.model().weightsSha256());
        }
    }

    @Test
    void an_epoch_whose_last_step_is_done_counts_though_the_training_is_stopped_there() {
        Callback stop =
                Callback.onTrainBatchEnd((step, fitting) -> {
                    if (step.step() == 7) fitting.stop("enough");
                });
        Run stopped = learner.fit(training, Fit.defaults().epochs(9), stop);
        assertThat(stopped.history().epochs()).isEqualTo(2);
        assertThat(stopped.stop()).isEqualTo(new Stop(Stop.Reason.CALLBACK, "enough"));

        Callback interrupt =
                Callback.onTrainBatchEnd((step, _) -> {
                    if (step.step() == 7) Thread.currentThread().interrupt();
                });
        Run interrupted = learner.fit(training, Fit.defaults().epochs(9), interrupt);
        assertThat(interrupted.history().epochs()).isEqualTo(2);
        assertThat(interrupted.steps()).isEqualTo(8);
        assertThat(interrupted.stop().reason()).isEqualTo(Stop.Reason.INTERRUPTED);
    }

    @Test
    void the_logs_of_an_epoch_cannot_be_changed_by_who_listens() {
        Callback meddling =
                (event, _) -> {
                    if (event instanceof EpochEnded epoch) epoch.logs().put("loss", 0.0);
                };
        assertThatThrownBy(() -> learner.fit(training, Fit.defaults(), meddling))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** w ← w·(1 − 2·η·x²) with x = 10, y = 0: −199·w at η = 1, until it overflows. */
    private final Learner exploding =
            Sequential.of(1, new Dense(1)).compile(new MeanSquaredError(), new Sgd(1));

    private final Dataset oneRow = Dataset.of(Matrix.of(1, 1, 10), Matrix.of(1, 1, 0f));

    @Test
    void a_loss_that_is_not_finite_in_the_first_step_leaves_the_initial_weights() {
        Parameters θ = exploding.initialModel(0).parameters();
        θ.setLogical(0, new float[] {3e38f});
        Model start = Model.of(exploding, θ);
        Run run = exploding.fit(oneRow, Fit.defaults().epochs(5).initialModel(start));
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.NOT_FINITE);
        assertThat(run.steps()).isZero();
        assertThat(run.history().epochs()).isZero();
        assertThat(run.model().weightsSha256()).isEqualTo(start.weightsSha256());
    }

    @Test
    void the_last_good_weights_are_found_after_a_callback_has_put_a_snapshot_back() {
        long explodes =
                exploding.fit(oneRow, Fit.defaults().epochs(100)).steps() + 1; // the step's number
        for (long back : new long[] {1, explodes - 1}) {
            List<Snapshot> snapshots = new ArrayList<>();
            Callback once =
                    Callback.onTrainBatchEnd((step, fitting) -> {
                        if (step.step() == 0) snapshots.add(fitting.snapshot());
                        if (step.step() == back && snapshots.size() == 1) {
                            fitting.restore(snapshots.getFirst());
                            snapshots.add(null);
                        }
                    });
            Run run = exploding.fit(oneRow, Fit.defaults().epochs(200), once);
            assertThat(run.steps()).isEqualTo(explodes - 1);
            assertThat(run.training().loss()).isFinite();
        }
    }

    @Test
    void weights_that_explode_in_the_very_last_step_are_not_kept() {
        Run until = exploding.fit(oneRow, Fit.defaults().epochs(100));
        int epochs = (int) until.steps() + 1; // the step that explodes is not taken any more
        List<NotFinite> events = new ArrayList<>();
        Run run =
                exploding.fit(
                        oneRow,
                        Fit.defaults().epochs(epochs),
                        (event, _) -> {
                            if (event instanceof NotFinite what) events.add(what);
                        });
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().where()).isIn("dense", "loss");
        assertThat(run.stop().reason()).isEqualTo(Stop.Reason.NOT_FINITE);
        assertThat(run.training().loss()).isFinite();
        assertThat(run.model().weightsSha256()).isEqualTo(until.model().weightsSha256());
    }

    @Test
    void a_training_may_begin_from_a_snapshot() {
        Trainer trainer = learner.trainer(training, Fit.defaults());
        for (int i = 0; i < 6; i++) trainer.step();
        Snapshot middle = trainer.snapshot();
        Callback resume =
                (event, fitting) -> {
                    if (event instanceof TrainingStarted) fitting.restore(middle);
                };
        Run run = learner.fit(training, Fit.defaults().epochs(2), resume);
        assertThat(run.steps()).as("the rest of epoch 1, then epoch 2").isEqualTo(12);
        Run straight = learner.fit(training, Fit.defaults().epochs(3));
        assertThat(run.model().weightsSha256()).isEqualTo(straight.model().weightsSha256());
        assertThat(run.history().get("loss").getLast())
                .isEqualTo(straight.history().get("loss").getLast());
    }

    /** The names of events, but those of epochs and steps. */
    private static Callback names(List<String> told) {
        return (event, _) -> {
            switch (event) {
                case LearningRateSet set -> told.add("rate " + set.rate() + " at " + set.step());
                case Restored restored -> told.add("restored " + restored.step());
                case StepsEnded end -> told.add("steps ended " + end.steps());
                case TrainingEnded end -> told.add("ended " + end.steps());
                default -> {}
            }
        };
    }

    @Test
    void what_callbacks_change_is_told_at_once_to_those_before_them_and_after() {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        Callback changing =
                Callback.onEpochEnd((epoch, fitting) -> {
                    if (epoch.epoch() == 0) fitting.setLearningRate(0.5);
                    if (epoch.epoch() == 1) fitting.restore(fitting.snapshot());
                });
        Callback best = Callback.onTrainEnd((_, fitting) -> fitting.restore(fitting.snapshot()));
        learner.fit(
                training, Fit.defaults().epochs(3), names(before), changing, best, names(after));
        List<String> changes = List.of("rate 0.5 at 4", "restored 8", "steps ended 12");
        assertThat(before)
                .startsWith(changes.toArray(String[]::new))
                .endsWith("ended 12", "restored 12");
        assertThat(after)
                .startsWith(changes.toArray(String[]::new))
                .endsWith("restored 12", "ended 12");
    }

    @Test
    void when_the_last_step_is_told_of_averages_have_not_taken_the_weights_place_yet() {
        Learner averaging =
                learner.network().compile("categorical_crossentropy", "sgd(use_ema=true)");
        List<Parameters> last = new ArrayList<>();
        Run run =
                averaging.fit(
                        training,
                        Fit.defaults().epochs(3),
                        (event, fitting) -> {
                            if (event instanceof StepsEnded)
                                last.add(fitting.snapshot().parameters());
                        });
        Trainer trainer = averaging.trainer(training, Fit.defaults().epochs(3));
        while (trainer.steps() < 12) trainer.step();
        assertThat(last.getFirst().sha256()).isEqualTo(trainer.model().weightsSha256());
        trainer.finish();
        assertThat(run.model().weightsSha256()).isEqualTo(trainer.model().weightsSha256());
    }

    @Test
    void a_training_goes_on_from_the_beginning_of_an_epoch() {
        Fit fit = Fit.defaults().epochs(5);
        List<Snapshot> starts = new ArrayList<>();
        Run whole =
                learner.fit(
                        training,
                        fit,
                        Callback.onEpochBegin((_, fitting) -> starts.add(fitting.snapshot())));
        History two = learner.fit(training, fit.epochs(2)).history();
        ResumePoint point = new ResumePoint(starts.get(1), starts.get(2), new TreeMap<>(), two);
        List<Integer> epochs = new ArrayList<>();
        Run rest =
                learner.resume(
                        training,
                        Optional.empty(),
                        fit,
                        point,
                        Callback.onEpochBegin((epoch, _) -> epochs.add(epoch.epoch())));
        assertThat(epochs).containsExactly(2, 3, 4);
        assertThat(rest.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        assertThat(rest.history().get("loss")).isEqualTo(whole.history().get("loss"));
        assertThat(rest.steps()).isEqualTo(whole.steps());
        assertThat(starts.get(1).step()).isEqualTo(4); // nobody has written to what was passed

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resume(fit, starts.get(0), starts.get(1), two))
                .withMessage("resume: 2 epochs of 4 steps are done, but the start is step 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resume(fit, starts.get(3), starts.get(2), two))
                .withMessage("resume: the epoch before began at step 12, after step 8");
    }

    private void resume(Fit fit, Snapshot previous, Snapshot start, History history) {
        ResumePoint point = new ResumePoint(previous, start, new TreeMap<>(), history);
        learner.resume(training, Optional.empty(), fit, point);
    }
}
