package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Model;
import rookery.Sequential;
import rookery.Trace;
import rookery.activations.Relu;
import rookery.layers.Dense;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

/** ℓ = (relu(w·x + b) − y)², so that ∂ℓ/∂w = 2·(z − y)·x where z is above 0. */
class SlopeTest {

    private static Trace trace(float w, float b, float x, float y) {
        Sequential network = Sequential.of(1, new Dense(1, new Relu()));
        Parameters θ = Parameters.zeros(network.parameters());
        θ.setLogical(0, new float[] {w});
        θ.setLogical(1, new float[] {b});
        Dataset row = Dataset.of(Matrix.of(new float[][] {{x}}), Matrix.of(new float[][] {{y}}));
        return Model.of(network.compile("mse", "sgd"), θ).trace(row);
    }

    private static Slope slope(Trace trace) {
        return Slope.of(trace, 0, trace.parameters().at("dense/kernel", 0, 0));
    }

    @Test
    void a_smooth_loss_is_measured_with_a_large_step() {
        Trace trace = trace(2, 1, 1, 1);
        Slope slope = slope(trace);
        assertThat(slope.value()).isEqualTo(4, within(slope.tolerance())); // z = 3
        assertThat(slope.step()).isGreaterThanOrEqualTo(0.25);
        assertThat(slope.tolerance()).isLessThan(1e-4);
        assertThat(trace.parameters().get("dense/kernel", 0, 0)).isEqualTo(2);
        assertThat(trace.loss(0)).isEqualTo(4);
    }

    @Test
    void the_edge_of_a_relu_is_not_stepped_across() {
        Slope slope = slope(trace(1, -0.98f, 1, 1)); // z = 0.02
        assertThat(slope.value()).isEqualTo(2 * (0.02 - 1), within(slope.tolerance()));
        assertThat(slope.step()).isLessThan(0.021);
        assertThat(slope.tolerance()).isLessThan(0.001);
    }

    @Test
    void a_relu_that_is_off_has_no_slope() {
        Slope slope = slope(trace(1, -3, 1, 1));
        assertThat(slope.value()).isZero();
        assertThat(slope.step()).isEqualTo(0.25);
    }

    @Test
    void large_weights_are_moved_by_large_steps() {
        Slope slope = slope(trace(1e6f, 0, 1e-3f, 1)); // z = 1000
        assertThat(slope.value()).isEqualTo(2 * 999 * 1e-3, within(slope.tolerance()));
        assertThat(slope.step()).isGreaterThan(1000);
        assertThat(slope.tolerance()).isLessThan(0.1);
    }
}
