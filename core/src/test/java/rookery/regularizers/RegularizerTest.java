package rookery.regularizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.Golden;
import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

class RegularizerTest {

    private static final List<Regularizer> SAMPLES =
            List.of(
                    new L1(0.3),
                    new L2(0.2),
                    new L1L2(0.1, 0.05),
                    new Orthogonal(0.7),
                    new Orthogonal(0.7, Orthogonal.Mode.COLUMNS));

    static List<Regularizer> samples() {
        return SAMPLES;
    }

    @Test
    void every_member_has_a_sample_and_a_name() {
        assertThat(Families.withoutSample(Regularizer.class, SAMPLES)).isEmpty();
        assertThat(Families.withoutSample(Regularizer.class, Regularizer.NAMES.members().values()))
                .isEmpty();
        assertThat(Regularizer.NAMES.nameOf(new L1L2(1, 2))).isEqualTo("l1_l2");
        assertThat(Regularizer.NAMES.get("orthogonal")).isEqualTo(new Orthogonal(0.01));
    }

    static List<Arguments> penalties() {
        List<Arguments> penalties = new ArrayList<>();
        for (JsonNode tensor : Golden.read("regularizers.json").get("tensors"))
            for (JsonNode penalty : tensor.get("penalties"))
                penalties.add(
                        Arguments.of(
                                penalty.get("member").asString(),
                                tensor.get("shape").toString(),
                                penalty.get("arguments").toString(),
                                tensor,
                                penalty));
        return penalties;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("penalties")
    void penalties_and_gradients_are_those_of_keras_and_pytorch(
            String name, String shape, String arguments, JsonNode tensor, JsonNode penalty) {
        Regularizer member = member(name, penalty.get("arguments"));
        Parameters parameters = behindAnother(spec(tensor.get("shape")), tensor.get("values"));
        double expected = penalty.get("value").asDouble();
        assertThat(value(Kernels.best(), member, parameters))
                .isCloseTo(expected, within(1e-6 * expected));
        Parameters gradient = parameters.over(gradient(Kernels.best(), member, parameters));
        Golden.assertClose(
                "gradient",
                doubles(gradient.logical(1)),
                Golden.doubles(penalty.get("gradient")),
                1e-5);
    }

    @Test
    void all_members_are_in_the_golden_file() {
        assertThat(penalties().stream().map(each -> each.get()[0]).distinct())
                .containsExactlyInAnyOrder("l1", "l2", "l1_l2", "orthogonal_regularizer");
    }

    private static Regularizer member(String name, JsonNode arguments) {
        double l1 = arguments.path("l1").asDouble(0);
        double l2 = arguments.path("l2").asDouble(0);
        return switch (name) {
            case "l1" -> new L1(l1);
            case "l2" -> new L2(l2);
            case "l1_l2" -> new L1L2(l1, l2);
            case "orthogonal_regularizer" ->
                    new Orthogonal(
                            arguments.get("factor").asDouble(),
                            Orthogonal.Mode.valueOf(
                                    arguments.get("mode").asString().toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_gradient_is_the_slope_of_the_penalty(Regularizer member) {
        Parameters parameters = random(7, 35);
        float[] gradient = gradient(Kernels.best(), member, parameters);
        for (int place : new int[] {parameters.offset(1), parameters.at("kernel", 3, 34)}) {
            float h = 1e-2f;
            float before = parameters.values()[place];
            parameters.values()[place] = before + h;
            double up = value(Kernels.best(), member, parameters);
            parameters.values()[place] = before - h;
            double down = value(Kernels.best(), member, parameters);
            parameters.values()[place] = before;
            double slope = (up - down) / (2 * h);
            assertThat((double) gradient[place])
                    .isCloseTo(slope, within(1e-3 * Math.abs(slope) + 1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bits_do_not_depend_on_kernels_or_shares_and_padding_and_neighbours_are_left_alone(
            Regularizer member) {
        Parameters parameters = random(7, 35);
        float[] whole = gradient(Kernels.best(), member, parameters);
        assertThat(gradient(Kernels.scalar(), member, parameters)).isEqualTo(whole);
        assertThat(value(Kernels.scalar(), member, parameters))
                .isEqualTo(value(Kernels.best(), member, parameters));
        ParameterSpec spec = parameters.specs().get(1);
        int at = parameters.offset(1);
        if (member.elementwise()) {
            float[] shares = new float[parameters.values().length];
            for (int from = at; from < shares.length; from += 13)
                member.addGradient(
                        Kernels.best(),
                        spec,
                        parameters.values(),
                        shares,
                        at,
                        from,
                        Math.min(from + 13, shares.length),
                        new float[0]);
            assertThat(shares).isEqualTo(whole);
        }
        Parameters rest = parameters.over(whole.clone());
        rest.setLogical(1, new float[7 * 35]);
        assertThat(rest.values()).containsOnly(0f);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void gradients_are_added(Regularizer member) {
        Parameters parameters = random(3, 4);
        float[] alone = gradient(Kernels.best(), member, parameters);
        float[] more = new float[alone.length];
        Arrays.fill(more, 1f);
        add(Kernels.best(), member, parameters, more);
        int place = parameters.offset(1);
        assertThat(more[place]).isEqualTo(1 + alone[place]);
    }

    @Test
    void a_single_vector_has_no_other_to_be_orthogonal_to() {
        Orthogonal rows = new Orthogonal(1, Orthogonal.Mode.ROWS);
        assertThat(value(Kernels.best(), rows, random(1, 5))).isZero();
        assertThat(gradient(Kernels.best(), rows, random(1, 5))).containsOnly(0f);
    }

    @Test
    void vectors_of_one_number_are_parallel_and_cannot_be_turned() {
        Orthogonal rows = new Orthogonal(1, Orthogonal.Mode.ROWS);
        assertThat(value(Kernels.best(), rows, random(5, 1))).isEqualTo(1);
        assertThat(gradient(Kernels.best(), rows, random(5, 1))).containsOnly(0f);
    }

    @Test
    void a_row_of_zeros_has_no_gradient() {
        Parameters parameters = random(3, 4);
        for (int j = 0; j < 4; j++) parameters.values()[parameters.at("kernel", 1, j)] = 0;
        Parameters gradient =
                parameters.over(gradient(Kernels.best(), new Orthogonal(), parameters));
        for (int j = 0; j < 4; j++) assertThat(gradient.get("kernel", 1, j)).isZero();
        assertThat(gradient.get("kernel", 0, 0)).isNotZero().isFinite();
    }

    @Test
    void orthogonality_is_for_kernels() {
        assertThatThrownBy(() -> new Orthogonal().scratch(ParameterSpec.vector("dense/bias", 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Orthogonal: dense/bias must have two dimensions, got [3]");
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "NaN", "Infinity", "1e39"})
    void a_factor_is_at_least_0_and_finite(double factor) {
        String message = " must be at least 0 and finite, got " + factor;
        assertThatThrownBy(() -> new L1(factor)).hasMessage("L1: l1" + message);
        assertThatThrownBy(() -> new L2(factor)).hasMessage("L2: l2" + message);
        assertThatThrownBy(() -> new L1L2(factor, 0)).hasMessage("L1L2: l1" + message);
        assertThatThrownBy(() -> new L1L2(0, factor)).hasMessage("L1L2: l2" + message);
        assertThatThrownBy(() -> new Orthogonal(factor)).hasMessage("Orthogonal: factor" + message);
    }

    private static ParameterSpec spec(JsonNode shape) {
        return shape.size() == 1
                ? ParameterSpec.vector("kernel", shape.get(0).asInt())
                : ParameterSpec.kernel("kernel", shape.get(0).asInt(), shape.get(1).asInt());
    }

    private static Parameters behindAnother(ParameterSpec spec, JsonNode values) {
        Parameters parameters =
                Parameters.zeros(List.of(ParameterSpec.kernel("another", 3, 3), spec));
        parameters.setLogical(1, Golden.floats(values));
        return parameters;
    }

    private static Parameters random(int rows, int cols) {
        Parameters parameters =
                Parameters.zeros(
                        List.of(
                                ParameterSpec.kernel("another", 3, 3),
                                ParameterSpec.kernel("kernel", rows, cols)));
        float[] values = new float[rows * cols];
        Philox.normal(5, Purpose.DATA, 0, 0, 0, values, 0, values.length);
        parameters.setLogical(1, values);
        return parameters;
    }

    private static double value(Kernels kernels, Regularizer member, Parameters parameters) {
        ParameterSpec spec = parameters.specs().get(1);
        float[] scratch = new float[member.scratch(spec)];
        return member.value(kernels, spec, parameters.values(), parameters.offset(1), scratch);
    }

    private static float[] gradient(Kernels kernels, Regularizer member, Parameters parameters) {
        float[] gradients = new float[parameters.values().length];
        add(kernels, member, parameters, gradients);
        return gradients;
    }

    private static void add(
            Kernels kernels, Regularizer member, Parameters parameters, float[] gradients) {
        ParameterSpec spec = parameters.specs().get(1);
        float[] scratch = new float[member.scratch(spec)];
        int at = parameters.offset(1);
        int end = at + (int) spec.size();
        member.addGradient(kernels, spec, parameters.values(), gradients, at, at, end, scratch);
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) result[i] = values[i];
        return result;
    }
}
