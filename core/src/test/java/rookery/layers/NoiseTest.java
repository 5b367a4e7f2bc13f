package rookery.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Layers that draw: the distribution, and the formula given the draw. */
class NoiseTest {

    private static final long SEED = 42;
    private static final int FEATURES = 100;
    private static final int PANELS = 32;
    private static final int SIZE = FEATURES * PANELS * Panels.LANES;
    private static final int INDEX = 3;

    static Stream<Layer> members() {
        return Stream.of(new AlphaDropout(0.2), new GaussianDropout(0.2), new GaussianNoise(0.3));
    }

    /** x, y and dx of a layer; dy is 1. */
    private record Result(float[] x, float[] y, float[] dx) {}

    private static Result run(Layer layer, boolean training, long step, int firstPanel) {
        Panels x = new Panels(FEATURES, PANELS);
        Philox.normal(SEED, Purpose.DATA, 0, 0, 0, x.values(), 0, SIZE);
        Panels z = layer.kept(FEATURES) == 0 ? x : new Panels(FEATURES, PANELS);
        Panels y = new Panels(FEATURES, PANELS);
        Panels dy = new Panels(FEATURES, PANELS);
        Arrays.fill(dy.values(), 1f);
        Panels dx = new Panels(FEATURES, PANELS);
        Parameters none = Parameters.zeros(List.of());
        Frame frame =
                new Frame(
                        INDEX, none, null, 0, x, z, y, dy, dx, null, null, null, null, false,
                        false);
        Pass pass = new Pass(training, SEED);
        pass.begin(Kernels.best(), step, firstPanel, PANELS * Panels.LANES);
        layer.forward(frame, pass, 0, 5);
        layer.forward(frame, pass, 5, PANELS);
        layer.backward(frame, pass, 0, PANELS);
        return new Result(x.values(), y.values(), dx.values());
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) sum += (value - mean) * (value - mean);
        return Math.sqrt(sum / values.length);
    }

    /** Of 102,400 numbers, the deviation of the mean is 0.003. */
    @Test
    void alpha_dropout_keeps_mean_0_and_variance_1() {
        Result result = run(new AlphaDropout(0.2), true, 1, 0);
        assertThat(mean(result.y)).isCloseTo(0, within(0.015));
        assertThat(deviation(result.y)).isCloseTo(1, within(0.015));
    }

    @Test
    void alpha_dropout_is_its_formula_given_the_draw() {
        double rate = 0.2;
        double lowest = -1.7580993408473766;
        double a = 1 / Math.sqrt((1 - rate) * (1 + rate * lowest * lowest));
        double b = -a * lowest * rate;
        Result result = run(new AlphaDropout(rate), true, 7, 2);
        for (int e = 0; e < SIZE; e++) {
            long element = e + 2L * FEATURES * Panels.LANES;
            float u = Philox.uniform(SEED, Purpose.ALPHA_DROPOUT, 7, INDEX, element);
            double x = u < 0.2f ? lowest : result.x[e];
            assertThat((double) result.y[e]).isCloseTo(a * x + b, within(1e-6 * (1 + Math.abs(x))));
            assertThat((double) result.dx[e]).isCloseTo(u < 0.2f ? 0 : a, within(1e-6));
        }
    }

    @Test
    void gaussian_dropout_multiplies_with_numbers_around_1() {
        Result result = run(new GaussianDropout(0.2), true, 1, 0);
        float[] factors = result.dx; // dy is 1
        assertThat(mean(factors)).isCloseTo(1, within(0.008));
        assertThat(deviation(factors)).isCloseTo(0.5, within(0.006)); // √(0.2/0.8)
        for (int e = 0; e < SIZE; e++) {
            float n = Philox.normal(SEED, Purpose.GAUSSIAN_DROPOUT, 1, INDEX, e);
            assertThat(factors[e]).isEqualTo(1f + 0.5f * n);
            assertThat(result.y[e]).isEqualTo(result.x[e] * factors[e]);
        }
    }

    @Test
    void gaussian_noise_is_added() {
        Result result = run(new GaussianNoise(0.3), true, 1, 0);
        float[] noise = new float[SIZE];
        for (int e = 0; e < SIZE; e++) {
            float n = Philox.normal(SEED, Purpose.GAUSSIAN_NOISE, 1, INDEX, e);
            noise[e] = 0.3f * n;
            assertThat(result.y[e]).isEqualTo(result.x[e] + noise[e]);
        }
        assertThat(mean(noise)).isCloseTo(0, within(0.005));
        assertThat(deviation(noise)).isCloseTo(0.3, within(0.004));
        assertThat(result.dx).containsOnly(1f);
    }

    @ParameterizedTest
    @MethodSource("members")
    void in_inference_all_pass(Layer layer) {
        Result result = run(layer, false, 1, 0);
        assertThat(result.y).isEqualTo(result.x);
    }

    @ParameterizedTest
    @MethodSource("members")
    void each_step_draws_anew_and_can_be_had_again(Layer layer) {
        float[] first = run(layer, true, 1, 0).y;
        assertThat(run(layer, true, 2, 0).y).isNotEqualTo(first);
        assertThat(run(layer, true, 1, 0).y).isEqualTo(first);
    }
}
