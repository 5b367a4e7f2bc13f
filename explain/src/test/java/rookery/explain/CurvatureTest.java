package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Objective;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Linear;
import rookery.layers.Dense;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Adam;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CurvatureTest {

    /** L = mean of (w·x + b − t)² over x = 1, 1, −1, −1: H = 2·(Σx²/4, Σx/4; Σx/4, 1) = 2·I. */
    private static final Dataset LINE =
            Dataset.of(
                    Matrix.of(new float[][] {{1}, {1}, {-1}, {-1}}),
                    Matrix.of(new float[][] {{1}, {2}, {3}, {5}}));

    private static Model line(float w, float b) {
        Learner learner = Sequential.of(1, new Dense(1)).compile("mean_squared_error", "sgd");
        Parameters parameters = Parameters.zeros(learner.network().parameters());
        parameters.setLogical(0, new float[] {w});
        parameters.setLogical(1, new float[] {b});
        return Model.of(learner, parameters);
    }

    static List<GoldenNetworks> golden() {
        return GoldenNetworks.all();
    }

    private static Hessian hessian(GoldenNetworks network) {
        return Hessian.of(network.model(), network.data(), Fit.defaults());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void eigenvalues_agree_with_double_precision(GoldenNetworks network) {
        double[] expected = network.numbers("eigenvalues");
        Curvature curvature = Curvature.of(hessian(network));
        assertThat(curvature.parameters()).isEqualTo(expected.length);
        assertThat(curvature.loss()).isCloseTo(network.number("loss"), within(1e-6));
        assertThat(curvature.gradientNorm())
                .isCloseTo(network.number("gradient_norm"), within(1e-6));
        assertThat(curvature.largest()).isCloseTo(expected[0], within(1e-3 * expected[0]));
        assertThat(curvature.second().orElseThrow())
                .isCloseTo(expected[1], within(1e-3 * expected[0]));
        assertThat(curvature.smallest())
                .isCloseTo(expected[expected.length - 1], within(2e-3 * expected[0]));
        assertThat(curvature.converged()).isTrue();
        assertThat(curvature.roughProducts()).isZero();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void the_whole_spectrum_agrees_with_double_precision(GoldenNetworks network) {
        Hessian hessian = hessian(network);
        List<Integer> columns = new ArrayList<>();
        Curvature curvature = Curvature.of(hessian).withSpectrum(hessian, columns::add);
        double[] expected = network.numbers("eigenvalues");
        assertThat(curvature.spectrum()).hasSize(expected.length);
        for (int k = 0; k < expected.length; k++)
            assertThat(curvature.spectrum().get(k))
                    .as("eigenvalue %d", k)
                    .isCloseTo(expected[k], within(2e-4 * expected[0]));
        assertThat(columns).hasSize(expected.length).endsWith(expected.length);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void curvature_along_the_gradient_and_the_best_step_agree(GoldenNetworks network) {
        double expected = network.number("along_gradient");
        Curvature curvature = Curvature.of(hessian(network));
        double error = 1e-4 * curvature.largest();
        assertThat(curvature.alongGradient().orElseThrow()).isCloseTo(expected, within(error));
        if (expected < 0) assertThat(curvature.bestStep()).isEmpty();
        else
            assertThat(curvature.bestStep().orElseThrow())
                    .isCloseTo(1 / expected, within(1e-3 / expected));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void directions_are_the_eigenvectors_of_the_largest_two(GoldenNetworks network) {
        List<Curvature.Direction> found = Curvature.directions(hessian(network), 2, _ -> {});
        List<Parameters> directions = found.stream().map(Curvature.Direction::vector).toList();
        double[] expected = network.numbers("eigenvectors");
        double largest = network.numbers("eigenvalues")[0];
        assertThat(found.getFirst().eigenvalue()).isCloseTo(largest, within(1e-3 * largest));
        int n = expected.length / 2;
        for (int k = 0; k < 2; k++) {
            double product = 0;
            double square = 0;
            int i = k * n;
            for (int tensor = 0; tensor < directions.get(k).specs().size(); tensor++) {
                boolean trained = directions.get(k).specs().get(tensor).trained();
                for (float value : directions.get(k).logical(tensor)) {
                    square += (double) value * value;
                    if (trained) product += value * expected[i++];
                }
            }
            assertThat(square)
                    .as("length, untrained and padding included")
                    .isCloseTo(1, within(1e-5));
            assertThat(Math.abs(product)).as("cosine").isCloseTo(1, within(2e-3));
        }
    }

    @Test
    void a_line_curves_by_two_in_each_direction() {
        Hessian hessian = Hessian.of(line(3, 0), LINE, Fit.defaults());
        Curvature curvature = Curvature.of(hessian).withSpectrum(hessian, k -> {});
        assertThat(curvature.parameters()).isEqualTo(2);
        assertThat(curvature.largest()).isCloseTo(2, within(1e-4));
        assertThat(curvature.smallest()).isCloseTo(2, within(1e-4));
        assertThat(curvature.bestStep().orElseThrow()).isCloseTo(0.5, within(1e-4));
        assertThat(curvature.spectrum().get(0)).isCloseTo(2, within(1e-4));
        assertThat(curvature.spectrum().get(1)).isCloseTo(2, within(1e-4));
    }

    @Test
    void at_the_minimum_of_an_exact_fit_there_is_no_gradient_and_no_best_step() {
        Dataset exact =
                Dataset.of(
                        Matrix.of(new float[][] {{1}, {-1}}), Matrix.of(new float[][] {{3}, {-1}}));
        Curvature curvature = Curvature.of(Hessian.of(line(2, 1), exact, Fit.defaults()));
        assertThat(curvature.gradientNorm()).isZero();
        assertThat(curvature.alongGradient()).isEmpty();
        assertThat(curvature.bestStep()).isEmpty();
        assertThat(curvature.largest()).isCloseTo(2, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"0, false, 20", "0.9, false, 38", "0.9, true, 13.571428571428571"})
    void the_edge_is_two_by_the_rate_and_moves_with_momentum(
            double momentum, boolean nesterov, double edge) {
        assertThat(Curvature.edge(new Sgd(0.1, momentum, nesterov), 0.1).orElseThrow())
                .isCloseTo(edge, within(1e-12));
    }

    @Test
    void adaptive_optimizers_have_no_edge_here() {
        Curvature curvature = Curvature.of(Hessian.of(line(3, 0), LINE, Fit.defaults()));
        assertThat(curvature.learningRate()).isEmpty();
        assertThat(curvature.edge()).isEmpty();
        Curvature adam = curvature.withRate(new Adam(), 0.001);
        assertThat(adam.learningRate()).isEqualTo(Optional.of(0.001));
        assertThat(adam.edge()).isEmpty();
        assertThat(curvature.withRate(new Sgd(), 0.01).edge()).isEqualTo(Optional.of(200.0));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.5, false", "0.5, true"})
    void descent_converges_below_the_edge_and_swings_ever_wider_above(
            double momentum, boolean nesterov) {
        Dataset data = GoldenNetworks.named("tanh, squared error").data();
        double rate = 1;
        double largest = Curvature.of(linear(data, new Sgd(rate, momentum, nesterov))).largest();
        double edge = Curvature.edge(new Sgd(rate, momentum, nesterov), rate).orElseThrow();
        double critical = edge / largest; // λmax·η is what counts
        assertThat(lossAfter(data, new Sgd(0.97 * critical, momentum, nesterov))).isLessThan(2);
        assertThat(lossAfter(data, new Sgd(1.03 * critical, momentum, nesterov)))
                .isGreaterThan(1000);
    }

    private static Learner learner(Dataset data, Sgd sgd) {
        return new Learner(
                Sequential.of(data.features().cols(), new Dense(2, new Linear())),
                new MeanSquaredError(),
                sgd,
                List.of());
    }

    private static Hessian linear(Dataset data, Sgd sgd) {
        return Hessian.of(learner(data, sgd).initialModel(1), data, Fit.defaults());
    }

    private static double lossAfter(Dataset data, Sgd sgd) {
        Trainer trainer = learner(data, sgd).trainer(data, Fit.defaults().fullBatch().seed(1));
        double loss = 0;
        for (int k = 0; k < 400 && loss < 1e6; k++) loss = trainer.step();
        return loss;
    }

    @Test
    void of_a_batch_it_is_that_batchs_and_the_weights_are_put_back() {
        GoldenNetworks network = GoldenNetworks.named("tanh, squared error");
        Model model = network.model();
        Fit fit = Fit.defaults().batchSize(100).shuffle(false).initialModel(model);
        Trainer trainer = model.learner().trainer(network.data(), fit);
        Curvature curvature = Curvature.of(Hessian.of(Objective.ofNextBatch(trainer)));
        double expected = network.numbers("eigenvalues")[0];
        assertThat(curvature.largest()).isCloseTo(expected, within(1e-3 * expected));
        assertThat(trainer.model().weightsSha256()).isEqualTo(model.weightsSha256());
        assertThat(trainer.steps()).isZero();
    }

    @Test
    void too_many_parameters_for_all_of_it_are_refused() {
        Learner learner = Sequential.of(40, new Dense(60)).compile("mean_squared_error", "sgd");
        Dataset data =
                Dataset.of(Matrix.wrap(1, 40, new float[40]), Matrix.wrap(1, 60, new float[60]));
        Hessian hessian = Hessian.of(learner.initialModel(0), data, Fit.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hessian.matrix(k -> {}))
                .withMessage(
                        "all of a Hessian is computed for up to 2,000 trained parameters, this"
                                + " network has 2,460");
    }
}
