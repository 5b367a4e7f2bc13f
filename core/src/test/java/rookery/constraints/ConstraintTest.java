package rookery.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.Golden;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

class ConstraintTest {

    private static final List<Constraint> SAMPLES =
            List.of(
                    new MaxNorm(0.5),
                    new NonNegative(),
                    new UnitNorm(),
                    new MinMaxNorm(0.5, 0.75, 0.9));

    static List<Constraint> samples() {
        return SAMPLES;
    }

    @Test
    void every_member_has_a_sample_and_a_name() {
        assertThat(Families.withoutSample(Constraint.class, SAMPLES)).isEmpty();
        assertThat(Families.withoutSample(Constraint.class, Constraint.NAMES.members().values()))
                .isEmpty();
        assertThat(Constraint.NAMES.nameOf(new NonNegative())).isEqualTo("non_neg");
        assertThat(Constraint.NAMES.get("max_norm")).isEqualTo(new MaxNorm(2));
    }

    static List<Arguments> constrained() {
        List<Arguments> constrained = new ArrayList<>();
        for (JsonNode tensor : Golden.read("constraints.json").get("tensors"))
            for (JsonNode result : tensor.get("constrained"))
                constrained.add(
                        Arguments.of(
                                result.get("member").asString(),
                                tensor.get("shape").toString(),
                                result.get("arguments").toString(),
                                tensor,
                                result));
        return constrained;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("constrained")
    void tensors_become_what_keras_makes_of_them(
            String name, String shape, String arguments, JsonNode tensor, JsonNode result) {
        JsonNode sizes = tensor.get("shape");
        ParameterSpec spec =
                sizes.size() == 1
                        ? ParameterSpec.vector("w", sizes.get(0).asInt())
                        : ParameterSpec.kernel("w", sizes.get(0).asInt(), sizes.get(1).asInt());
        Parameters parameters = behindAnother(spec, Golden.floats(tensor.get("values")));
        Constraint member = member(name, result.get("arguments"));
        member.apply(spec, parameters.values(), parameters.offset(1), 0, Panels.count(spec.cols()));
        float[] logical = parameters.logical(1);
        double[] actual = new double[logical.length];
        for (int i = 0; i < actual.length; i++) actual[i] = logical[i];
        Golden.assertClose("values", actual, Golden.doubles(result.get("values")), 1e-6);
    }

    @Test
    void all_members_are_in_the_golden_file() {
        assertThat(constrained().stream().map(each -> each.get()[0]).distinct())
                .containsExactlyInAnyOrder("max_norm", "non_neg", "unit_norm", "min_max_norm");
    }

    private static Constraint member(String name, JsonNode arguments) {
        return switch (name) {
            case "max_norm" -> new MaxNorm(arguments.get("max_value").asDouble());
            case "non_neg" -> new NonNegative();
            case "unit_norm" -> new UnitNorm();
            case "min_max_norm" ->
                    new MinMaxNorm(
                            arguments.get("min_value").asDouble(),
                            arguments.get("max_value").asDouble(),
                            arguments.get("rate").asDouble());
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shares_of_panels_do_what_all_do_at_once_and_leave_the_rest_alone(Constraint member) {
        for (ParameterSpec spec :
                List.of(ParameterSpec.kernel("w", 5, 70), ParameterSpec.vector("w", 70))) {
            Parameters whole = behindAnother(spec, random(spec));
            Parameters shares = whole.copy();
            int at = whole.offset(1);
            member.apply(spec, whole.values(), at, 0, 3);
            for (int panel = 2; panel >= 0; panel--)
                member.apply(spec, shares.values(), at, panel, panel + 1);
            member.apply(spec, shares.values(), at, 0, 0);
            assertThat(shares.values()).isEqualTo(whole.values());
            assertThat(whole.values()).isNotEqualTo(behindAnother(spec, random(spec)).values());
            for (int i = 0; i < at; i++) assertThat(whole.values()[i]).isEqualTo(-9f);
            whole.setLogical(1, new float[(int) spec.count()]);
            for (int i = at; i < whole.values().length; i++)
                assertThat(whole.values()[i]).as("padding").isZero();
        }
    }

    @Test
    void norms_are_within_their_bounds() {
        ParameterSpec spec = ParameterSpec.kernel("w", 50, 3);
        Parameters parameters = behindAnother(spec, random(spec));
        new MaxNorm(0.25).apply(spec, parameters.values(), parameters.offset(1), 0, 1);
        for (int j = 0; j < 3; j++) {
            double squares = 0;
            for (int i = 0; i < 50; i++) {
                double w = parameters.get("w", i, j);
                squares += w * w;
            }
            assertThat(Math.sqrt(squares)).isBetween(0.2499999, 0.2500001);
        }
    }

    @Test
    void bad_bounds_are_refused() {
        assertThatThrownBy(() -> new MaxNorm(-1))
                .hasMessage("MaxNorm: maxValue must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> new MinMaxNorm(Double.NaN, 1, 1))
                .hasMessage("MinMaxNorm: minValue must be at least 0 and finite, got NaN");
        assertThatThrownBy(() -> new MinMaxNorm(1, 0.5, 1))
                .hasMessage(
                        "MinMaxNorm: maxValue must be at least minValue 1.0 and finite, got 0.5");
        assertThatThrownBy(() -> new MinMaxNorm(0, 1, 1.5))
                .hasMessage("MinMaxNorm: rate must be in [0, 1], got 1.5");
    }

    private static Parameters behindAnother(ParameterSpec spec, float[] values) {
        Parameters parameters =
                Parameters.zeros(List.of(ParameterSpec.kernel("another", 2, 32), spec));
        java.util.Arrays.fill(parameters.values(), 0, 64, -9f);
        parameters.setLogical(1, values);
        return parameters;
    }

    private static float[] random(ParameterSpec spec) {
        float[] values = new float[(int) spec.count()];
        Philox.normal(5, Purpose.DATA, 0, 0, 0, values, 0, values.length);
        return values;
    }
}
