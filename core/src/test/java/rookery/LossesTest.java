package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.kernels.Kernels;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.regularizers.L2;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

class LossesTest {

    private static final Dataset DATA = Samples.clouds(700, 4, 1);
    private static final Learner LEARNER = Samples.learner(4, 6);

    private static Dataset weighted() {
        float[] weights = new float[DATA.rows()];
        for (int row = 0; row < weights.length; row++) weights[row] = row % 5 * 0.3f;
        return DATA.withWeights(weights);
    }

    private static Learner coupled() {
        return Sequential.of(
                        4,
                        new Dense(7, new Relu()).kernelRegularizer(new L2(0.01)),
                        new BatchNormalization(),
                        new Dropout(0.4),
                        new Dense(3, new Softmax()))
                .compile("categorical_crossentropy", "adam");
    }

    @Test
    void with_penalties_weights_of_rows_and_statistics_it_is_the_loss_of_evaluate() {
        Model model = coupled().fit(weighted(), Fit.defaults().epochs(2)).model();
        Losses losses = Losses.of(model, weighted(), Fit.defaults());
        assertThat(losses.at(model.parameters())).isEqualTo(model.evaluate(weighted()).loss());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dice", "tversky", "mean_squared_error", "kl_divergence"})
    void a_loss_of_all_rows_together_is_one_of_all_rows(String loss) {
        Model model =
                Sequential.of(4, new Dense(3, new Sigmoid())).compile(loss, "sgd").initialModel(2);
        Losses losses = Losses.of(model, DATA, Fit.defaults());
        assertThat(losses.at(model.parameters())).isEqualTo(model.evaluate(DATA).loss());
        double[] twice = new double[2];
        float[] values = model.parameters().values();
        losses.at(twice, (_, to) -> System.arraycopy(values, 0, to, 0, to.length), _ -> {});
        assertThat(twice).containsOnly(model.evaluate(DATA).loss());
    }

    @Test
    void weights_of_classes_count_as_in_training() {
        Fit fit = Fit.defaults().classWeights(1, 2, 0.5);
        Model model = coupled().fit(weighted(), fit.epochs(2)).model();
        double expected = Objective.inInference(model, weighted(), fit).lossAndGradients();
        Losses losses = Losses.of(model, weighted(), fit);
        assertThat(losses.at(model.parameters()))
                .isEqualTo(expected)
                .isNotEqualTo(model.evaluate(weighted()).loss());
    }

    /** On a way from the weights to 0. */
    private static double[] line(Model model, int threads, Kernels kernels, int points) {
        Losses losses = Losses.of(model, DATA, Fit.defaults(), threads);
        losses.useKernels(kernels);
        float[] values = model.parameters().values();
        double[] line = new double[points];
        losses.at(
                line,
                (k, to) -> {
                    for (int i = 0; i < to.length; i++) to[i] = values[i] * (1 - k / 16f);
                },
                _ -> {});
        return line;
    }

    @ParameterizedTest
    @CsvSource({"1, best", "2, scalar", "3, best", "8, scalar"})
    void threads_and_kernels_change_no_bit(int threads, String kernels) {
        Model model = coupled().initialModel(3);
        double[] line = line(model, threads, Kernels.named(kernels), 17);
        for (int k = 0; k < line.length; k++) {
            Model there = Model.of(model.learner(), model.parameters());
            float[] moved = there.parameters().values();
            for (int i = 0; i < moved.length; i++) moved[i] *= 1 - k / 16f;
            double expected =
                    Model.of(model.learner(), model.parameters().over(moved)).evaluate(DATA).loss();
            assertThat(line[k]).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, scalar", "2, best", "3, best"})
    void of_a_large_network_threads_share_the_rows_and_change_no_bit(int threads, String kernels) {
        Model model =
                Samples.network(4, 1024, 1024)
                        .compile("categorical_crossentropy", "sgd")
                        .initialModel(1);
        double[] line = line(model, threads, Kernels.named(kernels), 2);
        assertThat(line[0]).isEqualTo(model.evaluate(DATA).loss());
        assertThat(line[1]).isNotEqualTo(line[0]).isFinite();
    }

    /** Rows are computed some at a time; each has the loss that it has alone. */
    @Test
    void of_a_large_network_the_loss_is_the_mean_of_its_rows() {
        Model model =
                Samples.network(4, 1024, 1024)
                        .compile("categorical_crossentropy", "sgd")
                        .initialModel(1);
        Dataset rows = Samples.clouds(1100, 4, 1);
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) sum += model.evaluate(rows.select(row)).loss();
        assertThat(Losses.of(model, rows, Fit.defaults(), 2).at(model.parameters()))
                .isEqualTo(sum / rows.rows());
    }

    @Test
    void what_is_no_number_is_told_as_it_is() {
        Model model = LEARNER.initialModel(3);
        Losses losses = Losses.of(model, DATA, Fit.defaults());
        float[] values = model.parameters().values();
        double[] found = new double[3];
        losses.at(
                found,
                (k, to) -> {
                    System.arraycopy(values, 0, to, 0, to.length);
                    if (k == 1) to[0] = Float.NaN;
                },
                _ -> {});
        assertThat(found[1]).isNaN();
        assertThat(found[0]).isEqualTo(found[2]).isEqualTo(model.evaluate(DATA).loss());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whoever_fails_ends_the_work_and_the_next_one_is_done(int threads) {
        Losses losses = Losses.of(LEARNER.initialModel(3), DATA, Fit.defaults(), threads);
        AtomicInteger put = new AtomicInteger();
        double[] many = new double[10_000];
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        losses.at(
                                many,
                                (_, _) -> put.incrementAndGet(),
                                _ -> {
                                    throw new IllegalStateException("enough");
                                }))
                .withMessage("enough");
        if (threads == 1) assertThat(put.get()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        losses.at(
                                many,
                                (k, _) -> {
                                    if (k == 5) throw new IllegalStateException("no point");
                                },
                                _ -> {}))
                .withMessage("no point");
        double[] few = new double[4];
        losses.at(few, (_, to) -> to[0] = 0, _ -> {});
        assertThat(few).containsOnly(few[0]);
    }

    @Test
    void progress_is_told_by_the_caller_and_rises_to_all() {
        Losses losses = Losses.of(LEARNER.initialModel(3), DATA, Fit.defaults(), 2);
        Thread caller = Thread.currentThread();
        AtomicInteger last = new AtomicInteger();
        losses.at(
                new double[50],
                (_, _) -> {},
                done -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    assertThat(done).isBetween(last.getAndSet(done), 50);
                });
        assertThat(last.get()).isEqualTo(50);
    }

    @Test
    void other_weights_and_weights_of_no_classes_are_refused() {
        Losses losses = Losses.of(LEARNER.initialModel(3), DATA, Fit.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> losses.at(Samples.learner(4, 5).initialModel(1).parameters()))
                .withMessage("Losses: these are the weights of another network");
        Dataset numbers = Dataset.of(DATA.features(), DATA.features());
        Model regression =
                Sequential.of(4, new Dense(4)).compile("mean_squared_error", "sgd").initialModel(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.of(regression, numbers, Fit.defaults().classWeights(1, 2)))
                .withMessageStartingWith("class weights: the targets are no classes");
    }

    @Test
    void nothing_is_allocated_for_a_point() {
        Losses losses = Losses.of(LEARNER.initialModel(3), DATA, Fit.defaults(), 1);
        losses.useKernels(Kernels.scalar());
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] found = new double[20];
        Losses.Points points = (k, to) -> to[0] = k;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 2000 && least > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            losses.at(found, points, _ -> {});
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for 20 points").isZero();
    }
}
