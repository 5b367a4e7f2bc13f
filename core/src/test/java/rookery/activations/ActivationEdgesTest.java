package rookery.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.tensor.Panels;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What holds for all members: NaN, large numbers, kernels, and what is left alone. */
class ActivationEdgesTest {

    private static final int FEATURES = 6;
    private static final int PANELS = 3;

    static Stream<Activation> members() {
        List<Activation> members = new ArrayList<>(Activation.NAMES.members().values());
        members.add(new Relu(0.1, Optional.empty(), 0));
        members.add(new Relu(0.1, Optional.of(2.0), 0.5));
        members.add(new Elu(0.3));
        members.add(new Celu(2.5));
        members.add(new Gelu(true));
        return members.stream();
    }

    /** One pass forward and backward over all panels but the first. */
    private record Pass(Panels z, Panels y, float[] value, Panels dz) {
        static Pass of(Activation member, Kernels kernels, float[] z, float[] dy) {
            Panels in = new Panels(FEATURES, PANELS);
            System.arraycopy(z, 0, in.values(), 0, z.length);
            Panels y = new Panels(member.outputs(FEATURES), PANELS);
            Panels d = new Panels(y.features(), PANELS);
            System.arraycopy(dy, 0, d.values(), 0, d.values().length);
            member.forward(kernels, in, y, 1, PANELS);
            float[] value = y.values().clone();
            member.backward(kernels, in, y, d, 1, PANELS);
            return new Pass(in, y, value, y.features() == FEATURES ? d : in);
        }
    }

    private static float[] numbers(long seed, double scale) {
        Random random = new Random(seed);
        float[] values = new float[FEATURES * PANELS * Panels.LANES];
        for (int i = 0; i < values.length; i++) values[i] = (float) (scale * random.nextGaussian());
        return values;
    }

