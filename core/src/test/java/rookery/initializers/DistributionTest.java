package rookery.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Golden;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.StreamSupport;

/** What members draw is what Keras asks of its sampler. */
class DistributionTest {

    private static final int DRAWS = 200_000;

    /** Kolmogorov and Smirnov: a right distribution is farther off in one of 1,000 cases. */
    private static final double FARTHEST = 1.95 / Math.sqrt(DRAWS);

    static List<Arguments> distributions() {
        List<Arguments> distributions = new ArrayList<>();
        for (JsonNode golden : Golden.read("initializers.json").get("distributions"))
            distributions.add(
                    Arguments.of(
                            golden.get("member").asString(),
                            golden.get("arguments").toString(),
                            golden.get("shape").toString(),
                            golden));
        return distributions;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("distributions")
    void draws_have_the_distribution_of_kerass_sampler(
            String name, String arguments, String shape, JsonNode golden) {
        double[] draws = draws(member(name, golden.get("arguments")), golden.get("shape"));
        boolean uniform = golden.get("distribution").asString().equals("uniform");
        boolean cut = golden.get("distribution").asString().equals("truncated_normal");
        double from = golden.path("minval").asDouble(0);
        double to = golden.path("maxval").asDouble(0);
        double mean = uniform ? (from + to) / 2 : golden.get("mean").asDouble();
        double sigma = golden.path("stddev").asDouble(0);
        double deviation =
                uniform ? (to - from) / Math.sqrt(12) : sigma * (cut ? 0.87962566103423978 : 1);

        double average = Arrays.stream(draws).average().orElseThrow();
        double variance =
                Arrays.stream(draws).map(w -> (w - average) * (w - average)).sum() / DRAWS;
        // 200,000 draws: the mean's own deviation is σ/447, the spread's at most σ/632
        assertThat(average).isCloseTo(mean, within(deviation / 110));
        assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(deviation / 150));

        Arrays.sort(draws);
        double reach = uniform ? (to - from) / 2 : cut ? 2 * sigma : 5.77 * sigma;
        assertThat(draws[0]).isGreaterThanOrEqualTo(mean - reach * (1 + 1e-6));
        assertThat(draws[DRAWS - 1]).isLessThanOrEqualTo(mean + reach * (1 + 1e-6));
        DoubleUnaryOperator below =
                uniform
                        ? w -> (w - from) / (to - from)
                        : cut
                                ? w -> (phi((w - mean) / sigma) - phi(-2)) / (phi(2) - phi(-2))
                                : w -> phi((w - mean) / sigma);
        assertThat(farthest(draws, below)).isLessThan(FARTHEST);
    }

    /** Of as many tensors as it takes. */
    private static double[] draws(Initializer member, JsonNode shape) {
        int rows = shape.get(0).asInt();
        int cols = shape.get(1).asInt();
        float[] tensor = new float[rows * cols];
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            int k = i % tensor.length;
            if (k == 0) member.fill(tensor, rows, cols, 3, i / tensor.length);
            draws[i] = tensor[k];
        }
        return draws;
    }

    /** The largest difference between the share of draws below a number and what it should be. */
    private static double farthest(double[] sorted, DoubleUnaryOperator below) {
        double farthest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = below.applyAsDouble(sorted[i]);
            farthest = Math.max(farthest, Math.abs(expected - (double) i / sorted.length));
            farthest = Math.max(farthest, Math.abs(expected - (i + 1.0) / sorted.length));
        }
        return farthest;
    }

    /** The share of a standard normal below x: Marsaglia 2004, "Evaluating the normal". */
    private static double phi(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void the_test_would_see_a_wrong_distribution() {
        double[] draws =
                draws(
                        new RandomNormal(0, 1.01),
                        Golden.read("initializers.json").get("distributions").get(0).get("shape"));
        Arrays.sort(draws);
        assertThat(farthest(draws, DistributionTest::phi)).isLessThan(FARTHEST * 2);
        assertThat(farthest(draws, x -> phi(x / 1.05))).isGreaterThan(FARTHEST);
        assertThat(farthest(draws, x -> phi(x + 0.02))).isGreaterThan(FARTHEST);
        assertThat(phi(1.959963984540054)).isCloseTo(0.975, within(1e-14));
    }

    static List<JsonNode> matrices() {
        return StreamSupport.stream(
                        Golden.read("initializers.json").get("orthogonal").spliterator(), false)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void normal_numbers_become_the_orthogonal_matrix_of_keras_pytorch_and_numpy(JsonNode golden) {
        int rows = golden.get("shape").get(0).asInt();
        int cols = golden.get("shape").get(1).asInt();
        double[] draws = Golden.doubles(golden.get("draws"));
        double[][] vectors = new double[cols][rows];
        for (int i = 0; i < draws.length; i++) vectors[i % cols][i / cols] = draws[i];
        assertThat(Orthogonal.orthonormalize(vectors)).isTrue();
        double[] q = new double[draws.length];
        for (int i = 0; i < q.length; i++) q[i] = vectors[i % cols][i / cols];
        Golden.assertClose("Q", q, Golden.doubles(golden.get("q")), 1e-7);
    }

    static List<JsonNode> constants() {
        return StreamSupport.stream(
                        Golden.read("initializers.json").get("constants").spliterator(), false)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void members_without_randomness_give_kerass_values(JsonNode golden) {
        int rows = golden.get("shape").get(0).asInt();
        int cols = golden.get("shape").get(1).asInt();
        float[] values = new float[rows * cols];
        member(golden.get("member").asString(), golden.get("arguments"))
                .fill(values, rows, cols, 1, 0);
        assertThat(values).isEqualTo(Golden.floats(golden.get("values")));
    }

    private static Initializer member(String name, JsonNode given) {
        double mean = given.path("mean").asDouble(0);
        double deviation = given.path("stddev").asDouble(0);
        return switch (name) {
            case "constant" -> new Constant(given.get("value").asDouble());
            case "identity" -> new Identity(given.get("gain").asDouble());
            case "random_normal" -> new RandomNormal(mean, deviation);
            case "truncated_normal" -> new TruncatedNormal(mean, deviation);
            case "random_uniform" ->
                    new RandomUniform(
                            given.get("minval").asDouble(), given.get("maxval").asDouble());
            case "variance_scaling" ->
                    new VarianceScaling(
                            given.get("scale").asDouble(),
                            VarianceScaling.Mode.valueOf(upper(given.get("mode"))),
                            VarianceScaling.Distribution.valueOf(upper(given.get("distribution"))));
            default -> Initializer.NAMES.get(name);
        };
    }

    private static String upper(JsonNode text) {
        return text.asString().toUpperCase(Locale.ROOT);
    }
}
