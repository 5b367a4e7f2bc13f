package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.KernelsTest.SEED;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.stream.Stream;

/** Softmax and what goes with it, over the features of each example. */
class SoftmaxTest {

    static Stream<Kernels> all() {
        return KernelsTest.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void argmax_is_the_first_of_the_largest(Kernels kernels) {
        float nan = Float.NaN;
        float[][] examples = {{1, 3, 2}, {2, 1, 2}, {0, -0f, 0}, {nan, 9, 9}, {-5, nan, -4}};
        float[] expected = {1, 0, 0, 0, 2};
        float[] x = new float[2 * 3 * LANES], places = new float[2 * LANES];
        for (int b = 0; b < 2 * LANES; b++)
            for (int k = 0; k < 3; k++)
                x[(b / LANES * 3 + k) * LANES + b % LANES] = examples[b % examples.length][k];
        kernels.argmax(x, 0, places, 0, 3, 2);
        for (int b = 0; b < places.length; b++)
            assertThat(places[b]).as("example %d", b).isEqualTo(expected[b % examples.length]);
    }

    @ParameterizedTest
    @MethodSource("all")
    void cross_entropy_gradient_is_the_formula_to_the_bit(Kernels kernels) {
        Random random = new Random(SEED);
        for (int features : new int[] {1, 2, 10, 33}) {
            int panels = 3;
            float[] q = Window.random(random, panels * features * LANES);
            float[] p = Window.random(random, q.length);
            float[] scale = Window.random(random, panels * LANES);
            float[] expected = new float[q.length];
            for (int b = 0; b < panels * LANES; b++) {
                int at = b / LANES * features * LANES + b % LANES;
                float mass = 0;
                for (int k = 0; k < features; k++) mass += p[at + k * LANES];
                for (int i = at; i < at + features * LANES; i += LANES)
                    expected[i] = (q[i] * mass - p[i]) * scale[b];
            }
            Window inQ = Window.of(q), inP = Window.of(p), inScale = Window.of(scale);
            Window out = Window.output(expected.length);
            kernels.crossEntropyGradient(
                    inQ.array,
                    inQ.at,
                    inP.array,
                    inP.at,
                    inScale.array,
                    inScale.at,
                    out.array,
                    out.at,
                    features,
                    panels);
            out.shouldHold(expected, kernels + " features " + features + ", seed " + SEED);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void softmax_and_its_logarithm_are_the_contract_to_the_bit(Kernels kernels) {
        Random random = new Random(SEED);
        for (int features : new int[] {1, 2, 3, 10, 33, 100, 207}) {
            int panels = features < 20 ? 3 : 1;
            float[] x = Window.random(random, panels * features * LANES);
            x[3] = Float.NaN; // poisons its own example and no other
            x[x.length - 1] = Float.NEGATIVE_INFINITY;
            float[] softmax = new float[x.length];
            float[] log = new float[x.length];
            Reference.softmax(x, softmax, features, panels * LANES);
            Reference.logSoftmax(x, log, features, panels * LANES);
            Window in = Window.of(x), out = Window.output(x.length);
            String name = kernels + ", " + features + " features, seed " + SEED;
            kernels.softmax(in.array, in.at, out.array, out.at, features, panels);
            out.shouldHold(softmax, name);
            kernels.logSoftmax(in.array, in.at, out.array, out.at, features, panels);
            out.shouldHold(log, name);
            in.shouldHold(x, name + ", its input");
            kernels.softmax(in.array, in.at, in.array, in.at, features, panels);
            in.shouldHold(softmax, name + " in place");
            Window again = Window.of(x);
            kernels.logSoftmax(again.array, again.at, again.array, again.at, features, panels);
            again.shouldHold(log, name + " in place");
        }
    }
}
