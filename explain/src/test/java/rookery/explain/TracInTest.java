package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static rookery.explain.Taught.FEATURES;
import static rookery.explain.Taught.assertClose;
import static rookery.explain.Taught.checkpoints;
import static rookery.explain.Taught.learners;
import static rookery.explain.Taught.rows;
import static rookery.explain.Taught.teaching;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.initializers.Initializer;
import rookery.initializers.Zeros;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Frame;
import rookery.layers.Pass;
import rookery.losses.Dice;
import rookery.losses.MeanSquaredError;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the sums are made. */
class TracInTest {

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

    private static TracIn method(Learner learner, Dataset training) {
        Teaching teaching = teaching(checkpoints(learner, training, 0), training, Fit.defaults());
        return TracIn.sums(teaching, Optional.empty(), _ -> {}).method();
    }

    @Test
    void the_method_says_what_is_exact_and_what_is_multiplied() {
        Dataset training = rows(40, 1);
        List<Learner> learners = learners().toList();
        TracIn plain = method(learners.get(0), training);
        assertThat(plain.exactToFirstOrder()).isTrue();
        assertThat(plain.approximations()).isEmpty();
        assertThat(plain.tensors())
                .containsExactly(
                        "dense/kernel",
                        "dense/bias",
                        "dense_1/kernel",
                        "dense_2/kernel",
                        "dense_2/bias");
        TracIn adam = method(learners.get(1), training);
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
                .isThrownBy(() ->
                        Influence.of(
                                teaching(one, training, Fit.defaults()),
                                training,
                                Optional.empty(),
                                false,
                                1,
                                _ -> {}))
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
