package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.callbacks.LearningRateScheduler;
import rookery.data.InputException;
import rookery.data.Table;
import rookery.events.Snapshot;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.layers.Dense;
import rookery.tensor.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Influence and activity of a run on the disk. */
class RecordedTest {

    private static final Learner LEARNER =
            Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax()))
                    .compile("categorical_crossentropy", "sgd", "accuracy");

    @TempDir Path temporary;

    private RunFolder folder;
    private Replay replay;

    /** 60 epochs of 10 steps; snapshots after 0, 256, 512 and 600. */
    @BeforeEach
    void train() {
        folder =
                RecordedRuns.penguins(
                        temporary,
                        RecordedRuns.options(),
                        LEARNER,
                        Fit.defaults().epochs(60).seed(4),
                        new LearningRateScheduler((epoch, rate) -> epoch < 30 ? 0.05 : 0.01));
        replay = Replay.of(folder);
    }

    @Test
    void checkpoints_are_the_runs_snapshots_with_the_rates_of_their_steps() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Teaching.of(replay).checkpoints().forEach(checkpoints::add);
        assertThat(checkpoints.stream().map(Checkpoint::step))
                .containsExactly(0L, 256L, 512L, 600L);
        assertThat(checkpoints.stream().map(Checkpoint::learningRate))
                .containsExactly(0.05, 0.05, 0.01, 0.01);
        for (Checkpoint checkpoint : checkpoints) {
            Snapshot snapshot = folder.snapshots().read(checkpoint.step(), LEARNER);
            assertThat(checkpoint.model().weightsSha256())
                    .isEqualTo(snapshot.parameters().sha256());
        }
        assertThat(Teaching.checkpoints(replay)).isEqualTo(4);
    }

    @Test
    void rows_are_named_as_in_the_table() {
        int row = replay.training().rowNumber(7);
        Influence influence = Influence.of(replay, row, 5, _ -> {});
        assertThat(influence.trainedOn()).isTrue();
        assertThat(influence.example().row()).isEqualTo(row);
        Table table = replay.table().orElseThrow();
        for (Influence.Teacher teacher : influence.proponents()) {
            ExampleRow example = teacher.example();
            String species = table.column("species").text(example.row());
            assertThat(example.target())
                    .isEqualTo(species.equals("Adelie") ? "Adelie" : "not Adelie");
            assertThat(example.wrong()).hasValue(!example.prediction().equals(example.target()));
            assertThat(example.values())
                    .containsEntry(
                            "bill_depth_mm", table.column("bill_depth_mm").text(example.row()))
                    .hasSize(3);
        }
        double[] all =
                TracIn.sums(Teaching.of(replay), Optional.of(replay.training().select(7)), _ -> {})
                        .values();
        for (int i = 0; i < all.length; i++)
            if (replay.training().rowNumber(i) == influence.proponents().getFirst().example().row())
                assertThat(influence.proponents().getFirst().influence()).isEqualTo(all[i]);
    }

    @Test
    void a_validation_row_has_teachers_and_is_none() {
        Dataset validation = replay.validation().orElseThrow();
        Influence influence = Influence.of(replay, validation.rowNumber(2), 300, _ -> {});
        assertThat(influence.trainedOn()).isFalse();
        assertThat(influence.example().loss())
                .isEqualTo(folder.model().model().evaluate(validation.select(2)).loss());
        assertThat(influence.proponents().size() + influence.opponents().size())
                .isEqualTo(influence.trainingRows());
        assertThat(influence.proponents().stream().map(teacher -> teacher.example().row()))
                .doesNotContain(validation.rowNumber(2));
    }

    @Test
    void rows_that_are_not_there_are_refused_with_the_reason() throws IOException {
        assertThatThrownBy(() -> Influence.of(replay, 3, 5, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "row 3 was left out: bill_length_mm is missing; nothing was learned from"
                                + " it, and the network has no answer to explain");
        assertThatThrownBy(() -> Influence.of(replay, 344, 5, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage("row 344: the table has the rows 0 to 343");
        for (long step : folder.snapshots().steps())
            Files.delete(folder.path().resolve("snapshots/step-%010d.safetensors".formatted(step)));
        Replay without = Replay.of(folder);
        assertThatThrownBy(() -> SelfInfluence.of(without, 5, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "penguins-1: has no snapshots, through which its training is looked at;"
                                + " train it anew: train --config "
                                + folder.path().resolve("run.json"));
    }

    @Test
    void a_step_s_update_is_that_of_training() {
        Activity activity = Activity.of(replay);
        assertThat(activity.loss())
                .isEqualTo(folder.model().model().evaluate(replay.training()).loss());
        Activity.Step last = activity.step().orElseThrow();
        assertThat(last.step()).isEqualTo(599);
        assertThat(last.learningRate()).isEqualTo(0.01);
        Trainer trainer = Replay.of(folder).at(599);
        Parameters before = trainer.model().parameters();
        trainer.step();
        Parameters after = trainer.model().parameters();
        assertThat(after.sha256()).isEqualTo(folder.model().model().weightsSha256());
        double weight = 0;
        double update = 0;
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 16; j++) {
                double w = before.get("dense/kernel", i, j);
                double d = after.get("dense/kernel", i, j) - w;
                weight += w * w;
                update += d * d;
            }
        UpdateRatio kernel = last.updates().getFirst();
        assertThat(kernel.tensor()).isEqualTo("dense/kernel");
        assertThat(kernel.weight()).isEqualTo(Math.sqrt(weight));
        assertThat(kernel.update()).isEqualTo(Math.sqrt(update));
        assertThat(kernel.ratio()).isEqualTo(Math.sqrt(update / weight));
    }

    @Test
    void a_run_can_be_looked_at_before_a_step() {
        Activity early = Activity.of(replay, 0);
        assertThat(early.loss())
                .isEqualTo(LEARNER.initialModel(4).evaluate(replay.training()).loss());
        assertThat(early.step().orElseThrow().step()).isZero();
        assertThat(early.step().orElseThrow().updates().get(1).ratio())
                .as("a bias begins at zero")
                .isInfinite();
        assertThatThrownBy(() -> Activity.of(replay, 600))
                .isInstanceOf(InputException.class)
                .hasMessage("penguins-1: no step 600; it took 600, numbered from 0");
    }
}
