package rookery.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.kernels.Kernels;
import rookery.schedules.Constant;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.stream.Stream;

class OptimizerTest {

    @Test
    void sgd_steps_against_the_gradient() {
        assertThat(after(new Sgd(), 0.1, 1))
                .containsExactly(new float[] {0.9f, 1.4f}, within(1e-6f));
    }

    @Test
    void momentum_adds_nine_tenths_of_the_step_before() {
        // v₁ = −0.1, v₂ = −0.09 − 0.1 = −0.19: together −0.29 for a gradient of 1
        assertThat(after(new Sgd(1, 0.9, false), 0.1, 2))
                .containsExactly(new float[] {0.71f, 0.26f}, within(1e-6f));
    }

    @Test
    void nesterov_looks_one_momentum_ahead() {
        // step 1: v = −0.1, θ += 0.9·(−0.1) − 0.1 = −0.19; step 2: v = −0.19, θ += −0.171 − 0.1
        assertThat(after(new Sgd(1, 0.9, true), 0.1, 2)[0]).isCloseTo(0.539f, within(1e-6f));
    }

    @Test
    void first_adam_step_moves_every_parameter_by_the_learning_rate() {
        // m̂/√v̂ = ±1 at t = 1
        assertThat(after(new Adam(), 0.5, 1))
                .containsExactly(new float[] {0.5f, 2.5f}, within(1e-4f));
    }

    static Stream<Optimizer> members() {
        return Stream.of(new Sgd(), new Sgd(0.1, 0.9, false), new Sgd(0.1, 0.9, true), new Adam());
    }

    @Test
    void every_member_has_a_sample() {
        assertThat(Families.withoutSample(Optimizer.class, members().toList())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("members")
    void shares_give_the_same_bits_as_the_whole(Optimizer optimizer) {
        Parameters whole = parameters(new float[100]);
        Parameters shares = parameters(new float[100]);
        OptimizerState wholeState = optimizer.init(whole);
        OptimizerState sharesState = optimizer.init(shares);
        float[] gradients = new float[whole.values().length];
        for (int i = 0; i < 100; i++) gradients[i] = (float) Math.sqrt(i) - 3;
        for (int step = 0; step < 3; step++) {
            step(optimizer, whole, gradients.clone(), wholeState, 0.1);
            Update update = begin(optimizer, shares, gradients.clone(), sharesState, 0.1);
            optimizer.update(update, 37, gradients.length);
            optimizer.update(update, 0, 37);
        }
        assertThat(shares.values()).isEqualTo(whole.values());
    }

    @ParameterizedTest
    @MethodSource("members")
    void padding_stays_zero(Optimizer optimizer) {
        Parameters θ = parameters(1, 2, 3);
        float[] gradients = new float[θ.values().length];
        gradients[0] = 1;
        step(optimizer, θ, gradients, optimizer.init(θ), 0.1);
        for (int i = 3; i < θ.values().length; i++) assertThat(θ.values()[i]).isZero();
    }

    @ParameterizedTest
    @MethodSource("members")
    void a_copy_of_the_state_goes_on_alike(Optimizer optimizer) {
        Parameters θ = parameters(1, 2, 3);
        float[] gradients = new float[θ.values().length];
        gradients[1] = 2;
        OptimizerState state = optimizer.init(θ);
        step(optimizer, θ, gradients, state, 0.1);
        Parameters other = θ.copy();
        OptimizerState copy = optimizer.init(other);
        copy.set(state.copy());
        step(optimizer, θ, gradients, state, 0.1);
        step(optimizer, other, gradients, copy, 0.1);
        assertThat(other.values()).isEqualTo(θ.values());
        assertThat(copy.step()).isEqualTo(2);
    }

    @Test
    void wrong_hyperparameters_are_refused() {
        assertThatThrownBy(() -> new Sgd(-1))
                .hasMessage("learning rate must be positive and finite, got -1.0");
        assertThatThrownBy(() -> new Sgd(0.1, 1, false))
                .hasMessage("Sgd: momentum must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new Sgd(0.1, 0, true))
                .hasMessage("Sgd: nesterov needs a momentum above 0");
        assertThatThrownBy(() -> new Adam(new Constant(1), 0.9, 1, 1e-7))
                .hasMessage("Adam: beta2 must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new Adam(new Constant(1), 0.9, 0.9, Double.NaN))
                .hasMessageContaining("epsilon must be positive");
    }

    @Test
    void a_state_of_another_optimizer_is_refused() {
        Parameters θ = parameters(1);
        OptimizerState sgd = new Sgd().init(θ);
        assertThatThrownBy(() -> sgd.set(new Adam().init(θ)))
                .hasMessage("optimizer state: need the slots [], got [momentum, velocity]");
    }

    /** θ after some steps from (1, 2) with the gradients (1, 6), unless that changes the sign. */
    private static float[] after(Optimizer optimizer, double rate, int steps) {
        Parameters θ = parameters(1, 2);
        float[] gradients = new float[θ.values().length];
        gradients[0] = 1;
        gradients[1] = optimizer instanceof Adam ? -6 : 6;
        OptimizerState state = optimizer.init(θ);
        for (int i = 0; i < steps; i++) step(optimizer, θ, gradients, state, rate);
        return new float[] {θ.values()[0], θ.values()[1]};
    }

    private static Parameters parameters(float... values) {
        Parameters θ = Parameters.zeros(List.of(ParameterSpec.vector("dense/bias", values.length)));
        θ.setLogical(0, values);
        return θ;
    }

    private static void step(
            Optimizer optimizer,
            Parameters θ,
            float[] gradients,
            OptimizerState state,
            double rate) {
        optimizer.update(begin(optimizer, θ, gradients, state, rate), 0, θ.values().length);
    }

    private static Update begin(
            Optimizer optimizer,
            Parameters θ,
            float[] gradients,
            OptimizerState state,
            double rate) {
        Update update = new Update(optimizer, θ, gradients, state, 5);
        update.begin(Kernels.scalar(), 1, rate);
        update.prepare();
        return update;
    }
}
