package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.kernels.Kernels;
import rookery.optimizers.Adadelta;
import rookery.optimizers.Adagrad;
import rookery.optimizers.Adam;
import rookery.optimizers.AdamW;
import rookery.optimizers.Adamax;
import rookery.optimizers.ClipByGlobalNorm;
import rookery.optimizers.ClipByNorm;
import rookery.optimizers.ClipByValue;
import rookery.optimizers.ExponentialMovingAverage;
import rookery.optimizers.Ftrl;
import rookery.optimizers.GradientAccumulation;
import rookery.optimizers.Lamb;
import rookery.optimizers.Lion;
import rookery.optimizers.Muon;
import rookery.optimizers.Nadam;
import rookery.optimizers.Optimizer;
import rookery.optimizers.OptimizerState;
import rookery.optimizers.RmsProp;
import rookery.optimizers.Sgd;
import rookery.optimizers.Update;
import rookery.optimizers.WeightDecay;
import rookery.schedules.Constant;
import rookery.schedules.CustomLearningRate;
import rookery.schedules.LearningRate;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Ten updates by each optimizer, and what is put around one, as Keras makes them. */
class OptimizerParityTest {

    private static final double TOLERANCE = 1e-5;

    /** As in optimizers.py. */
    private record InverseTime() implements CustomLearningRate {
        @Override
        public double at(long step) {
            return 0.05 / (1 + 0.5 * step);
        }
    }

    static Stream<Arguments> runs() {
        return Stream.of("optimizers.json", "optimizers_muon.json", "optimizers_around.json")
                .flatMap(file -> {
                    JsonNode golden = Golden.read(file);
                    return StreamSupport.stream(golden.get("optimizers").spliterator(), false)
                            .map(run ->
                                    Arguments.of(
                                            run.get("name").asString(),
                                            run.get("arguments").toString(),
                                            golden,
                                            run));
                });
    }

