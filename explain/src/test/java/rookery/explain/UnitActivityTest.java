package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.layers.Dense;
import rookery.losses.CategoricalCrossentropy;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.List;

class UnitActivityTest {

    private static Learner learner(Sequential network) {
        return new Learner(network, new CategoricalCrossentropy(), new Sgd(0.1), List.of());
    }

    /** y = 1, 2, 3 for x = 1, 2, 3; and 0; and 5 − x. */
    @Test
    void dead_units_and_those_always_on_can_be_counted_by_hand() {
        Learner learner =
                learner(Sequential.of(1, new Dense(3, new Relu()), new Dense(2, new Softmax())));
        Parameters weights = Parameters.zeros(learner.network().parameters());
        weights.setLogical(0, new float[] {1, -1, -1});
        weights.setLogical(1, new float[] {0, 0, 2});
        weights.setLogical(2, new float[] {1, -1, 0, 0, 0, 0});
        Model model = Model.of(learner, weights);
        Dataset data =
                Dataset.of(
                        Matrix.wrap(3, 1, new float[] {1, 2, 3}),
                        Matrix.wrap(3, 2, new float[] {1, 0, 1, 0, 1, 0}));
        LayerActivity hidden = Activity.of(model, data).layers().getFirst();
        assertThat(hidden.dead()).containsExactly(1);
        assertThat(hidden.alwaysOn()).containsExactly(0);
        assertThat(hidden.linear()).isFalse();
        assertThat(hidden.units().stream().map(UnitActivity::on))
                .containsExactly(1.0, 0.0, 1.0 / 3);
        assertThat(hidden.units().get(0).mean()).isEqualTo(2);
        assertThat(hidden.units().get(0).std()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-15));
        assertThat(hidden.on()).isCloseTo(4.0 / 9, within(1e-15));
        LayerActivity output = Activity.of(model, data).layers().getLast();
        assertThat(output.units().stream().map(UnitActivity::on)).containsExactly(1.0, 0.0);
        assertThat(output.dead()).as("a class that is never the largest is not dead").isEmpty();
        LayerActivity without = Activity.of(model, data.select(2)).layers().getFirst();
        assertThat(without.linear()).isTrue();
        assertThat(without.dead()).containsExactly(1, 2);
    }
}
