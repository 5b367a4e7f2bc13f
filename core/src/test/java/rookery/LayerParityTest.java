package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Activation;
import rookery.constraints.Constraint;
import rookery.constraints.MaxNorm;
import rookery.constraints.MinMaxNorm;
import rookery.constraints.NonNegative;
import rookery.constraints.UnitNorm;
import rookery.initializers.Ones;
import rookery.initializers.Zeros;
import rookery.kernels.Kernels;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.layers.Frame;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Pass;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.losses.Loss;
import rookery.optimizers.Sgd;
import rookery.regularizers.L1;
import rookery.regularizers.L1L2;
import rookery.regularizers.L2;
import rookery.regularizers.Orthogonal;
import rookery.regularizers.Regularizer;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Layers compute what Keras's and PyTorch's compute in double precision. */
class LayerParityTest {

    private static final double TOLERANCE = 1e-5;
    private static final int SHARD = 1024;

    static Stream<Arguments> cases(String kind) {
        return StreamSupport.stream(Golden.read("layers.json").get(kind).spliterator(), false)
                .map(golden -> Arguments.of(golden.get("name").asString(), golden));
    }

    static Stream<Arguments> single() {
        return cases("single");
    }

    static Stream<Arguments> steps() {
        return cases("steps");
    }

    @Test
    void the_golden_file_has_all_cases() {
        assertThat(single()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(steps()).hasSizeGreaterThanOrEqualTo(7);
    }

    // ---- a layer by itself

    @ParameterizedTest(name = "{0}")
    @MethodSource("single")
    void forward_and_backward_agree(String name, JsonNode golden) {
        boolean frozen = golden.get("layer").path("frozen").asBoolean(false);
        Layer layer = layer(golden.get("layer"));
        if (layer instanceof Frozen outer) layer = outer.layer();
        int features = golden.get("features").asInt();
        int rows = golden.path("rows").asInt(golden.path("x").size());
        int every = golden.path("every").asInt(1);
        int salt = golden.path("salt").asInt();
        float[] x = numbers(golden, "x", rows, features, salt);
        float[] dy = numbers(golden, "dy", rows, features, salt + 1);
        Parameters parameters = Parameters.zeros(layer.parameters(features));
        set(parameters, golden.get("weights"));

        Frame inference = frame(layer, features, parameters, null, rows, frozen);
        fill(inference.x(), x);
        Pass looking = new Pass(false, 0);
        looking.begin(Kernels.best(), 0, 0, rows);
        layer.forward(inference, looking, 0, Panels.count(rows));
        assertRows("inference", inference.y(), rows, every, golden.get("inference"));

        float[] gradients = new float[parameters.values().length];
        Frame frame = frame(layer, features, parameters, gradients, rows, frozen);
        fill(frame.x(), x);
        train(layer, frame, dy, rows);
        assertRows("y", frame.y(), rows, every, golden.get("y"));
        assertRows("dx", frame.dx(), rows, every, golden.get("dx"));
        if (!frozen) assertTensors(parameters.over(gradients), golden.get("gradients"));
        assertTensors(parameters, golden.get("after"));
    }

    private static void train(Layer layer, Frame frame, float[] dy, int rows) {
        int panels = Panels.count(rows);
        Pass pass = new Pass(true, 0);
        pass.begin(Kernels.best(), 0, 0, rows);
        boolean coupled = layer.couplesRows() && !frame.frozen();
        if (coupled) layer.forwardOverRows(frame, pass, 0, frame.inputs());
        else layer.forward(frame, pass, 0, panels);
        fill(frame.dy(), dy);
        if (coupled) layer.backwardOverRows(frame, pass, 0, frame.inputs());
        else layer.backward(frame, pass, 0, panels);
        if (frame.frozen()) return;
        ShardSum sum = new ShardSum(frame.gradients(), Math.ceilDiv(rows, SHARD));
        sum.begin();
        for (int first = 0; first < rows; first += SHARD) {
            int part = Math.min(SHARD, rows - first);
            int panel = first / Panels.LANES;
            pass.beginGradients(panel, panel, part, true);
            layer.gradients(frame, pass, 0, layer.rows(frame.inputs()));
            if (rows > SHARD) sum.add(Kernels.best(), first + part == rows);
        }
    }

    private static Frame frame(
            Layer layer,
            int features,
            Parameters parameters,
            float[] gradients,
            int rows,
            boolean frozen) {
        int panels = Panels.count(rows);
        int kept = layer.kept(features);
        Panels x = new Panels(features, panels);
        return new Frame(
                0,
                parameters,
                gradients,
                0,
                x,
                kept == 0 ? x : new Panels(kept, panels),
                new Panels(features, panels),
                new Panels(features, panels),
                new Panels(features, panels),
                new Panels(layer.turned(features), panels),
                new double[layer.statistics(features)],
                new float[0],
                null,
                frozen,
                false);
    }

    /** As layers.py generates them, where they are too many to be written. */
    private static float[] numbers(JsonNode golden, String what, int rows, int cols, int salt) {
        if (golden.has(what)) return Golden.floats(golden.get(what));
        float[] values = new float[rows * cols];
        for (int i = 0; i < rows; i++)
            for (int f = 0; f < cols; f++)
                values[i * cols + f] = (i * 7919 + f * 104729 + salt * 31) % 1024 / 512f - 1;
        return values;
    }

    /** Lanes without an example hold what must not matter. */
    private static void fill(Panels panels, float[] rows) {
        Arrays.fill(panels.values(), 1e3f);
        for (int i = 0; i < rows.length; i++)
            panels.values()[panels.at(i / panels.features(), i % panels.features())] = rows[i];
    }

    private static void assertRows(
            String what, Panels actual, int rows, int every, JsonNode expected) {
        int features = actual.features();
        float[] all = new float[rows * features];
        actual.scatter(rows, all, 0);
        float[] picked = new float[Math.ceilDiv(rows, every) * features];
        for (int i = 0; i < picked.length; i++)
            picked[i] = all[i / features * every * features + i % features];
        assertClose(what, picked, Golden.doubles(expected));
    }

    private static void assertTensors(Parameters actual, JsonNode expected) {
        for (String name : expected.propertyNames())
            assertClose(
                    name, actual.logical(actual.indexOf(name)), Golden.doubles(expected.get(name)));
    }

    private static void set(Parameters parameters, JsonNode values) {
        for (int k = 0; k < parameters.specs().size(); k++)
            parameters.setLogical(k, Golden.floats(values.get(parameters.specs().get(k).name())));
    }

    // ---- several steps of a network

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void three_steps_agree(String name, JsonNode golden) {
        Layer[] layers =
                StreamSupport.stream(golden.get("layers").spliterator(), false)
                        .map(LayerParityTest::layer)
                        .toArray(Layer[]::new);
        Sequential network = Sequential.of(golden.get("inputs").asInt(), layers);
        Learner learner =
                network.compile(
                        Loss.NAMES.get(golden.get("loss").asString()),
                        new Sgd(golden.get("learning_rate").asDouble()));
        Parameters initial = Parameters.zeros(network.parameters());
        set(initial, golden.get("initial"));
        Fit fit =
                Fit.defaults().fullBatch().shuffle(false).initialModel(Model.of(learner, initial));
        Trainer trainer = learner.trainer(Golden.data(golden), fit);
        for (JsonNode step : golden.get("steps")) {
            double loss = trainer.step();
            assertClose("loss", new float[] {(float) loss}, Golden.doubles(step.get("loss")));
            assertTensors(trainer.gradients(), step.get("gradients"));
            assertTensors(trainer.model().parameters(), step.get("weights"));
            assertThat(step.get("weights").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(
                            network.parameters().stream().map(ParameterSpec::name).toList());
        }
        assertClose(
                "predictions",
                trainer.model().predict(Golden.matrix(golden.get("features"))).values(),
                Golden.doubles(golden.get("predictions")));
    }

    // ---- what the file says

    private static Layer layer(JsonNode spec) {
        boolean center = spec.path("center").asBoolean(true);
        boolean scale = spec.path("scale").asBoolean(true);
        double epsilon = spec.path("epsilon").asDouble(1e-3);
        Layer layer =
                switch (spec.get("type").asString()) {
                    case "dense" -> dense(spec);
                    case "prelu" -> new PRelu();
                    case "rms_normalization" ->
                            spec.has("epsilon")
                                    ? new RmsNormalization(epsilon)
                                    : new RmsNormalization();
                    case "layer_normalization" ->
                            new LayerNormalization(epsilon, center, scale, new Zeros(), new Ones());
                    case "batch_normalization" ->
                            new BatchNormalization(
                                    spec.path("momentum").asDouble(0.99),
                                    epsilon,
                                    center,
                                    scale,
                                    new Zeros(),
                                    new Ones());
                    case "embedding" ->
                            new Embedding(
                                    ints(spec.get("columns")),
                                    ints(spec.get("sizes")),
                                    ints(spec.get("dimension")));
                    case "residual" ->
                            new Residual(
                                    StreamSupport.stream(spec.get("layers").spliterator(), false)
                                            .map(LayerParityTest::layer)
                                            .toList());
                    case String other -> throw new IllegalArgumentException(other);
                };
        return spec.path("frozen").asBoolean(false) ? new Frozen(layer) : layer;
    }

    private static List<Integer> ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asInt).toList();
    }