    @ParameterizedTest
    @MethodSource("members")
    void scalar_and_vector_kernels_give_the_same_bits(Activation member) {
        float[] dy = numbers(2, 1);
        for (double scale : new double[] {1e-3, 1, 10, 1e4}) {
            float[] z = numbers(1, scale);
            Pass scalar = Pass.of(member, Kernels.scalar(), z, dy);
            Pass vector = Pass.of(member, Kernels.vector().orElseThrow(), z, dy);
            assertThat(vector.value).containsExactly(scalar.value);
            assertThat(vector.dz.values()).containsExactly(scalar.dz.values());
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void backward_leaves_inputs_and_outputs_as_they_were(Activation member) {
        float[] z = numbers(3, 4);
        Pass pass = Pass.of(member, Kernels.best(), z, numbers(4, 1));
        assertThat(pass.y.values()).containsExactly(pass.value);
        if (pass.dz != pass.z) assertThat(pass.z.values()).containsExactly(z);
        int panel = FEATURES * Panels.LANES;
        assertThat(Arrays.copyOf(pass.z.values(), panel)).containsExactly(Arrays.copyOf(z, panel));
    }

    @ParameterizedTest
    @MethodSource("members")
    void a_nan_passes_through(Activation member) {
        float[] z = numbers(5, 1);
        int half = FEATURES / 2 * Panels.LANES;
        int at = FEATURES * Panels.LANES + 7;
        z[at] = Float.NaN;
        Pass pass = Pass.of(member, Kernels.best(), z, numbers(6, 1));
        int place = pass.y.features() == FEATURES ? at : half + 7;
        assertThat(pass.value[place]).isNaN();
        int others = 0;
        for (float value : pass.value) if (Float.isNaN(value)) others++;
        boolean couples =
                member instanceof Softmax
                        || member instanceof LogSoftmax
                        || member instanceof Sparsemax;
        assertThat(others).isEqualTo(couples ? FEATURES : 1);
    }

    @ParameterizedTest
    @MethodSource("members")
    void nothing_is_allocated(Activation member) {
        Panels z = new Panels(FEATURES, PANELS);
        Panels y = new Panels(member.outputs(FEATURES), PANELS);
        Panels d = new Panels(y.features(), PANELS);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 100 && least > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            member.forward(Kernels.scalar(), z, y, 0, PANELS);
            member.backward(Kernels.scalar(), z, y, d, 0, PANELS);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    @ParameterizedTest
    @MethodSource("members")
    void large_inputs_have_limits(Activation member) {
        float[] z = new float[FEATURES * PANELS * Panels.LANES];
        for (int i = 0; i < z.length; i++) z[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? 1e30f : -1e30f;
        float[] dy = new float[z.length];
        Arrays.fill(dy, 1);
        Pass pass = Pass.of(member, Kernels.best(), z, dy);
        for (float value : pass.value) assertThat(value).isNotNaN();
        for (float value : pass.dz.values()) assertThat(value).isNotNaN();
    }

    /** Where both float's and double's functions have digits, whatever the size of the others. */
    @Test
    void tails_keep_their_digits() {
        assertThat(relative(new Softplus(), -20, 2.0611536e-9)).isLessThan(1e-6);
        assertThat(relative(new LogSigmoid(), 20, -2.0611536e-9)).isLessThan(1e-6);
        assertThat(relative(new Gelu(), -6, -5.919525866e-9)).isLessThan(3e-6);
        assertThat(relative(new Gelu(true), -4, -7.024594819e-5)).isLessThan(3e-6);
        assertThat(relative(new Squareplus(), -1000, 9.99999000002e-4)).isLessThan(1e-6);
        assertThat(relative(new Elu(), -1e-6f, -9.999995e-7)).isLessThan(1e-6);
        assertThat(relative(new TanhShrink(), 1e-3f, 3.333332475e-10)).isLessThan(1e-6);
        assertThat(relative(new Mish(), -30, -2.8072869e-12)).isLessThan(1e-6);
    }

    private static double relative(Activation member, float z, double expected) {
        Panels in = new Panels(1, 1);
        Panels y = new Panels(1, 1);
        in.values()[0] = z;
        member.forward(Kernels.best(), in, y, 0, 1);
        return Math.abs(y.values()[0] / expected - 1);
    }

    /** Φ(z) = gelu(z)/z against Simpson's rule over the normal distribution's density. */
    @Test
    void gelu_is_right_to_a_few_units_of_the_last_place() {
        double below = 0;
        for (double to = -14 + 1 / 64.0; to <= 14; to += 1 / 64.0) {
            double from = to - 1 / 64.0;
            below += (density(from) + 4 * density((from + to) / 2) + density(to)) / 6 / 64;
            if (to < -9 || to == 0) continue; // the sum misses what lies below −14
            double tolerance = 1e-7 * (4 + to * to / 4); // e^(−z²/2) loses as much as z² does
            assertThat(relative(new Gelu(), (float) to, to * below))
                    .as("gelu(%s)", to)
                    .isLessThan(tolerance);
        }
        assertThat(below).isCloseTo(1, within(1e-9));
    }

    private static double density(double z) {
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void the_unit_step_compares_exactly() {
        float[] numbers = {0, -0f, Float.MIN_VALUE, 1e-30f, 1, Math.nextUp(1f), Float.MAX_VALUE};
        for (float a : numbers)
            for (float b : numbers) {
                assertThat(Step.of(a - b)).isEqualTo(a > b ? 1f : 0f);
                assertThat(Step.of(-a - b)).isEqualTo(-a > b ? 1f : 0f);
            }
        assertThat(Step.of(Float.POSITIVE_INFINITY)).isEqualTo(1f);
        assertThat(Step.of(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Step.of(Float.NaN)).isNaN();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        () -> new LeakyRelu(-0.1),
                        "LeakyRelu: negativeSlope must be at least 0 and finite, got -0.1"),
                refused(
                        () -> new Relu(-1, Optional.empty(), 0),
                        "Relu: negativeSlope must be at least 0 and finite, got -1.0"),
                refused(
                        () -> new Relu(0, Optional.of(-1.0), 0),
                        "Relu: maxValue must be at least 0 and finite, got -1.0"),
                refused(
                        () -> new Relu(0, Optional.empty(), Double.NaN),
                        "Relu: threshold must be at least 0 and finite, got NaN"),
                refused(() -> new Elu(0), "Elu: alpha must be positive and finite, got 0.0"),
                refused(() -> new Celu(-1), "Celu: alpha must be positive and finite, got -1.0"),
                refused(
                        () -> new Squareplus(0),
                        "Squareplus: b must be positive and finite, got 0.0"),
                refused(
                        () -> new HardShrink(-1),
                        "HardShrink: threshold must be at least 0 and finite, got -1.0"),
                refused(
                        () -> new SoftShrink(-1),
                        "SoftShrink: threshold must be at least 0 and finite, got -1.0"),
                refused(
                        () -> new Threshold(Double.NaN, 0),
                        "Threshold: threshold must be finite, got NaN"),
                refused(
                        () -> new Threshold(0, Double.POSITIVE_INFINITY),
                        "Threshold: defaultValue must be finite, got Infinity"),
                refused(
                        () -> new Glu().outputs(5),
                        "Glu: the number of inputs must be even, got 5"),
                refused(
                        () -> new Dense(16, new Glu()),
                        "Dense: Glu makes 8 numbers of 16, and here it must keep them; give it a"
                                + " layer of its own: new Dense(16), new Activation(…), or in a"
                                + " text 16 linear, …"));
    }

    private static Arguments refused(ThrowingCallable what, String message) {
        return Arguments.of(message, what);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_cannot_be_is_refused(String message, ThrowingCallable what) {
        assertThatIllegalArgumentException().isThrownBy(what).withMessage(message);
    }
}
