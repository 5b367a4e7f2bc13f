package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.explain.landscape.Trajectory;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.layers.Dense;

import java.nio.file.Path;
import java.util.List;

/** The path of a recorded run; beside {@link RecordedRuns}, which records one. */
class TrajectoryTest {

    @TempDir Path runs;

    private RunFolder train(int hidden, int epochs) {
        Learner learner =
                Sequential.of(3, new Dense(hidden, new Relu()), new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        return RecordedRuns.penguins(
                runs, RecordedRuns.options(), learner, Fit.defaults().epochs(epochs).seed(2));
    }

    @Test
    void a_short_run_is_computed_again_at_evenly_spaced_steps() {
        RunFolder folder = train(4, 12);
        Model end = folder.model().model();
        Replay replay = Replay.of(folder);
        Trajectory path = Trajectory.of(replay, replay.steps(), end.parameters());
        assertThat(folder.snapshots().steps()).hasSizeLessThan(61);
        assertThat(path.points()).hasSize(61);
        assertThat(path.name()).isEqualTo("penguins-1");
        for (int k : List.of(0, 17, 60)) {
            Trajectory.Point point = path.points().get(k);
            assertThat(point.step()).isEqualTo(2 * k);
            assertThat(point.weights().sha256())
                    .isEqualTo(Replay.of(folder).at(2 * k).model().weightsSha256());
        }
        assertThat(path.points().getLast().weights().sha256()).isEqualTo(end.weightsSha256());
    }

    @Test
    void a_long_one_has_its_snapshots() {
        RunFolder folder = train(2000, 180); // 1,800 steps of 12,002 parameters, 32 rows
        Replay replay = Replay.of(folder);
        Trajectory path =
                Trajectory.of(replay, replay.steps(), folder.model().model().parameters());
        assertThat(path.points().stream().map(Trajectory.Point::step))
                .isEqualTo(folder.snapshots().steps())
                .startsWith(0L)
                .endsWith(1800L);
    }

    @Test
    void weights_that_are_not_the_last_steps_are_a_point_more() {
        RunFolder folder = train(4, 1);
        Replay replay = Replay.of(folder);
        Model other = replay.learner().initialModel(77);
        Trajectory path = Trajectory.of(replay, replay.steps(), other.parameters());
        assertThat(path.points()).hasSize(12);
        assertThat(path.points().stream().map(Trajectory.Point::step)).endsWith(10L, 10L);
        assertThat(path.points().getLast().weights().sha256()).isEqualTo(other.weightsSha256());
    }
}
