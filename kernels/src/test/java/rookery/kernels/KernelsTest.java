package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.Reference.panels;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Scalar and vector kernels against the contract written down plainly, to the bit. */
class KernelsTest {

    static final long SEED = 20;

    private static final int[] SIZES = {1, 4, 6, 8, 13, 16, 25, 32, 64, 100, 207, 1024, 4098};

    /** inputs, units, rows: every size in every place, large ones with small partners. */
    static final int[][] SHAPES = {
        {1, 1, 1},
        {4, 6, 8},
        {6, 8, 4},
        {8, 4, 6},
        {13, 16, 25},
        {16, 25, 13},
        {25, 13, 16},
        {32, 64, 32},
        {64, 32, 64},
        {100, 207, 32},
        {207, 64, 100},
        {64, 100, 207},
        {1024, 13, 33},
        {13, 1024, 4},
        {6, 8, 1024},
        {4098, 6, 1},
        {4, 4098, 1},
        {1, 4, 4098},
        {300, 131, 70}
    };

    static Stream<Kernels> all() {
        return Stream.concat(Stream.of(Kernels.scalar()), Kernels.vector().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void product_is_the_contract_to_the_bit(Kernels kernels) {
        Random random = new Random(SEED);
        for (int[] shape : SHAPES) {
            int inputs = shape[0], units = shape[1], panels = panels(shape[2]);
            float[] x = Window.random(random, panels * inputs * LANES);
            float[] w = kernel(random, inputs, units);
            float[] b = Window.random(random, units);
            float[] expected = new float[panels * units * LANES];
            Reference.product(x, w, b, expected, inputs, units, panels * LANES);
            Window in = Window.of(x), weights = Window.of(w), bias = Window.of(b);
            Window out = Window.output(expected.length);
            kernels.product(
                    in.array,
                    in.at,
                    weights.array,
                    weights.at,
                    bias.array,
                    bias.at,
                    out.array,
                    out.at,
                    inputs,
                    units,
                    panels);
            out.shouldHold(expected, name(kernels, shape));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_row_alone_has_the_bits_it_has_in_a_panel_in_any_shares_of_units(Kernels kernels) {
        Random random = new Random(SEED);
        for (int[] shape : SHAPES) {
            int inputs = shape[0], units = shape[1];
            float[] x = Window.random(random, inputs * LANES);
            float[] w = kernel(random, inputs, units);
            float[] b = Window.random(random, units);
            float[] expected = new float[units * LANES];
            Reference.product(x, w, b, expected, inputs, units, LANES);
            for (int i = 0; i < x.length; i++) if (i % LANES != 0) x[i] = Float.NaN;
            Window in = Window.of(x), weights = Window.of(w), bias = Window.of(b);
            Window out = Window.output(expected.length);
            for (int from = 0; from < units; from += 2 * LANES)
                kernels.rowProduct(
                        in.array,
                        in.at,
                        weights.array,
                        weights.at,
                        bias.array,
                        bias.at,
                        out.array,
                        out.at,
                        inputs,
                        from,
                        Math.min(units, from + 2 * LANES));
            for (int i = 0; i < expected.length; i++)
                if (i % LANES != 0) expected[i] = out.array[out.at + i];
            out.shouldHold(expected, name(kernels, shape));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void input_gradient_is_the_contract_to_the_bit(Kernels kernels) {
        Random random = new Random(SEED);
        for (int[] shape : SHAPES) {
            int inputs = shape[0], units = shape[1], panels = panels(shape[2]);
            float[] dz = Window.random(random, panels * units * LANES);
            float[] w = kernel(random, inputs, units);
            float[] expected = new float[panels * inputs * LANES];
            Reference.inputGradient(dz, w, expected, inputs, units, panels * LANES);
            Window in = Window.of(dz), weights = Window.of(w);
            Window out = Window.output(expected.length);
            kernels.inputGradient(
                    in.array,
                    in.at,
                    weights.array,
                    weights.at,
                    out.array,
                    out.at,
                    inputs,
                    units,
                    panels);
            out.shouldHold(expected, name(kernels, shape));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void kernel_gradient_is_the_contract_to_the_bit_in_any_shares_of_inputs(Kernels kernels) {
        Random random = new Random(SEED);
        for (int[] shape : SHAPES) {
            int inputs = shape[0], units = shape[1], rows = shape[2], panels = panels(rows);
            float[] x = Window.random(random, panels * inputs * LANES);
            float[] dz = Window.random(random, panels * units * LANES);
            spoil(x, inputs, rows);
            spoil(dz, units, rows);
            float[] t = new float[panels * panels(units) * LANES * LANES];
            Reference.transpose(dz, t, units, panels * LANES);
            float[] expected = new float[panels(units) * inputs * LANES];
            Reference.kernelGradient(x, dz, expected, inputs, units, rows, 0, inputs);
            Window in = Window.of(x), turned = Window.of(t);
            Window out = Window.of(emptyKernel(inputs, units));
            int share = Math.max(1, inputs / 3);
            for (int from = 0; from < inputs; from += share) {
                kernels.kernelGradient(
                        in.array,
                        in.at,
                        turned.array,
                        turned.at,
                        out.array,
                        out.at,
                        inputs,
                        units,
                        rows,
                        from,
                        Math.min(inputs, from + share));
            }
            out.shouldHold(expected, name(kernels, shape));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void kernel_gradient_writes_only_its_share(Kernels kernels) {
        Random random = new Random(SEED);
        int inputs = 20, units = 40, rows = 32;
        Window x = Window.of(Window.random(random, inputs * LANES));
        float[] dz = Window.random(random, units * LANES);
        float[] t = new float[2 * LANES * LANES];
        Reference.transpose(dz, t, units, LANES);
        float[] expected = Window.random(random, 2 * inputs * LANES);
        Window out = Window.of(expected);
        Reference.kernelGradient(x.values(), dz, expected, inputs, units, rows, 5, 12);
        kernels.kernelGradient(x.array, x.at, t, 0, out.array, out.at, inputs, units, rows, 5, 12);
        out.shouldHold(expected, kernels.name());
    }

    @ParameterizedTest
    @MethodSource("all")
    void bias_gradient_is_the_contract_to_the_bit(Kernels kernels) {
        Random random = new Random(SEED);
        for (int rows : SIZES) {
            for (int units : new int[] {1, 5, 16}) {
                float[] dz = Window.random(random, panels(rows) * units * LANES);
                spoil(dz, units, rows);
                float[] expected = new float[units];
                Reference.biasGradient(dz, expected, units, rows);
                Window in = Window.of(dz), out = Window.output(units);
                kernels.biasGradient(in.array, in.at, out.array, out.at, units, rows);
                out.shouldHold(expected, kernels + " rows " + rows + ", seed " + SEED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void dot_is_the_contract_to_the_bit(Kernels kernels) {
        Random random = new Random(SEED);
        for (int n : SIZES) {
            Window x = Window.of(Window.random(random, n)), y = Window.of(Window.random(random, n));
            assertThat(kernels.dot(x.array, x.at, y.array, y.at, n))
                    .as("%s, %d elements, seed %d", kernels, n, SEED)
                    .isEqualTo(Reference.dot(x.values(), y.values()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void sums_start_at_positive_zero(Kernels kernels) {
        float[] minus = new float[LANES];
        Arrays.fill(minus, -0f);
        float[] out = {1};
        kernels.biasGradient(minus, 0, out, 0, 1, LANES);
        assertThat(Float.floatToRawIntBits(out[0])).isZero();
        assertThat(Double.doubleToRawLongBits(kernels.dot(minus, 0, new float[] {1}, 0, 1)))
                .isZero();
        // The product's last term underflows to −0; 0 + −0 is +0, and so is the sum with bias −0.
        float[] tiny = new float[LANES];
        Arrays.fill(tiny, 1e-30f);
        float[] z = new float[LANES];
        float[] w = new float[LANES];
        w[0] = -1e-30f;
        kernels.product(tiny, 0, w, 0, minus, 0, z, 0, 1, 1, 1);
        assertThat(Float.floatToRawIntBits(z[0])).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_relus_gradient_passes_where_its_input_was_positive(Kernels kernels) {
        Random random = new Random(SEED);
        for (float slope : new float[] {0f, 0.25f})
            for (int n : SIZES) {
                float[] z = Window.random(random, n);
                float[] d = Window.random(random, n);
                z[n / 2] = 0f;
                z[n - 1] = -0f;
                d[n / 3] = Float.NEGATIVE_INFINITY;
                Window in = Window.of(z), out = Window.of(d.clone());
                for (int i = 0; i < n; i++)
                    if (!(z[i] > 0f)) d[i] = slope == 0f ? 0f : slope * d[i];
                kernels.reluGradient(in.array, in.at, slope, out.array, out.at, n);
                out.shouldHold(d, kernels + " of " + n + " with slope " + slope);
            }
    }

    @ParameterizedTest
    @MethodSource("all")
    void add_adds_each_element(Kernels kernels) {
        Random random = new Random(SEED);
        for (int n : SIZES) {
            float[] x = Window.random(random, n);
            float[] y = Window.random(random, n);
            Window in = Window.of(x), out = Window.of(y.clone());
            for (int i = 0; i < n; i++) {
                y[i] += x[i];
            }
            kernels.add(in.array, in.at, out.array, out.at, n);
            out.shouldHold(y, kernels + " of " + n);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void one_example_gives_the_same_bits_alone_and_in_a_batch(Kernels kernels) {
        Random random = new Random(SEED);
        int inputs = 300, units = 17, panels = 3, row = 77;
        float[] x = Window.random(random, panels * inputs * LANES);
        float[] w = kernel(random, inputs, units);
        float[] b = Window.random(random, units);
        float[] batch = new float[panels * units * LANES];
        kernels.product(x, 0, w, 0, b, 0, batch, 0, inputs, units, panels);
        float[] alone = new float[inputs * LANES];
        Arrays.fill(alone, Float.NaN);
        for (int i = 0; i < inputs; i++) {
            alone[i * LANES] = x[Reference.example(row, i, inputs)];
        }
        float[] z = new float[units * LANES];
        kernels.product(alone, 0, w, 0, b, 0, z, 0, inputs, units, 1);
        for (int j = 0; j < units; j++) {
            assertThat(z[j * LANES]).isEqualTo(batch[Reference.example(row, j, units)]);
        }
    }

    /** NaN to be overwritten, and padding that is 0. */
    private static float[] emptyKernel(int inputs, int units) {
        float[] kernel = new float[panels(units) * inputs * LANES];
        for (int e = 0; e < kernel.length; e++)
            if (e / (inputs * LANES) * LANES + e % LANES < units) kernel[e] = Float.NaN;
        return kernel;
    }

    private static float[] kernel(Random random, int inputs, int units) {
        float[] w = Window.random(random, panels(units) * inputs * LANES);
        for (int j = units; j < panels(units) * LANES; j++) {
            for (int i = 0; i < inputs; i++) {
                w[Reference.weight(i, j, inputs)] = 0;
            }
        }
        return w;
    }

    /** Lanes beyond the rows hold what must never come into a result. */
    private static void spoil(float[] panels, int features, int rows) {
        List<Float> poison = List.of(Float.NaN, Float.POSITIVE_INFINITY, 1e30f);
        for (int b = rows; b < panels(rows) * LANES; b++) {
            for (int f = 0; f < features; f++) {
                panels[Reference.example(b, f, features)] = poison.get((b + f) % poison.size());
            }
        }
    }

    static String name(Kernels kernels, int[] shape) {
        return kernels + " " + Arrays.toString(shape) + ", seed " + SEED;
    }
}