    private static Dense dense(JsonNode spec) {
        Dense dense =
                new Dense(
                                spec.get("units").asInt(),
                                Activation.NAMES.get(spec.get("activation").asString()))
                        .useBias(spec.path("use_bias").asBoolean(true));
        if (spec.has("kernel_regularizer"))
            dense = dense.kernelRegularizer(regularizer(spec.get("kernel_regularizer")));
        if (spec.has("bias_regularizer"))
            dense = dense.biasRegularizer(regularizer(spec.get("bias_regularizer")));
        if (spec.has("kernel_constraint"))
            dense = dense.kernelConstraint(constraint(spec.get("kernel_constraint")));
        if (spec.has("bias_constraint"))
            dense = dense.biasConstraint(constraint(spec.get("bias_constraint")));
        return dense;
    }

    private static Regularizer regularizer(JsonNode spec) {
        return switch (spec.get(0).asString()) {
            case "l1" -> new L1(spec.get(1).asDouble());
            case "l2" -> new L2(spec.get(1).asDouble());
            case "l1_l2" -> new L1L2(spec.get(1).asDouble(), spec.get(2).asDouble());
            case "orthogonal" -> new Orthogonal(spec.get(1).asDouble());
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private static Constraint constraint(JsonNode spec) {
        return switch (spec.get(0).asString()) {
            case "max_norm" -> new MaxNorm(spec.get(1).asDouble());
            case "non_negative" -> new NonNegative();
            case "unit_norm" -> new UnitNorm();
            case "min_max_norm" ->
                    new MinMaxNorm(
                            spec.get(1).asDouble(), spec.get(2).asDouble(), spec.get(3).asDouble());
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    /** |a − b| ≤ 1e-5 · max(|b|, rms of the tensor). */
    private static void assertClose(String what, float[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double squares = 0;
        for (double b : expected) squares += b * b;
        double rms = Math.sqrt(squares / expected.length);
        for (int i = 0; i < expected.length; i++)
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s, element %d: %s for %s", what, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(TOLERANCE * Math.max(Math.abs(expected[i]), rms));
    }
}