    @Test
    void the_golden_files_hold_all_optimizers() {
        assertThat(runs()).hasSize(45);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("runs")
    void ten_updates_agree_with_keras(
            String name, String arguments, JsonNode golden, JsonNode run) {
        Optimizer optimizer = around(optimizer(run), run.get("arguments"));
        Parameters θ = parameters(golden.get("shapes"), golden.get("initial"));
        float[] gradients = new float[θ.values().length];
        OptimizerState state = optimizer.init(θ);
        Update update = new Update(optimizer, θ, gradients, state, 0);
        int checked = 0;
        for (int step = 0; step < golden.get("gradients").size(); step++) {
            fill(θ.over(gradients), golden.get("gradients").get(step));
            update.begin(Kernels.scalar(), 1, state.learningRate(optimizer, step));
            update.prepare();
            update.update(0, gradients.length);
            if (run.get("steps").get(checked).asInt() == step + 1)
                assertClose("step " + (step + 1), θ, run.get("weights").get(checked++));
        }
        assertThat(checked).isEqualTo(run.get("weights").size());
        if (run.has("average")) {
            optimizer.finish(θ, state);
            assertClose("average", θ, run.get("average"));
        }
    }

    /** Keras's order, from the inside to the outside. */
    private static Optimizer around(Optimizer inner, JsonNode arguments) {
        Optimizer result = inner;
        boolean own = inner instanceof AdamW || inner instanceof Muon;
        if (arguments.has("weight_decay") && !own)
            result = new WeightDecay(result, arguments.get("weight_decay").asDouble());
        if (arguments.has("clipvalue"))
            result = new ClipByValue(result, arguments.get("clipvalue").asDouble());
        if (arguments.has("clipnorm"))
            result = new ClipByNorm(result, arguments.get("clipnorm").asDouble());
        if (arguments.has("global_clipnorm"))
            result = new ClipByGlobalNorm(result, arguments.get("global_clipnorm").asDouble());
        if (arguments.has("gradient_accumulation_steps"))
            result =
                    new GradientAccumulation(
                            result, arguments.get("gradient_accumulation_steps").asInt());
        if (arguments.has("use_ema"))
            result =
                    new ExponentialMovingAverage(
                            result,
                            arguments.get("ema_momentum").asDouble(),
                            Optional.ofNullable(arguments.get("ema_overwrite_frequency"))
                                    .map(JsonNode::asInt));
        return result;
    }

    private static Optimizer optimizer(JsonNode run) {
        JsonNode given = run.get("arguments");
        LearningRate η = learningRate(given);
        double momentum = given.path("momentum").asDouble(0);
        double β1 = given.path("beta_1").asDouble(0.9);
        double β2 = given.path("beta_2").asDouble(0.999);
        double ε = given.path("epsilon").asDouble(1e-7);
        boolean amsgrad = given.path("amsgrad").asBoolean(false);
        return switch (run.get("optimizer").asString()) {
            case "sgd" -> new Sgd(η, momentum, given.path("nesterov").asBoolean(false));
            case "adagrad" ->
                    new Adagrad(η, given.path("initial_accumulator_value").asDouble(0.1), ε);
            case "adadelta" -> new Adadelta(η, given.path("rho").asDouble(0.95), ε);
            case "rmsprop" ->
                    new RmsProp(
                            η,
                            given.path("rho").asDouble(0.9),
                            momentum,
                            ε,
                            given.path("centered").asBoolean(false));
            case "adam" -> new Adam(η, β1, β2, ε, amsgrad);
            case "adamw" ->
                    new AdamW(η, given.path("weight_decay").asDouble(0.004), β1, β2, ε, amsgrad);
            case "adamax" -> new Adamax(η, β1, β2, ε);
            case "nadam" -> new Nadam(η, β1, β2, ε);
            case "ftrl" -> ftrl(η, given);
            case "lion" -> new Lion(η, β1, given.path("beta_2").asDouble(0.99));
            case "lamb" -> new Lamb(η, β1, β2, ε);
            case "muon" -> muon(η, given);
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private static LearningRate learningRate(JsonNode arguments) {
        JsonNode rate = arguments.path("learning_rate");
        return rate.isString() ? new InverseTime() : new Constant(rate.asDouble(0.001));
    }

    private static Ftrl ftrl(LearningRate η, JsonNode given) {
        return new Ftrl(
                η,
                given.path("learning_rate_power").asDouble(-0.5),
                given.path("initial_accumulator_value").asDouble(0.1),
                given.path("l1_regularization_strength").asDouble(0),
                given.path("l2_regularization_strength").asDouble(0),
                given.path("l2_shrinkage_regularization_strength").asDouble(0),
                given.path("beta").asDouble(0));
    }

    private static Muon muon(LearningRate η, JsonNode given) {
        List<String> excluded = new ArrayList<>();
        given.path("exclude_layers").forEach(layer -> excluded.add(layer.asString()));
        return new Muon(
                η,
                0.9,
                0.999,
                number(given, "adam_weight_decay", 0.004),
                1e-7,
                number(given, "weight_decay", 0.004),
                excluded,
                given.path("exclude_embeddings").asBoolean(true),
                given.path("muon_a").asDouble(3.4445),
                given.path("muon_b").asDouble(-4.775),
                given.path("muon_c").asDouble(2.0315),
                given.path("adam_lr_ratio").asDouble(1),
                given.path("momentum").asDouble(0.95),
                given.path("ns_steps").asInt(5),
                given.path("nesterov").asBoolean(true),
                number(given, "rms_rate", 0.2));
    }

    /** JSON's null is Python's None. */
    private static Optional<Double> number(JsonNode arguments, String name, double otherwise) {
        if (!arguments.has(name)) return Optional.of(otherwise);
        return arguments.get(name).isNull()
                ? Optional.empty()
                : Optional.of(arguments.get(name).asDouble());
    }

    private static Parameters parameters(JsonNode shapes, JsonNode values) {
        List<ParameterSpec> specs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> shape : shapes.properties()) {
            List<Integer> sides = new ArrayList<>();
            shape.getValue().forEach(side -> sides.add(side.asInt()));
            specs.add(new ParameterSpec(shape.getKey(), sides, true));
        }
        Parameters θ = Parameters.zeros(specs);
        fill(θ, values);
        return θ;
    }

    private static void fill(Parameters parameters, JsonNode values) {
        for (int k = 0; k < parameters.specs().size(); k++)
            parameters.setLogical(k, Golden.floats(values.get(parameters.specs().get(k).name())));
    }

    /** |a − b| ≤ 1e-5 · max(|b|, rms of the tensor). */
    private static void assertClose(String when, Parameters θ, JsonNode expected) {
        for (int k = 0; k < θ.specs().size(); k++) {
            String name = θ.specs().get(k).name();
            double[] b = Golden.doubles(expected.get(name));
            float[] a = θ.logical(k);
            assertThat(a).hasSameSizeAs(b);
            double squares = 0;
            for (double value : b) squares += value * value;
            double rms = Math.sqrt(squares / b.length);
            for (int i = 0; i < b.length; i++)
                assertThat((double) a[i])
                        .as("%s, %s[%d]", when, name, i)
                        .isCloseTo(b[i], within(TOLERANCE * Math.max(Math.abs(b[i]), rms)));
        }
    }
}
