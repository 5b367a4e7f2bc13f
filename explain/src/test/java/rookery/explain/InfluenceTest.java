package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static rookery.explain.Taught.FEATURES;
import static rookery.explain.Taught.assertClose;
import static rookery.explain.Taught.checkpoints;
import static rookery.explain.Taught.learners;
import static rookery.explain.Taught.rows;
import static rookery.explain.Taught.teaching;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Objective;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.layers.Dense;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class InfluenceTest {

    /** A row's own gradient, computed by the training's own loops on that row alone. */
    private static double[] gradient(Model model, Dataset weighted) {
        Dataset one = Dataset.of(weighted.features(), weighted.targets());
        Objective objective = Objective.inInference(model, one, Fit.defaults());
        objective.lossAndGradients();
        Parameters gradients = objective.gradients();
        return IntStream.range(0, gradients.specs().size())
                .filter(k -> gradients.specs().get(k).trained())
                .boxed()
                .flatMapToDouble(k -> doubles(gradients.logical(k)))
                .toArray();
    }

    private static DoubleStream doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    private static double[] bruteForce(
            List<Checkpoint> checkpoints, Dataset training, Dataset row, double[] weights) {
        double[] sums = new double[training.rows()];
        for (Checkpoint checkpoint : checkpoints)
            for (int i = 0; i < sums.length; i++) {
                double[] g = gradient(checkpoint.model(), training.select(i));
                double[] other = row == null ? g : gradient(checkpoint.model(), row);
                double product = 0;
                for (int e = 0; e < g.length; e++) product += g[e] * other[e];
                sums[i] += checkpoint.learningRate() * product * weights[i];
            }
        return sums;
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Influence influence(Teaching teaching, Dataset row, int top) {
        return Influence.of(teaching, row, Optional.empty(), false, top, _ -> {});
    }

    @ParameterizedTest
    @MethodSource("rookery.explain.Taught#learners")
    void influences_are_products_of_the_rows_own_gradients(Learner learner) {
        Dataset training = rows(70, 1);
        Dataset row = rows(3, 2).select(1);
        List<Checkpoint> checkpoints = checkpoints(learner, training, 12);
        Teaching teaching = teaching(checkpoints, training, Fit.defaults());
        assertClose(
                TracIn.sums(teaching, Optional.of(row), _ -> {}).values(),
                bruteForce(checkpoints, training, row, ones(70)),
                2e-6);
        assertClose(
                TracIn.sums(teaching, Optional.empty(), _ -> {}).values(),
                bruteForce(checkpoints, training, null, ones(70)),
                2e-6);
    }

    @Test
    void rows_count_with_their_weight_and_that_of_their_class() {
        float[] own = new float[40];
        for (int i = 0; i < own.length; i++) own[i] = i % 5;
        Dataset training = rows(40, 1).withWeights(own);
        Learner learner = learners().toList().getFirst();
        Fit fit = Fit.defaults().classWeights(0.5, 1, 3);
        double[] weights = new double[40];
        for (int i = 0; i < own.length; i++) weights[i] = own[i] * new double[] {0.5, 1, 3}[i % 3];
        List<Checkpoint> checkpoints = checkpoints(learner, training, 6);
        Dataset row = rows(3, 2).select(1);
        assertClose(
                TracIn.sums(teaching(checkpoints, training, fit), Optional.of(row), _ -> {})
                        .values(),
                bruteForce(checkpoints, training, row, weights),
                2e-6);
    }

    /** What the name says: the sign and size of a step's effect, for a step small enough. */
    @Test
    void a_step_of_plain_descent_on_a_row_lowers_the_loss_by_the_influence() {
        Dataset training = rows(9, 1);
        Dataset row = rows(3, 2).select(1);
        Learner learner = learners().toList().getFirst();
        List<Checkpoint> one =
                List.of(
                        new Checkpoint(
                                0, 0.001, checkpoints(learner, training, 10).getLast().model()));
        Model model = one.getFirst().model();
        double[] influences =
                TracIn.sums(teaching(one, training, Fit.defaults()), Optional.of(row), _ -> {})
                        .values();
        Learner slow = new Learner(learner.network(), learner.loss(), new Sgd(0.001), List.of());
        for (int i = 0; i < 9; i++) {
            Trainer trainer = slow.trainer(training.select(i), Fit.defaults().initialModel(model));
            trainer.step();
            double fall = model.evaluate(row).loss() - trainer.model().evaluate(row).loss();
            assertThat(fall)
                    .isCloseTo(influences[i], within(0.03 * Math.abs(influences[i]) + 1e-6));
        }
    }

    @Test
    void proponents_and_opponents_are_the_ends_of_the_order() {
        Dataset training = rows(60, 1);
        int[] numbers = IntStream.range(0, 60).map(i -> 1000 + i).toArray();
        Learner learner = learners().toList().getFirst();
        List<Checkpoint> checkpoints = checkpoints(learner, training, 12);
        Dataset row = rows(3, 2).select(1);
        double[] all = bruteForce(checkpoints, training, row, ones(60));
        Integer[] order = IntStream.range(0, 60).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -all[i]));
        Influence influence =
                influence(
                        teaching(checkpoints, training.withRowNumbers(numbers), Fit.defaults()),
                        row,
                        3);
        assertThat(influence.proponents().stream().map(t -> t.example().row()))
                .containsExactly(1000 + order[0], 1000 + order[1], 1000 + order[2]);
        assertThat(influence.opponents().stream().map(t -> t.example().row()))
                .containsExactly(1000 + order[59], 1000 + order[58], 1000 + order[57]);
        assertThat(influence.proponents().getFirst().influence())
                .isCloseTo(all[order[0]], within(1e-5 * all[order[0]]));
        assertThat(influence.proponentRows()).isPositive();
        assertThat(influence.proponentRows() + influence.opponentRows()).isEqualTo(60);
        assertThat(influence.proponentSum() + influence.opponentSum())
                .isCloseTo(Arrays.stream(all).sum(), within(1e-5));
        assertThat(influence.trainingRows()).isEqualTo(60);
        assertThat(influence.method().steps()).containsExactly(0L, 5L, 10L);
        assertThat(influence.method().learningRates()).containsExactly(0.1, 0.1 / 6, 0.1 / 11);
        Model last = checkpoints.getLast().model();
        assertThat(influence.example().loss()).isEqualTo(last.evaluate(row).loss());
        assertThat(influence.proponents().getFirst().example().loss())
                .isEqualTo(last.evaluate(training.select(order[0])).loss());
    }

    @Test
    void a_wrong_label_influences_itself_most() {
        Dataset right = rows(300, 5, 4);
        float[] y = right.targets().values().clone();
        for (int k = 0; k < 3; k++) y[100 * 3 + k] = k == (100 + 1) % 3 ? 1 : 0;
        Dataset planted = Dataset.of(right.features(), Matrix.wrap(300, 3, y));
        Learner learner =
                Sequential.of(FEATURES, new Dense(16, new Relu()), new Dense(3, new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        List<Checkpoint> checkpoints =
                checkpoints(learner, planted, 600).stream()
                        .map(c -> new Checkpoint(c.step(), 0.01, c.model()))
                        .toList();
        SelfInfluence outliers =
                SelfInfluence.of(teaching(checkpoints, planted, Fit.defaults()), 5, _ -> {});
        assertThat(outliers.outliers().getFirst().example().row()).isEqualTo(100);
        assertThat(outliers.outliers().getFirst().selfInfluence())
                .isGreaterThan(10 * outliers.median());
        assertThat(outliers.mean()).isGreaterThan(outliers.median());
        assertThat(outliers.outliers()).hasSize(5);
    }
}
