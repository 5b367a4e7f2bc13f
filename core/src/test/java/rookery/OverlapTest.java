package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Sigmoid;
import rookery.activations.Tanh;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.losses.Dice;
import rookery.losses.Loss;
import rookery.losses.Tversky;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Losses of a whole batch: Dice and Tversky. */
class OverlapTest {

    static Stream<JsonNode> goldenBatches() {
        return Golden.read("overlap.json").get("batches").valueStream();
    }

    @ParameterizedTest
    @MethodSource("goldenBatches")
    void value_and_gradient_are_those_of_keras(JsonNode golden) {
        Matrix y = Golden.matrix(golden.get("targets"));
        Matrix q = Golden.matrix(golden.get("predictions"));
        double[] totals = new double[loss(golden).totals()];
        Loss loss = loss(golden).over(totals);
        Panels target = panels(y);
        Panels prediction = panels(q);
        loss.addTotals(target, prediction, y.rows(), totals);
        double[] values = new double[target.panels() * Panels.LANES];
        Panels gradient = new Panels(y.cols(), target.panels());
        float[] scale = new float[values.length];
        Arrays.fill(scale, 1f / y.rows());
        Kernels kernels = Kernels.best();
        loss.value(kernels, target, prediction, gradient, values, 0, target.panels());
        Panels scratch = new Panels(loss.scratch(y.cols()), target.panels());
        loss.gradient(
                kernels,
                target,
                prediction,
                prediction,
                scale,
                scratch,
                gradient,
                0,
                target.panels());
        double expected = golden.get("value").asDouble();
        assertThat(values[0]).isCloseTo(expected, within(1e-5 * Math.max(expected, 1e-6)));
        double[] gradients = Golden.doubles(golden.get("gradient"));
        double rms = Math.sqrt(Arrays.stream(gradients).map(g -> g * g).average().orElseThrow());
        for (int row = 0; row < y.rows(); row++)
            for (int k = 0; k < y.cols(); k++) {
                double g = gradients[row * y.cols() + k];
                assertThat((double) gradient.get(row, k))
                        .isCloseTo(g, within(1e-5 * Math.max(Math.abs(g), rms)));
            }
    }

    private static Loss loss(JsonNode golden) {
        JsonNode arguments = golden.get("arguments");
        if (golden.get("loss").asString().equals("dice")) return new Dice();
        return arguments.isEmpty()
                ? new Tversky()
                : new Tversky(arguments.get("alpha").asDouble(), arguments.get("beta").asDouble());
    }

    private static Panels panels(Matrix matrix) {
        Panels panels = new Panels(matrix.cols(), Panels.count(matrix.rows()));
        int[] order = IntStream.range(0, matrix.rows()).toArray();
        panels.gather(Kernels.scalar(), matrix, order, 0, matrix.rows(), 0, panels.panels());
        return panels;
    }

    private static Learner learner(Loss loss) {
        return Sequential.of(6, new Dense(5, new Tanh()), new Dense(3, new Sigmoid()))
                .compile(loss, new Sgd(0.5));
    }

    static Stream<Loss> members() {
        return Stream.of(new Dice(), new Tversky(0.3, 0.9));
    }

    @ParameterizedTest
    @MethodSource("members")
    void gradients_are_those_of_the_loss(Loss loss) {
        GradientCheck check = GradientCheck.of(learner(loss), Samples.clouds(70, 6, 2), 3);
        assertThat(check.passed()).as(check.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("members")
    void bits_do_not_depend_on_kernels_and_threads(Loss loss) {
        String expected = train(loss, Kernels.scalar(), 1);
        for (int threads : new int[] {1, 2, 8})
            assertThat(train(loss, Kernels.best(), threads)).isEqualTo(expected);
    }

    private static String train(Loss loss, Kernels kernels, int threads) {
        Trainer trainer =
                learner(loss).trainer(Samples.clouds(2100, 6, 4), Fit.defaults().batchSize(1500));
        trainer.useKernels(kernels);
        trainer.useThreads(threads);
        for (int i = 0; i < 6; i++) trainer.step();
        return trainer.model().weightsSha256();
    }

    @ParameterizedTest
    @MethodSource("members")
    void an_evaluation_takes_all_rows_together(Loss loss) {
        Dataset data = Samples.clouds(700, 6, 4);
        Fit full = Fit.defaults().fullBatch().shuffle(false);
        double batch = learner(loss).trainer(data, full).step();
        assertThat(learner(loss).initialModel(0).evaluate(data).loss())
                .isCloseTo(batch, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("members")
    void training_makes_it_small(Loss loss) {
        Dataset data = Samples.clouds(200, 6, 4);
        Run run = learner(loss).fit(data, Fit.defaults().epochs(60));
        assertThat(run.training().loss()).isLessThan(0.1);
    }

    @Test
    void weights_and_wrong_arguments_are_refused() {
        Dataset data = Samples.clouds(3, 6, 4);
        assertThatThrownBy(() -> learner(new Dice()).fit(data.withWeights(1, 2, 3), Fit.defaults()))
                .hasMessage(
                        "this loss is one of the batch as a whole: its rows cannot have weights");
        assertThatThrownBy(() ->
                        learner(new Dice()).initialModel(0).evaluate(data.withWeights(1, 2, 3)))
                .hasMessage(
                        "evaluation data: this loss is one of all rows together, which cannot"
                                + " have weights");
        assertThatThrownBy(() -> new Tversky(-1, 0))
                .hasMessage("Tversky: alpha must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> new Tversky(1, Double.NaN))
                .hasMessage("Tversky: beta must be at least 0 and finite, got NaN");
        Matrix x = Matrix.of(new float[][] {{1, 1, 1, 1, 1, 1}});
        Matrix y = Matrix.of(new float[][] {{0, 2, 0}});
        assertThatThrownBy(() -> learner(new Dice()).fit(Dataset.of(x, y), Fit.defaults()))
                .hasMessage("dice: target row 0, column 1 must be in [0, 1], got 2.0");
    }
}
