package rookery.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.schedules.Constant;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.Optional;

/** What is put around an optimizer, in numbers that can be checked in the head. */
class AroundTest {

    @Test
    void weights_shrink_by_rate_times_learning_rate() {
        // 2 − 0.1·0.5·2 = 1.9, then − 0.1·3
        assertThat(after(new WeightDecay(new Sgd(), 0.5), 2, 3)).isCloseTo(1.6f, within(1e-6f));
    }

    @Test
    void a_gradient_is_cut_off_at_the_value() {
        assertThat(after(new ClipByValue(new Sgd(), 1), 0, -5)).isEqualTo(0.1f);
    }

    @Test
    void a_tensor_s_norm_is_cut_off_and_all_of_them_together() {
        // (3, 4) has the norm 5, (12) its own, both together 13
        Parameters θ = two();
        step(new ClipByNorm(new Sgd(), 1), θ, 3, 4, 12);
        assertThat(θ.logical(0)).containsExactly(new float[] {-0.06f, -0.08f}, within(1e-7f));
        assertThat(θ.logical(1)).containsExactly(-0.1f);
        θ = two();
        step(new ClipByGlobalNorm(new Sgd(), 6.5), θ, 3, 4, 12);
        assertThat(θ.logical(0)).containsExactly(new float[] {-0.15f, -0.2f}, within(1e-7f));
        assertThat(θ.logical(1)).containsExactly(-0.6f);
        θ = two();
        step(new ClipByGlobalNorm(new Sgd(), 20), θ, 3, 4, 12);
        assertThat(θ.logical(1)).containsExactly(new float[] {-1.2f}, within(1e-7f));
    }

    @Test
    void a_gradient_without_end_is_no_number_and_the_others_are_0() {
        Parameters θ = two();
        step(new ClipByGlobalNorm(new Sgd(), 1), θ, Float.POSITIVE_INFINITY, 4, 12);
        assertThat(θ.logical(0)).containsExactly(Float.NaN, 0);
        assertThat(θ.logical(1)).containsExactly(0);
    }

    @Test
    void noise_is_a_function_of_seed_step_tensor_and_place() {
        Parameters θ = two();
        Update update = update(new GradientNoise(new Sgd(), 0.09, 2), θ);
        step(update, 0, 0, 0);
        // σ is 0.3 in step 0, and 0.3/2 in step 1
        float first = Philox.normal(7, Purpose.GRADIENT_NOISE, 0, 1, 0);
        assertThat(θ.logical(1)[0]).isCloseTo(-0.1f * 0.3f * first, within(1e-7f));
        step(update, 0, 0, 0);
        float second = Philox.normal(7, Purpose.GRADIENT_NOISE, 1, 1, 0);
        assertThat(θ.logical(1)[0])
                .isCloseTo(-0.1f * (0.3f * first + 0.15f * second), within(1e-7f));
    }

    @Test
    void the_average_takes_the_parameters_place_in_the_end() {
        // θ is −0.1, −0.2, −0.3; the average −0.1, −0.15, −0.225
        Parameters θ = two();
        Optimizer optimizer = new ExponentialMovingAverage(new Sgd(), 0.5, Optional.empty());
        Update update = update(optimizer, θ);
        for (int i = 0; i < 3; i++) step(update, 1, 1, 1);
        assertThat(θ.logical(1)[0]).isCloseTo(-0.3f, within(1e-6f));
        optimizer.finish(θ, update.state());
        assertThat(θ.logical(1)[0]).isCloseTo(-0.225f, within(1e-6f));
    }

    @Test
    void before_the_first_step_there_is_no_average() {
        Parameters θ = two();
        θ.setLogical(1, new float[] {5});
        Optimizer optimizer = new ExponentialMovingAverage(new Sgd());
        optimizer.finish(θ, optimizer.init(θ));
        assertThat(θ.logical(1)).containsExactly(5);
    }

    @Test
    void the_average_can_take_their_place_on_the_way() {
        // step 1: −0.1; step 2: −0.2, average −0.15; step 3 goes on from there
        Parameters θ = two();
        Update update = update(new ExponentialMovingAverage(new Sgd(), 0.5, Optional.of(2)), θ);
        for (int i = 0; i < 3; i++) step(update, 1, 1, 1);
        assertThat(θ.logical(1)[0]).isCloseTo(-0.25f, within(1e-6f));
    }

