package rookery.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.kernels.Kernels;
import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
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

    /** Each member in each of its ways. */
    static Stream<Optimizer> members() {
        return problems().map(arguments -> (Optimizer) arguments.get()[0]);
    }

    /**
     * Each member with rates for the parabola and for Rosenbrock's valley. They fall to 0, but for
     * Ftrl, whose weights shrink with the rate.
     */
    static Stream<Arguments> problems() {
        LearningRate η = new Constant(0.001);
        return Stream.of(
                Arguments.of(new Sgd(), 0.5, 0.002),
                Arguments.of(new Sgd(η, 0.9, false), 0.1, 0.0005),
                Arguments.of(new Sgd(η, 0.9, true), 0.1, 0.0005),
                Arguments.of(new Adagrad(), 1, 0.5),
                Arguments.of(new Adadelta(), 10, 5),
                Arguments.of(new RmsProp(), 0.1, 0.01),
                Arguments.of(new RmsProp(η, 0.9, 0.9, 1e-7, false), 0.01, 0.001),
                Arguments.of(new RmsProp(η, 0.9, 0, 1e-7, true), 0.1, 0.01),
                Arguments.of(new RmsProp(η, 0.9, 0.9, 1e-7, true), 0.01, 0.001),
                Arguments.of(new Adam(), 0.1, 0.02),
                Arguments.of(new Adam(η, 0.9, 0.999, 1e-7, true), 0.1, 0.02),
                Arguments.of(new AdamW(), 0.1, 0.02),
                Arguments.of(new AdamW(η, 1e-5, 0.9, 0.999, 1e-7, true), 0.1, 0.02),
                Arguments.of(new Adamax(), 0.1, 0.02),
                Arguments.of(new Nadam(), 0.1, 0.02),
                Arguments.of(new Ftrl(), 1, 0.5),
                Arguments.of(new Ftrl(η, -0.6, 0.1, 0, 0, 0, 0), 1, 0.5),
                Arguments.of(new Ftrl(η, -0.5, 0.1, 1e-5, 1e-6, 1e-6, 0.1), 1, 0.5),
                Arguments.of(new Lion(), 0.05, 0.005),
                Arguments.of(new Lamb(), 0.05, 0.005),
                Arguments.of(new Muon(), 0.1, 0.02),
                Arguments.of(new Muon(η, List.of("dense")), 0.1, 0.02),
                Arguments.of(new WeightDecay(new Sgd(), 1e-4), 0.5, 0.002),
                Arguments.of(new ClipByValue(new Sgd(), 0.5), 0.5, 0.01),
                Arguments.of(new ClipByNorm(new Sgd(), 0.5), 0.5, 0.01),
                Arguments.of(new ClipByGlobalNorm(new Sgd(), 0.5), 0.5, 0.01),
                Arguments.of(new GradientNoise(new Sgd(), 1e-4, 0.55), 0.5, 0.002),
                Arguments.of(new ExponentialMovingAverage(new Sgd()), 0.5, 0.002),
                Arguments.of(new GradientAccumulation(new Sgd(), 2), 0.5, 0.002),
                Arguments.of(everything(new Adam()), 0.1, 0.02),
                Arguments.of(everything(new Lamb()), 0.05, 0.005));
    }

    /** All that can be put around an optimizer, in Keras's order. */
    private static Optimizer everything(Optimizer optimizer) {
        return new ExponentialMovingAverage(
                new GradientAccumulation(
                        new GradientNoise(
                                new ClipByGlobalNorm(
                                        new ClipByNorm(
                                                new ClipByValue(
                                                        new WeightDecay(optimizer, 1e-5), 10),
                                                9),
                                        8),
                                1e-6,
                                0.55),
                        2));
    }

    @Test
    void each_name_leads_to_a_member_of_its_own() {
        assertThat(Families.withoutSample(Optimizer.class, Optimizer.NAMES.members().values()))
                .isEmpty();
        Optimizer.NAMES
                .members()
                .forEach((name, member) -> {
                    if (!name.equals("adam_w"))
                        assertThat(Optimizer.NAMES.nameOf(member)).isEqualTo(name);
                });
    }

    @ParameterizedTest
    @MethodSource("problems")
    void each_member_finds_the_bottom_of_a_parabola(Optimizer optimizer, double rate) {
        // ½(x − 3)² + ½·4·(y + 1)²
        float[] found =
                minimum(
                        optimizer,
                        rate,
                        3000,
                        (x, g) -> {
                            g[0] = x[0] - 3;
                            g[1] = 4 * (x[1] + 1);
                        });
        assertThat(found).containsExactly(new float[] {3, -1}, within(0.01f));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void each_member_goes_along_rosenbrocks_valley(
            Optimizer optimizer, double forParabola, double rate) {
        // (1 − x)² + 100·(y − x²)², from (−1, 1)
        float[] found =
                minimum(
                        optimizer,
                        rate,
                        40_000,
                        (x, g) -> {
                            float off = x[1] - x[0] * x[0];
                            g[0] = -2 * (1 - x[0]) - 400 * off * x[0];
                            g[1] = 200 * off;
                        });
        assertThat(found).containsExactly(new float[] {1, 1}, within(0.05f));
    }

    private interface Gradient {
        void at(float[] x, float[] gradient);
    }

    /** Where steps from (−1, 1) lead. */
    private static float[] minimum(Optimizer optimizer, double rate, int steps, Gradient gradient) {
        Parameters θ = Parameters.zeros(List.of(ParameterSpec.kernel("dense/kernel", 1, 2)));
        θ.setLogical(0, new float[] {-1, 1});
        float[] gradients = new float[θ.values().length];
        OptimizerState state = optimizer.init(θ);
        Update update = new Update(optimizer, θ, gradients, state, 5);
        for (int step = 0; step < steps; step++) {
            gradient.at(θ.values(), gradients);
            double left = optimizer instanceof Ftrl ? 1 : (steps - step) / (double) steps;
            update.begin(Kernels.scalar(), 1, rate * left);
            update.prepare();
            update.update(0, gradients.length);
        }
        optimizer.finish(θ, state);
        return θ.logical(0);
    }

    @Test
    void every_member_has_a_sample() {
        assertThat(Families.withoutSample(Optimizer.class, members().toList())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("members")
    void shares_give_the_same_bits_as_the_whole(Optimizer optimizer) {
        Parameters whole = tensors();
        Parameters shares = tensors();
        Update wholeUpdate = update(optimizer, whole);
        Update sharesUpdate = update(optimizer, shares);
        int end = whole.values().length;
        for (int step = 0; step < 4; step++) {
            step(wholeUpdate, step, 0, end);
            step(sharesUpdate, step, 96, end, 37, 96, 0, 37);
        }
        assertThat(shares.values()).isEqualTo(whole.values());
    }

    @ParameterizedTest
    @MethodSource("members")
    void padding_stays_zero_and_what_is_not_trained_stays_as_it_was(Optimizer optimizer) {
        Parameters θ = tensors();
        Parameters before = θ.copy();
        Update update = update(optimizer, θ);
        for (int step = 0; step < 4; step++) step(update, step, 0, θ.values().length);
        optimizer.finish(θ, update.state());
        Parameters logical = tensors();
        for (int k = 0; k < θ.specs().size(); k++) logical.setLogical(k, θ.logical(k));
        assertThat(θ.values()).isEqualTo(logical.values());
        assertThat(θ.logical(2)).isEqualTo(before.logical(2));
        for (int k : new int[] {0, 1, 3})
            assertThat(θ.logical(k)).doesNotContain(before.logical(k)).doesNotContain(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("members")
    void a_copy_of_the_state_goes_on_alike(Optimizer optimizer) {
        Parameters θ = tensors();
        Update update = update(optimizer, θ);
        int end = θ.values().length;
        for (int step = 0; step < 3; step++) step(update, step, 0, end);
        Parameters other = θ.copy();
        Update copy = update(optimizer, other);
        copy.state().set(update.state().copy());
        for (int step = 3; step < 6; step++) step(update, step, 0, end);
        for (int step = 3; step < 6; step++) step(copy, step, 0, end);
        assertThat(other.values()).isEqualTo(θ.values());
        assertThat(copy.state().step()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("members")
    void another_learning_rate_is_all_that_changes(Optimizer optimizer) {
        Optimizer other = optimizer.withLearningRate(new Constant(0.5));
        assertThat(other.learningRate()).isEqualTo(new Constant(0.5));
        assertThat(other.withLearningRate(optimizer.learningRate())).isEqualTo(optimizer);
    }

    /** A kernel, a bias, statistics that are not trained, a kernel of more than one panel. */
    private static Parameters tensors() {
        Parameters θ =
                Parameters.zeros(
                        List.of(
                                ParameterSpec.kernel("dense/kernel", 3, 5),
                                ParameterSpec.vector("dense/bias", 5),
                                new ParameterSpec("dense/mean", List.of(5), false),
                                ParameterSpec.kernel("dense_1/kernel", 5, 40)));
        for (int k = 0; k < θ.specs().size(); k++) {
            float[] values = new float[(int) θ.specs().get(k).count()];
            for (int i = 0; i < values.length; i++) values[i] = (i % 7 - 3.5f) / 4;
            θ.setLogical(k, values);
        }
        return θ;
    }

    private static Update update(Optimizer optimizer, Parameters θ) {
        return new Update(optimizer, θ, new float[θ.values().length], optimizer.init(θ), 5);
    }

    /** A step by gradients that change from step to step; in these windows, one after the other. */
    private static void step(Update update, int step, int... windows) {
        Parameters gradients = update.parameters().over(update.gradients());
        for (int k = 0; k < gradients.specs().size(); k++) {
            float[] values = new float[(int) gradients.specs().get(k).count()];
            boolean trained = gradients.specs().get(k).trained();
            for (int i = 0; i < values.length; i++)
                values[i] = trained ? (float) Math.sqrt(i + step) - 3.3f : 0;
            gradients.setLogical(k, values);
        }
        update.begin(Kernels.scalar(), 1, 0.1);
        update.prepare();
        for (int w = 0; w < windows.length; w += 2) update.update(windows[w], windows[w + 1]);
    }

    @Test
    void a_state_has_each_slot_once() {
        OptimizerState state = new OptimizerState(1, "average");
        assertThatThrownBy(() -> state.with("average", 1))
                .hasMessage("optimizer: there are two of average");
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
        Update update = new Update(optimizer, θ, gradients, state, 5);
        update.begin(Kernels.scalar(), 1, rate);
        update.prepare();
        update.update(0, θ.values().length);
    }
}
