package rookery.losses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Families;
import rookery.Fit;
import rookery.Learner;
import rookery.LossSamples;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Linear;
import rookery.activations.Sigmoid;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What holds for every member of the family. */
class LossContractTest {

    private static final int ROWS = 70;
    private static final int PANELS = 3;

    static List<Loss> losses() {
        return LossSamples.ALL;
    }

    @Test
    void no_member_is_left_out() {
        List<Loss> samples = new ArrayList<>(LossSamples.ALL);
        samples.addAll(LossSamples.OF_BATCHES);
        assertThat(Families.withoutSample(Loss.class, samples)).isEmpty();
        List<Class<?>> named =
                Loss.NAMES.members().values().stream().<Class<?>>map(Loss::getClass).toList();
        assertThat(Arrays.stream(Loss.class.getPermittedSubclasses()).filter(Class::isRecord))
                .allMatch(named::contains);
    }

    /** The numbers of one computation. */
    private record Results(double[] values, float[] gradient) {

        static Results of(Kernels kernels, Loss loss, Panels y, Panels q, int... cuts) {
            Panels scratch = new Panels(loss.scratch(q.features()), PANELS);
            Panels d = new Panels(q.features(), PANELS);
            double[] values = new double[PANELS * Panels.LANES];
            float[] scale = new float[values.length];
            for (int b = 0; b < scale.length; b++) scale[b] = 1f / (b + 1);
            for (int cut = 1; cut < cuts.length; cut++) {
                Arrays.fill(scratch.values(), Float.NaN);
                loss.value(kernels, y, q, scratch, values, cuts[cut - 1], cuts[cut]);
                Arrays.fill(scratch.values(), Float.NaN);
                loss.gradient(kernels, y, q, q, scale, scratch, d, cuts[cut - 1], cuts[cut]);
            }
            return new Results(values, d.values());
        }
    }

    private static Panels predictions(int outputs, Random random) {
        Panels q = new Panels(outputs, PANELS);
        for (int i = 0; i < q.values().length; i++) q.values()[i] = 0.01f + random.nextFloat();
        return q;
    }

    private static Panels targets(Loss loss, int outputs, Random random) {
        Matrix rows = LossSamples.targets(loss, PANELS * Panels.LANES, outputs, random);
        Panels y = new Panels(rows.cols(), PANELS);
        int[] order = IntStream.range(0, rows.rows()).toArray();
        y.gather(Kernels.scalar(), rows, order, 0, rows.rows(), 0, PANELS);
        return y;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_same_bits_from_all_kernels_and_any_division_of_the_panels(Loss loss) {
        for (int wanted : new int[] {2, 7}) {
            int outputs = LossSamples.outputs(loss, wanted);
            Random random = new Random(5);
            Panels y = targets(loss, outputs, random);
            Panels q = predictions(outputs, random);
            Results whole = Results.of(Kernels.scalar(), loss, y, q, 0, PANELS);
            for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
                assertSame(whole, Results.of(kernels, loss, y, q, 0, PANELS));
                assertSame(whole, Results.of(kernels, loss, y, q, 0, 2, PANELS));
                assertSame(whole, Results.of(kernels, loss, y, q, 0, 1, 2, PANELS));
            }
        }
    }

    private static void assertSame(Results expected, Results actual) {
        assertThat(actual.values()).containsExactly(expected.values());
        assertThat(actual.gradient()).containsExactly(expected.gradient());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_row_by_itself_has_the_loss_and_gradient_it_has_among_others(Loss loss) {
        int outputs = LossSamples.outputs(loss, 3);
        Random random = new Random(6);
        Panels y = targets(loss, outputs, random);
        Panels q = predictions(outputs, random);
        Results all = Results.of(Kernels.best(), loss, y, q, 0, PANELS);
        for (int b = 0; b < PANELS * Panels.LANES; b++) {
            Panels alone = new Panels(outputs, PANELS);
            Panels target = new Panels(y.features(), PANELS);
            for (int k = 0; k < outputs; k++) alone.values()[alone.at(b, k)] = q.get(b, k);
            for (int k = 0; k < y.features(); k++) target.values()[target.at(b, k)] = y.get(b, k);
            Results one = Results.of(Kernels.best(), loss, target, alone, 0, PANELS);
            assertThat(one.values()[b]).isEqualTo(all.values()[b]);
            for (int k = 0; k < outputs; k++)
                assertThat(one.gradient()[q.at(b, k)]).isEqualTo(all.gradient()[q.at(b, k)]);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_loss_of_a_data_set_is_the_mean_of_its_rows_losses(Loss loss) {
        int outputs = LossSamples.outputs(loss, 3);
        Random random = new Random(7);
        float[] x = new float[ROWS * 4];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        Matrix targets = LossSamples.targets(loss, ROWS, outputs, random);
        Dataset data = Dataset.of(Matrix.wrap(ROWS, 4, x), targets);
        Model model = learner(loss, outputs).initialModel(3);
        double sum = 0;
        for (int row = 0; row < ROWS; row++) sum += model.evaluate(data.select(row)).loss();
        assertThat(model.evaluate(data).loss())
                .isCloseTo(sum / ROWS, org.assertj.core.data.Offset.offset(1e-14 * Math.abs(sum)));
    }

    private static Learner learner(Loss loss, int outputs) {
        return Sequential.of(4, new Dense(5, new Linear()), new Dense(outputs, new Sigmoid()))
                .compile(loss, new Sgd(0.1));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void training_makes_it_smaller(Loss loss) {
        int outputs = LossSamples.outputs(loss, 3);
        Random random = new Random(8);
        float[] x = new float[ROWS * 4];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        Matrix targets = LossSamples.targets(loss, ROWS, outputs, random);
        Dataset data = Dataset.of(Matrix.wrap(ROWS, 4, x), targets);
        Learner learner = learner(loss, outputs);
        double before = learner.initialModel(1).evaluate(data).loss();
        Fit fit = Fit.defaults().epochs(20).seed(1);
        assertThat(learner.fit(data, fit).training().loss()).isLessThan(before);
    }
}