    @Test
    void three_gradients_are_one_update_by_their_mean() {
        Parameters θ = two();
        Update update = update(new GradientAccumulation(new Sgd(), 3), θ);
        step(update, 0, 0, 1);
        step(update, 0, 0, 3);
        assertThat(θ.logical(1)[0]).isZero();
        assertThat(update.state().updates()).isEqualTo(1);
        step(update, 0, 0, 8);
        assertThat(θ.logical(1)[0]).isCloseTo(-0.4f, within(1e-6f));
        step(update, 0, 0, 100);
        assertThat(update.state().updates()).isEqualTo(2);
        assertThat(θ.logical(1)[0]).isCloseTo(-0.4f, within(1e-6f));
    }

    @Test
    void what_is_outside_comes_first() {
        // each of 10, 2 cut off at 3, mean 2.5; or the mean 6 cut off at 3
        Optimizer clippedFirst = new ClipByValue(new GradientAccumulation(new Sgd(), 2), 3);
        Optimizer meanFirst = new GradientAccumulation(new ClipByValue(new Sgd(), 3), 2);
        assertThat(afterTwo(clippedFirst, 10, 2)).isCloseTo(-0.25f, within(1e-6f));
        assertThat(afterTwo(meanFirst, 10, 2)).isCloseTo(-0.3f, within(1e-6f));
    }

    private static float afterTwo(Optimizer optimizer, float first, float second) {
        Parameters θ = two();
        Update update = update(optimizer, θ);
        step(update, 0, 0, first);
        step(update, 0, 0, second);
        return θ.logical(1)[0];
    }

    @Test
    void nadam_s_momenta_are_multiplied_up_in_a_resumed_run_too() {
        Parameters straight = two();
        Update update = update(new Nadam(), straight);
        for (int i = 0; i < 1100; i++) step(update, 1, 2, 3);
        Parameters resumed = straight.copy();
        Update later = update(new Nadam(), resumed);
        later.state().set(update.state().copy());
        step(update, 1, 2, 3);
        step(later, 1, 2, 3);
        assertThat(resumed.values()).isEqualTo(straight.values());
    }

    @Test
    void arguments_of_all_keras_optimizers_put_something_around_one() {
        assertThat(
                        Optimizer.NAMES.get(
                                "sgd(0.1, use_ema=True, ema_momentum=0.9,"
                                        + " ema_overwrite_frequency=5, clipnorm=2,"
                                        + " gradient_accumulation_steps=4, weight_decay=0.5)"))
                .isEqualTo(
                        new ExponentialMovingAverage(
                                new GradientAccumulation(
                                        new ClipByNorm(new WeightDecay(new Sgd(0.1), 0.5), 2), 4),
                                0.9,
                                Optional.of(5)));
        assertThat(Optimizer.NAMES.get("lion(global_clipnorm=1)"))
                .isEqualTo(new ClipByGlobalNorm(new Lion(), 1));
        assertThat(Optimizer.NAMES.get("adam(clipvalue=0.5, clipnorm=None, use_ema=False)"))
                .isEqualTo(new ClipByValue(new Adam(), 0.5));
        assertThat(Optimizer.NAMES.get("adamw(weight_decay=0.1)"))
                .isEqualTo(new AdamW(new Constant(0.001), 0.1, 0.9, 0.999, 1e-7, false));
        assertThat(Optimizer.NAMES.get("clip_by_norm(rmsprop(centered=true), 3)"))
                .isEqualTo(new ClipByNorm(new RmsProp(new Constant(0.001), 0.9, 0, 1e-7, true), 3));
        assertThatThrownBy(() -> Optimizer.NAMES.get("adam(ema_momentum=0.9)"))
                .hasMessageContaining("ema_momentum needs use_ema=true");
    }

    private static float after(Optimizer optimizer, float θ0, float gradient) {
        Parameters θ = two();
        θ.setLogical(1, new float[] {θ0});
        step(optimizer, θ, 0, 0, gradient);
        return θ.logical(1)[0];
    }

    /** A kernel of two weights and a bias, all 0. */
    private static Parameters two() {
        return Parameters.zeros(
                List.of(
                        ParameterSpec.kernel("dense/kernel", 2, 1),
                        ParameterSpec.vector("dense/bias", 1)));
    }

    private static Update update(Optimizer optimizer, Parameters θ) {
        Optimizer other = optimizer.withLearningRate(new Constant(0.1));
        return new Update(other, θ, new float[θ.values().length], other.init(θ), 7);
    }

    private static void step(
            Optimizer optimizer, Parameters θ, float first, float second, float bias) {
        step(update(optimizer, θ), first, second, bias);
    }

    private static void step(Update update, float first, float second, float bias) {
        Parameters g = update.parameters().over(update.gradients());
        g.setLogical(0, new float[] {first, second});
        g.setLogical(1, new float[] {bias});
        update.begin(Kernels.scalar(), 1, 0.1);
        update.prepare();
        update.update(0, g.values().length);
    }
}
