package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.Trace;
import rookery.Trainer;
import rookery.activations.Activation;
import rookery.activations.Glu;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.Layer;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.losses.CategoricalCrossentropy;
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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class PathsTest {

    private static final int ALL = 1_000_000;
    private static final int INPUTS = 4;

    /** The lecture's network: 3 inputs, 3 relus, 2 classes. */
    private static Trace lecture() {
        Sequential network =
                Sequential.of(3, new Dense(3, new Relu()), new Dense(2, new Softmax()));
        Learner learner = network.compile("categorical_crossentropy", "sgd");
        Parameters θ = Parameters.zeros(network.parameters());
        θ.setLogical(0, new float[] {0.5f, -1, 0.25f, 0.1f, 0.2f, -0.3f, -0.4f, -0.1f, 0.6f});
        θ.setLogical(1, new float[] {0.1f, -0.2f, 0.3f});
        θ.setLogical(2, new float[] {1, -1, 0.5f, 2, -0.75f, 0.3f});
        θ.setLogical(3, new float[] {0, 0.1f});
        Dataset row =
                Dataset.of(
                        Matrix.of(new float[][] {{1.5f, -0.5f, 0.25f}}),
                        Matrix.of(new float[][] {{1, 0}}));
        return Model.of(learner, θ).trace(row);
    }

    @Test
    void a_weight_of_the_lectures_network_has_two_paths() {
        Trace trace = lecture();
        Paths paths = Paths.of(trace, 0, "dense/kernel", 0, 0, ALL);
        double q = trace.output().get(0, 0);
        assertThat(paths.count()).isEqualTo(2);
        assertThat(paths.shut()).isZero();
        double[] expected = {(q - 1) * 1 * 1 * 1.5, (1 - q) * -1 * 1 * 1.5};
        assertThat(paths.sum()).isEqualTo(expected[0] + expected[1], within(1e-6));
        assertThat(paths.paths()).hasSize(2);
        Paths.Path first = paths.paths().getFirst();
        assertThat(first.nodes()).startsWith("dense.z[0]", "dense.y[0]");
        assertThat(first.factors().stream().map(Paths.Factor::name).toList())
                .startsWith("x[0]", "relu′(dense.z[0])")
                .element(2)
                .asString()
                .startsWith("dense_1/kernel[0,");
        assertThat(first.factors().getFirst().value()).isEqualTo(1.5);
        assertThat(paths.listed()).isEqualTo(paths.magnitude(), within(1e-12));
    }

    @Test
    void a_relu_that_is_off_shuts_its_paths() {
        Paths paths = Paths.of(lecture(), 0, "dense/kernel", 2, 1, ALL); // z_1 = −1.85
        assertThat(paths.count()).isEqualTo(2);
        assertThat(paths.shut()).isEqualTo(2);
        assertThat(paths.sum()).isZero();
        assertThat(paths.paths()).hasSize(2).allMatch(path -> path.product() == 0);
        assertThat(paths.paths().getFirst().factors())
                .contains(new Paths.Factor("relu′(dense.z[1])", 0));
    }

    static Stream<Learner> learners() {
        Stream<List<Layer>> networks =
                Stream.of(
                        List.of(new Dense(5, new Relu()), new Dropout(0.4), new Dense(3)),
                        List.of(
                                new Dense(4, new Sigmoid()),
                                new LayerNormalization(),
                                new Dense(6),
                                new rookery.layers.Activation(new Glu()),
                                new PRelu()),
                        List.of(
                                new Dense(3, new Softmax()),
                                new RmsNormalization(),
                                new AlphaDropout(0.2),
                                new Residual(
                                        new Dense(2, new Tanh()),
                                        new Residual(new Dense(2)),
                                        new Dense(3)),
                                new Dense(2, new Sigmoid())),
                        List.of(
                                Embedding.of(List.of(1), List.of(3), 2),
                                new GaussianDropout(0.2),
                                new Frozen(new Dense(4, new Tanh())),
                                new Dense(3)));
        return networks.flatMap(layers -> {
            List<Layer> joined = new ArrayList<>(layers);
            joined.add(new Dense(3, new Softmax()));
            return Stream.of(
                    new Learner(
                            new Sequential(INPUTS, joined),
                            new CategoricalCrossentropy(),
                            new Sgd(0.1),
                            List.of()),
                    new Learner(
                            new Sequential(INPUTS, joined),
                            new MeanSquaredError(),
                            new Sgd(0.1),
                            List.of()));
        });
    }

    private static Dataset data(int rows) {
        Random random = new Random(5);
        float[] x = new float[rows * INPUTS];
        float[] y = new float[rows * 3];
        for (int row = 0; row < rows; row++) {
            for (int f = 0; f < INPUTS; f++)
                x[row * INPUTS + f] = f == 1 ? random.nextInt(3) : (float) random.nextGaussian();
            y[row * 3 + random.nextInt(3)] = 1;
        }
        return Dataset.of(Matrix.wrap(rows, INPUTS, x), Matrix.wrap(rows, 3, y));
    }

    /** The trainer's own way back is the other source: it multiplies matrices, not paths. */
    @ParameterizedTest
    @MethodSource("learners")
    void the_sum_over_all_paths_is_the_gradient(Learner learner) {
        Dataset data = data(40);
        Trainer trainer = learner.trainer(data, Fit.defaults().batchSize(40).seed(3));
        for (int k = 0; k < 4; k++) trainer.step();
        int[] rows = trainer.nextRows();
        for (Trace trace :
                List.of(trainer.trace(data.select(rows), 0, 40), trainer.model().trace(data)))
            for (int row : new int[] {0, 33}) {
                trace.backward(row);
                Parameters gradients = trace.gradients();
                for (ParameterSpec spec : gradients.specs())
                    if (spec.trained()) check(trace, row, spec, gradients);
            }
    }

    private static void check(Trace trace, int row, ParameterSpec spec, Parameters gradients) {
        for (int i = 0; i < spec.rows(); i++)
            for (int j = 0; j < spec.cols(); j++) {
                double expected = gradients.get(spec.name(), i, j) / trace.scale(row);
                Paths paths = Paths.of(trace, row, spec.name(), i, j, ALL);
                String what = spec.name() + "[" + i + "," + j + "]";
                assertThat(paths.sum())
                        .as(what)
                        .isEqualTo(expected, within(1e-5 * paths.magnitude() + 1e-30));
                double listed = paths.paths().stream().mapToDouble(Paths.Path::product).sum();
                assertThat(listed).as(what).isEqualTo(paths.sum(), within(1e-12));
                assertThat((double) paths.paths().size()).as(what).isEqualTo(paths.count());
                assertThat(paths.paths().stream().filter(path -> path.product() == 0).count())
                        .as(what)
                        .isEqualTo((long) paths.shut());
                checkProductsAndTotals(paths);
            }
    }

    private static void checkProductsAndTotals(Paths paths) {
        double before = Double.POSITIVE_INFINITY;
        for (Paths.Path path : paths.paths()) {
            double product = 1;
            for (Paths.Factor factor : path.factors()) product *= factor.value();
            assertThat(path.product()).isEqualTo(product, within(1e-12 * Math.abs(product)));
            assertThat(path.factors()).hasSize(path.nodes().size() + 1);
            assertThat(Math.abs(path.product())).isLessThanOrEqualTo(before);
            before = Math.abs(path.product());
        }
        if (!paths.layers().isEmpty())
            assertThat(paths.layers().getLast().total()).isEqualTo(paths.sum(), within(1e-12));
    }

    @Test
    void of_many_paths_the_strongest_are_listed() {
        Learner learner = learners().toList().get(4);
        Trace trace = learner.initialModel(8).trace(data(1));
        Paths all = Paths.of(trace, 0, "dense/kernel", 2, 1, ALL);
        Paths some = Paths.of(trace, 0, "dense/kernel", 2, 1, 5);
        assertThat(some.paths()).isEqualTo(all.paths().subList(0, 5));
        assertThat(some.sum()).isEqualTo(all.sum());
        assertThat(some.count()).isEqualTo(all.count()).isGreaterThan(5);
        assertThat(some.listed()).isLessThan(all.listed());
    }

    static Stream<JsonNode> golden() throws IOException {
        try (InputStream in = PathsTest.class.getResourceAsStream("/rookery/golden/paths.json")) {
            return JsonMapper.shared().readTree(in).valueStream();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void gradients_are_those_of_autograd(JsonNode golden) {
        Sequential network = new Sequential(INPUTS, layers(golden.get("layers")));
        Learner learner = network.compile("categorical_crossentropy", "sgd");
        Parameters θ = Parameters.zeros(network.parameters());
        for (int k = 0; k < θ.specs().size(); k++) {
            JsonNode values = golden.get("parameters").get(θ.specs().get(k).name());
            if (values != null) θ.setLogical(k, floats(values));
        }
        Fit fit = Fit.defaults().fullBatch().shuffle(false).initialModel(Model.of(learner, θ));
        Dataset data = goldenData(golden);
        Trace trace = learner.trainer(data, fit).trace(data, 0, data.rows());
        for (String row : golden.get("gradients").propertyNames())
            for (ParameterSpec spec : θ.specs())
                if (spec.trained()) compare(trace, Integer.parseInt(row), spec, golden);
    }

    private static void compare(Trace trace, int row, ParameterSpec spec, JsonNode golden) {
        float[] total = floats(golden.get("gradients").get("" + row).get(spec.name()));
        float[] own = floats(golden.get("own").get("" + row).get(spec.name()));
        double rms =
                Math.sqrt(
                        IntStream.range(0, total.length).mapToDouble(i -> total[i] * total[i]).sum()
                                / total.length);
        trace.backward(row);
        Parameters gradients = trace.gradients();
        for (int k = 0; k < own.length; k++) {
            int i = k / spec.cols();
            int j = k % spec.cols();
            Paths paths = Paths.of(trace, row, spec.name(), i, j, 3);
            assertThat(paths.sum())
                    .as("own %s[%d,%d]", spec.name(), i, j)
                    .isEqualTo(own[k], within(1e-5 * Math.max(paths.magnitude(), rms)));
            assertThat(gradients.get(spec.name(), i, j) / (double) trace.scale(row))
                    .as("whole %s[%d,%d]", spec.name(), i, j)
                    .isEqualTo(total[k], within(1e-5 * Math.max(paths.magnitude(), rms)));
        }
    }

    private static Dataset goldenData(JsonNode golden) {
        int rows = golden.get("classes").size();
        float[] targets = new float[rows * 3];
        for (int row = 0; row < rows; row++)
            targets[row * 3 + golden.get("classes").get(row).asInt()] = 1;
        return Dataset.of(
                Matrix.wrap(rows, INPUTS, floats(golden.get("features"))),
                Matrix.wrap(rows, 3, targets));
    }

    private static List<Layer> layers(JsonNode golden) {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : golden)
            layers.add(
                    switch (layer.get("type").asString()) {
                        case "dense" ->
                                new Dense(
                                        layer.get("units").asInt(),
                                        Activation.NAMES.get(layer.get("activation").asString()));
                        case "batch_normalization" -> new BatchNormalization();
                        default -> new Residual(layers(layer.get("layers")));
                    });
        boolean last =
                golden.size() > 0
                        && golden.get(golden.size() - 1).get("name").asString().indexOf('/') < 0;
        if (last) layers.add(new rookery.layers.Activation(new Softmax()));
        return layers;
    }

    private static float[] floats(JsonNode node) {
        List<Float> values = new ArrayList<>();
        collect(node, values);
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) floats[i] = values.get(i);
        return floats;
    }

    private static void collect(JsonNode node, List<Float> into) {
        if (node.isNumber()) into.add((float) node.asDouble());
        else for (JsonNode item : node) collect(item, into);
    }

    @Test
    void what_has_no_paths_is_refused() {
        Trace trace = lecture();
        assertThatThrownBy(() -> Paths.of(trace, 0, "dens/kernel", 0, 0, 1))
                .hasMessageStartingWith("no parameter \"dens/kernel\"; did you mean");
        assertThatThrownBy(() -> Paths.of(trace, 1, "dense/kernel", 0, 0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Paths.of(trace, 0, "dense/kernel", 3, 0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Paths.of(trace, 0, "dense/kernel", 0, 0, 0))
                .hasMessage("Paths: at least one path must be listed, got 0");
        Learner frozen =
                Sequential.of(3, new BatchNormalization(), new Frozen(new Dense(2, new Softmax())))
                        .compile("categorical_crossentropy", "sgd");
        Trace still = frozen.initialModel(0).trace(trace.batch());
        assertThatThrownBy(() -> Paths.of(still, 0, "batch_normalization/moving_mean", 0, 1, 1))
                .hasMessage(
                        "batch_normalization/moving_mean: is not trained, so the loss has no"
                                + " gradient by it");
        String kernel = still.parameters().specs().getLast().name();
        assertThatThrownBy(() -> Paths.of(still, 0, kernel, 0, 1, 1))
                .hasMessage(kernel + ": is not trained, so the loss has no gradient by it");
    }
}
