package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.initializers.Initializer;
import rookery.initializers.Zeros;
import rookery.layers.Activation;
import rookery.layers.BatchNormalization;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frame;
import rookery.layers.Frozen;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Pass;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Dice;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Adam;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class InfluenceTest {

    private static final int FEATURES = 5;

    /** Codes 0 to 3 in the first two columns, clouds around three places in the others. */
    static Dataset rows(int rows, long seed) {
        return rows(rows, 2, seed);
    }

    private static Dataset rows(int rows, float distance, long seed) {
        Random random = new Random(seed);
        float[] x = new float[rows * FEATURES];
        float[] y = new float[rows * 3];
        for (int row = 0; row < rows; row++) {
            int c = row % 3;
            y[row * 3 + c] = 1;
            for (int f = 0; f < FEATURES; f++)
                x[row * FEATURES + f] =
                        f < 2
                                ? random.nextInt(4)
                                : (float) random.nextGaussian() + (f % 3 == c ? distance : 0);
        }
        return Dataset.of(Matrix.wrap(rows, FEATURES, x), Matrix.wrap(rows, 3, y));
    }

    static Stream<Learner> learners() {
        Sequential dense =
                Sequential.of(
                        FEATURES,
                        new Dense(40, new Relu()),
                        new Dense(7, new Sigmoid()).useBias(false),
                        new Dense(3, new Softmax()));
        Sequential normalized =
                Sequential.of(
                        FEATURES,
                        new BatchNormalization(),
                        new Dense(8),
                        new BatchNormalization(),
                        new Activation(new Tanh()),
                        new Residual(new LayerNormalization(), new Dense(8, new Relu())),
                        new Frozen(new Dense(6, new Tanh())),
                        new Frozen(new Residual(new Dense(6), new BatchNormalization())),
                        new RmsNormalization(),
                        new PRelu(),
                        new Dropout(0.2),
                        new Dense(3));
        Sequential embedded =
                Sequential.of(
                        FEATURES,
                        new Embedding(List.of(0, 1), List.of(4, 4), List.of(3, 2)),
                        new Dense(6, new Tanh()),
                        new Dense(3, new Softmax()));
        Sequential embeddedBetween =
                Sequential.of(
                        FEATURES,
                        Embedding.of(List.of(1), List.of(4), 35),
                        new Dense(3, new Softmax()));
        return Stream.of(
                new Learner(dense, new CategoricalCrossentropy(), new Sgd(0.1), List.of()),
                new Learner(normalized, new MeanSquaredError(), new Adam(), List.of()),
                new Learner(embedded, new CategoricalCrossentropy(), new Sgd(0.1), List.of()),
                new Learner(
                        embeddedBetween, new CategoricalCrossentropy(), new Sgd(0.1), List.of()));
    }

    private static List<Checkpoint> checkpoints(Learner learner, Dataset training, int steps) {
        Trainer trainer = learner.trainer(training, Fit.defaults().batchSize(16).seed(3));
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            if (step % 5 == 0)
                checkpoints.add(new Checkpoint(step, 0.1 / (1 + step), trainer.model()));
            trainer.step();
        }
        return checkpoints;
    }

    private static Teaching teaching(List<Checkpoint> checkpoints, Dataset training, Fit fit) {
        return new Teaching(checkpoints.getLast().model(), checkpoints, training, fit);
    }

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

    private static void assertClose(double[] actual, double[] expected, double tolerance) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i])
                    .as("row %d", i)
                    .isCloseTo(expected[i], within(tolerance * largest));
    }

    @ParameterizedTest
    @MethodSource("learners")
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
    void influences_are_those_of_pytorch_in_double_precision() throws IOException {
        JsonNode golden;
        try (InputStream in = getClass().getResourceAsStream("/rookery/golden/influence.json")) {
            golden = JsonMapper.shared().readTree(in);
        }
        int rows = golden.get("classes").size();
        float[] x = floats(golden.get("features"));
        float[] y = new float[rows * 3];
        for (int i = 0; i < rows; i++) y[i * 3 + golden.get("classes").get(i).asInt()] = 1;
        Dataset all = Dataset.of(Matrix.wrap(rows, 4, x), Matrix.wrap(rows, 3, y));
        Learner learner =
                Sequential.of(
                                4,
                                new Dense(6, new Tanh()),
                                new Dense(5, new Relu()),
                                new Dense(3, new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            Parameters weights = Parameters.zeros(learner.network().parameters());
            for (int t = 0; t < weights.specs().size(); t++)
                weights.setLogical(
                        t,
                        floats(
                                golden.get("checkpoints")
                                        .get(k)
                                        .get(weights.specs().get(t).name())));
            double rate = golden.get("learning_rates").get(k).asDouble();
            checkpoints.add(new Checkpoint(k, rate, Model.of(learner, weights)));
        }
        int[] first = IntStream.range(0, rows - 1).toArray();
        Teaching teaching = teaching(checkpoints, all.select(first), Fit.defaults());
        TracIn.Sums sums = TracIn.sums(teaching, Optional.of(all.select(rows - 1)), _ -> {});
        assertClose(sums.values(), doublesOf(golden.get("influence")), 1e-6);
        TracIn.Sums own = TracIn.sums(teaching, Optional.empty(), _ -> {});
        assertClose(own.values(), doublesOf(golden.get("self_influence")), 1e-6);
    }

    private static double[] doublesOf(JsonNode node) {
        if (node.isNumber()) return new double[] {node.asDouble()};
        return node.valueStream().flatMapToDouble(n -> Arrays.stream(doublesOf(n))).toArray();
    }

    private static float[] floats(JsonNode node) {
        double[] values = doublesOf(node);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
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

    /** An n × n matrix would have 3.6 billion numbers. */
    @Test
    void many_rows_take_blocks() {
        Dataset training = rows(60_000, 1);
        Dataset row = rows(3, 2).select(1);
        Learner learner = learners().toList().getFirst();
        List<Checkpoint> one = checkpoints(learner, training, 0);
        double[] all =
                TracIn.sums(teaching(one, training, Fit.defaults()), Optional.of(row), _ -> {})
                        .values();
        assertThat(all).hasSize(60_000);
        int[] some = {0, 31, 32, 1023, 1024, 1025, 2048, 59_391, 59_392, 59_999};
        double[] alone =
                TracIn.sums(
                                teaching(one, training.select(some), Fit.defaults()),
                                Optional.of(row),
                                _ -> {})
                        .values();
        for (int i = 0; i < some.length; i++) assertThat(all[some[i]]).isEqualTo(alone[i]);
    }

    @Test
    void the_method_says_what_is_exact_and_what_is_multiplied() {
        Dataset training = rows(40, 1);
        List<Learner> learners = learners().toList();
        TracIn plain =
                TracIn.sums(
                                teaching(
                                        checkpoints(learners.get(0), training, 0),
                                        training,
                                        Fit.defaults()),
                                Optional.empty(),
                                _ -> {})
                        .method();
        assertThat(plain.exactToFirstOrder()).isTrue();
        assertThat(plain.approximations()).isEmpty();
        assertThat(plain.tensors())
                .containsExactly(
                        "dense/kernel",
                        "dense/bias",
                        "dense_1/kernel",
                        "dense_2/kernel",
                        "dense_2/bias");
        TracIn adam =
                TracIn.sums(
                                teaching(
                                        checkpoints(learners.get(1), training, 0),
                                        training,
                                        Fit.defaults()),
                                Optional.empty(),
                                _ -> {})
                        .method();
        assertThat(adam.exactToFirstOrder()).isFalse();
        assertThat(adam.approximations())
                .containsExactly(
                        "the optimizer's steps are not the learning rate times the gradient",
                        "batch normalization is taken with its moving statistics, training took"
                                + " the batch's",
                        "dropout is taken as in inference, training drew");
        assertThat(adam.tensors())
                .contains("batch_normalization/gamma", "residual/dense/kernel", "prelu/alpha")
                .doesNotContain("dense_1/kernel", "residual_1/dense/kernel");
    }

    /** y = x + b, with b trained. */
    private record Shift() implements CustomLayer {
        @Override
        public String kind() {
            return "shift";
        }

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public List<ParameterSpec> parameters(int inputs) {
            return List.of(ParameterSpec.vector("b", inputs));
        }

        @Override
        public Initializer initializer(ParameterSpec parameter) {
            return new Zeros();
        }

        @Override
        public void forward(Frame frame, Pass pass, int from, int to) {
            int at = frame.x().at(from);
            System.arraycopy(frame.x().values(), at, frame.y().values(), at, frame.x().at(to) - at);
        }

        @Override
        public void backward(Frame frame, Pass pass, int from, int to) {
            int at = frame.dy().at(from);
            System.arraycopy(
                    frame.dy().values(), at, frame.dx().values(), at, frame.dy().at(to) - at);
        }
    }

    @Test
    void tensors_of_the_users_own_layers_are_left_out_and_named() {
        Dataset training = rows(40, 1);
        Learner learner =
                Sequential.of(FEATURES, new Dense(4), new Shift(), new Dense(3))
                        .compile(new MeanSquaredError(), new Sgd(0.1));
        Model model = learner.initialModel(1);
        Teaching teaching =
                teaching(List.of(new Checkpoint(0, 0.1, model)), training, Fit.defaults());
        TracIn method = TracIn.sums(teaching, Optional.empty(), _ -> {}).method();
        assertThat(method.approximations()).containsExactly("left out are shift/b");
        assertThat(method.tensors()).doesNotContain("shift/b").contains("dense_1/kernel");
    }

    @Test
    void progress_is_told_for_each_checkpoint() {
        Dataset training = rows(40, 1);
        List<Checkpoint> checkpoints = checkpoints(learners().toList().getFirst(), training, 10);
        List<Integer> told = new ArrayList<>();
        TracIn.sums(teaching(checkpoints, training, Fit.defaults()), Optional.empty(), told::add);
        assertThat(told).containsExactly(1, 2, 3);
    }

    @Test
    void what_cannot_be_is_refused() {
        Dataset training = rows(40, 1);
        Learner learner = learners().toList().getFirst();
        List<Checkpoint> one = checkpoints(learner, training, 0);
        Teaching none = new Teaching(one.getFirst().model(), List.of(), training, Fit.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelfInfluence.of(none, 5, _ -> {}))
                .withMessage("influence: there must be a checkpoint at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> influence(teaching(one, training, Fit.defaults()), training, 1))
                .withMessage(
                        "Influence: needs one row and a top of at least 1, got 40 rows and a top of"
                                + " 1");
        Learner whole = new Learner(learner.network(), new Dice(), new Sgd(0.1), List.of());
        Teaching together = teaching(checkpoints(whole, training, 0), training, Fit.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelfInfluence.of(together, 5, _ -> {}))
                .withMessage(
                        "influence: this loss is one of the batch as a whole, so that no row has a"
                                + " loss of its own");
        Parameters broken = one.getFirst().model().parameters();
        broken.values()[0] = Float.NaN;
        List<Checkpoint> wrong = List.of(new Checkpoint(7, 0.1, Model.of(learner, broken)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SelfInfluence.of(teaching(wrong, training, Fit.defaults()), 5, _ -> {}))
                .withMessage(
                        "influence: after 7 steps the gradient of row 0 is not finite: the training"
                                + " had gone wrong by then");
    }
}
