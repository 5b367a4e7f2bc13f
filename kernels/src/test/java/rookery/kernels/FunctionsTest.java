package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** Own elementary functions against {@link StrictMath} in double, over all of float's range. */
class FunctionsTest {

    private static final double ULPS = 2;

    /** A prime, so that all exponents meet all kinds of mantissas: about four million numbers. */
    private static final int STRIDE = 1009;

    private static final int CHUNK = 1 << 12;

    private static final float[] EDGES = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.72283f,
        88.72284f,
        -87.33654f,
        -103.27893f,
        -103.97208f,
        -103.972084f,
        -104f,
        89f,
        0.625f,
        Math.nextDown(0.625f),
        9.010913f,
        -9.010913f,
        16.7f,
        -16.7f,
        Math.nextDown(1f),
        Math.nextUp(1f),
        Math.nextUp(-1f),
        Math.nextDown(-1f),
        0.70710677f,
        0.7071068f,
        1.4142135f,
        1.4142137f,
        -0.29289323f,
        0.41421354f,
        5.9604645e-8f,
        -5.9604645e-8f,
        1.6777216e7f,
        3.4e7f
    };

    interface Loop {
        void run(Kernels kernels, float[] x, int xAt, float[] y, int yAt, int n);
    }

    record Function(String name, Loop loop, DoubleUnaryOperator exact) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(
                new Function("exp", Kernels::exp, StrictMath::exp),
                new Function("log", Kernels::log, StrictMath::log),
                new Function("log1p", Kernels::log1p, StrictMath::log1p),
                new Function("tanh", Kernels::tanh, StrictMath::tanh),
                new Function("sigmoid", Kernels::sigmoid, FunctionsTest::sigmoid));
    }

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void error_is_at_most_2_ulp_everywhere(Function function) {
        float[] x = new float[CHUNK];
        float[] y = new float[CHUNK];
        for (long bits = 0; bits < 1L << 32; bits += (long) CHUNK * STRIDE) {
            fill(x, bits);
            function.loop.run(Kernels.scalar(), x, 0, y, 0, CHUNK);
            for (int i = 0; i < CHUNK; i++) {
                check(function, x[i], y[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void edges_are_as_in_java_lang_Math(Function function) {
        float[] y = new float[EDGES.length];
        function.loop.run(Kernels.scalar(), EDGES, 0, y, 0, EDGES.length);
        for (int i = 0; i < EDGES.length; i++) {
            check(function, EDGES[i], y[i]);
        }
    }

    private static void check(Function function, float x, float y) {
        double exact = function.exact.applyAsDouble(x);
        float nearest = (float) exact;
        if (Float.floatToIntBits(y) == Float.floatToIntBits(nearest)) {
            return; // also specials and the sign of zero
        }
        boolean special = Float.isNaN(nearest) || Float.isInfinite(nearest) || exact == 0;
        double ulps = Math.abs(y - exact) / Math.ulp(nearest);
        if (special || !(ulps <= ULPS)) {
            throw new AssertionError(
                    "%s(%s) is %s, should be %s".formatted(function, x, y, nearest));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void vectors_give_the_same_bits_as_scalars(Function function) {
        Kernels vector = Kernels.vector().orElseThrow();
        float[] x = new float[CHUNK + 1]; // one left over
        float[] expected = new float[x.length];
        float[] y = new float[x.length];
        for (long bits = 0; bits < 1L << 32; bits += (long) CHUNK * STRIDE) {
            fill(x, bits);
            function.loop.run(Kernels.scalar(), x, 0, expected, 0, x.length);
            function.loop.run(vector, x, 0, y, 0, x.length);
            for (int i = 0; i < x.length; i++) {
                if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected[i])) {
                    throw new AssertionError(
                            "%s(%s): %s, not %s".formatted(function, x[i], y[i], expected[i]));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_window_is_written_and_nothing_else_also_in_place(Function function) {
        for (Kernels kernels : List.of(Kernels.scalar(), Kernels.vector().orElseThrow())) {
            for (int n = 0; n <= EDGES.length; n++) {
                float[] x = Arrays.copyOf(EDGES, n);
                float[] expected = new float[n];
                function.loop.run(Kernels.scalar(), x, 0, expected, 0, n);
                Window in = Window.of(x), out = Window.output(n);
                function.loop.run(kernels, in.array, in.at, out.array, out.at, n);
                out.shouldHold(expected, kernels + " " + function + " of " + n);
                in.shouldHold(x, kernels + " " + function + " of " + n + ", its input");
                function.loop.run(kernels, in.array, in.at, in.array, in.at, n);
                in.shouldHold(expected, kernels + " " + function + " of " + n + " in place");
            }
        }
    }

    @Test
    void sine_and_cosine_of_turns_are_right_to_2_ulp() {
        for (int i = 0; i < 1 << 24; i += 3) {
            float u = i * 0x1p-24f;
            check("sin", u, Turns.sin(u), StrictMath.sin(2 * Math.PI * u));
            check("cos", u, Turns.cos(u), StrictMath.cos(2 * Math.PI * u));
        }
    }

    @Test
    void quarter_turns_are_exact() {
        float[] u = {0, 0.25f, 0.5f, 0.75f};
        float[] sin = {0, 1, 0, -1};
        for (int i = 0; i < u.length; i++) {
            assertThat(Turns.sin(u[i])).isEqualTo(sin[i], within(0f));
            assertThat(Turns.cos(u[i])).isEqualTo(sin[(i + 1) % u.length], within(0f));
        }
    }

    private static void check(String name, float u, float y, double exact) {
        double tolerance = Math.max(ULPS * Math.ulp((float) exact), 1e-15); // double's own error
        if (!(Math.abs(y - exact) <= tolerance)) {
            throw new AssertionError("%s(2π·%s) is %s, should be %s".formatted(name, u, y, exact));
        }
    }

    private static void fill(float[] x, long firstBits) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Float.intBitsToFloat((int) (firstBits + (long) i * STRIDE));
        }
    }
}
