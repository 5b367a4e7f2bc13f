package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Celu;
import rookery.activations.CustomActivation;
import rookery.activations.Elu;
import rookery.activations.Exponential;
import rookery.activations.Gelu;
import rookery.activations.Glu;
import rookery.activations.HardShrink;
import rookery.activations.HardSigmoid;
import rookery.activations.HardSilu;
import rookery.activations.HardTanh;
import rookery.activations.LeakyRelu;
import rookery.activations.Linear;
import rookery.activations.LogSigmoid;
import rookery.activations.LogSoftmax;
import rookery.activations.Mish;
import rookery.activations.Relu;
import rookery.activations.Relu6;
import rookery.activations.Selu;
import rookery.activations.Sigmoid;
import rookery.activations.Silu;
import rookery.activations.SoftShrink;
import rookery.activations.Softmax;
import rookery.activations.Softplus;
import rookery.activations.Softsign;
import rookery.activations.SparsePlus;
import rookery.activations.SparseSigmoid;
import rookery.activations.Sparsemax;
import rookery.activations.Squareplus;
import rookery.activations.Tanh;
import rookery.activations.TanhShrink;
import rookery.activations.Threshold;
import rookery.constraints.MaxNorm;
import rookery.constraints.MinMaxNorm;
import rookery.constraints.NonNegative;
import rookery.constraints.UnitNorm;
import rookery.data.CategoryEncoder;
import rookery.data.ClassTarget;
import rookery.data.CodeEncoder;
import rookery.data.InputException;
import rookery.data.NumberEncoder;
import rookery.data.NumberTarget;
import rookery.data.OriginalUnits;
import rookery.data.Scaling;
import rookery.data.TableEncoding;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.data.Task;
import rookery.data.UnknownCategory;
import rookery.initializers.Constant;
import rookery.initializers.GlorotNormal;
import rookery.initializers.GlorotUniform;
import rookery.initializers.HeNormal;
import rookery.initializers.HeUniform;
import rookery.initializers.Identity;
import rookery.initializers.LecunNormal;
import rookery.initializers.LecunUniform;
import rookery.initializers.Ones;
import rookery.initializers.Orthogonal;
import rookery.initializers.RandomNormal;
import rookery.initializers.RandomUniform;
import rookery.initializers.TruncatedNormal;
import rookery.initializers.VarianceScaling;
import rookery.initializers.Zeros;
import rookery.kernels.Kernels;
import rookery.layers.Activation;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.CategoricalHinge;
import rookery.losses.Dice;
import rookery.losses.GaussianNll;
import rookery.losses.Hinge;
import rookery.losses.Huber;
import rookery.losses.KlDivergence;
import rookery.losses.LogCosh;
import rookery.losses.MeanSquaredError;
import rookery.losses.MeanSquaredLogarithmicError;
import rookery.losses.Poisson;
import rookery.losses.Quantile;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.losses.SquaredHinge;
import rookery.losses.Tversky;
import rookery.metrics.Accuracy;
import rookery.metrics.Auc;
import rookery.metrics.Average;
import rookery.metrics.BalancedAccuracy;
import rookery.metrics.BinaryAccuracy;
import rookery.metrics.BrierScore;
import rookery.metrics.CategoricalAccuracy;
import rookery.metrics.CosineSimilarity;
import rookery.metrics.ExpectedCalibrationError;
import rookery.metrics.F1Score;
import rookery.metrics.FBetaScore;
import rookery.metrics.LogLoss;
import rookery.metrics.MatthewsCorrelation;
import rookery.metrics.MeanAbsoluteError;
import rookery.metrics.MeanAbsolutePercentageError;
import rookery.metrics.Precision;
import rookery.metrics.R2Score;
import rookery.metrics.Recall;
import rookery.metrics.RootMeanSquaredError;
import rookery.metrics.SparseCategoricalAccuracy;
import rookery.metrics.SparseTopKCategoricalAccuracy;
import rookery.metrics.TopKCategoricalAccuracy;
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
import rookery.optimizers.GradientNoise;
import rookery.optimizers.Lamb;
import rookery.optimizers.Lion;
import rookery.optimizers.Muon;
import rookery.optimizers.Nadam;
import rookery.optimizers.RmsProp;
import rookery.optimizers.Sgd;
import rookery.optimizers.WeightDecay;
import rookery.regularizers.L1;
import rookery.regularizers.L1L2;
import rookery.regularizers.L2;
import rookery.schedules.CosineDecay;
import rookery.schedules.CosineDecayRestarts;
import rookery.schedules.ExponentialDecay;
import rookery.schedules.InverseTimeDecay;
import rookery.schedules.LearningRate;
import rookery.schedules.LinearWarmUp;
import rookery.schedules.OneCycle;
import rookery.schedules.PiecewiseConstantDecay;
import rookery.schedules.PolynomialDecay;
import rookery.tensor.Panels;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DescriptionsTest {

    private static final LearningRate RATE = new rookery.schedules.Constant(0.1);

    /** One of each member, with values unlike the defaults. */
    private static final List<Record> SAMPLES =
            List.of(
                    new Dense(3, new Tanh(), new HeNormal(), new Constant(0.5)),
                    new Dense(3)
                            .useBias(false)
                            .kernelRegularizer(new L2(0.5))
                            .biasRegularizer(new L1(0.25))
                            .kernelConstraint(new MaxNorm(3))
                            .biasConstraint(new NonNegative()),
                    new Embedding(List.of(0, 2), List.of(5, 7), List.of(2, 3), new RandomNormal()),
                    new PRelu(new Constant(0.25)),
                    new AlphaDropout(0.25),
                    new GaussianDropout(0.25),
                    new GaussianNoise(0.5),
                    new LayerNormalization(0.01, false, true, new Ones(), new Zeros()),
                    new RmsNormalization(0.01),
                    new Activation(new Relu()),
                    new Dropout(0.25),
                    new BatchNormalization(0.9, 0.01, false, true, new Constant(1), new Zeros()),
                    new Residual(new Dense(2, new Relu()), new Dropout(0.1)),
                    new Frozen(new Dense(2)),
                    new Linear(),
                    new Relu(),
                    new Relu(0.1, Optional.of(6.0), 0.5),
                    new LeakyRelu(0.3),
                    new Relu6(),
                    new Elu(0.3),
                    new Selu(),
                    new Celu(0.5),
                    new Gelu(true),
                    new Silu(),
                    new Mish(),
                    new Softplus(),
                    new Softsign(),
                    new Squareplus(2),
                    new SparsePlus(),
                    new LogSigmoid(),
                    new HardSigmoid(),
                    new SparseSigmoid(),
                    new HardSilu(),
                    new HardTanh(),
                    new TanhShrink(),
                    new HardShrink(0.25),
                    new SoftShrink(0.25),
                    new Threshold(-1, 2),
                    new Exponential(),
                    new LogSoftmax(),
                    new Sparsemax(),
                    new Glu(),
                    new Sigmoid(),
                    new Tanh(),
                    new Softmax(),
                    new GlorotUniform(),
                    new GlorotNormal(),
                    new HeUniform(),
                    new HeNormal(),
                    new LecunUniform(),
                    new LecunNormal(),
                    new VarianceScaling(
                            0.5,
                            VarianceScaling.Mode.FAN_AVG,
                            VarianceScaling.Distribution.UNTRUNCATED_NORMAL),
                    new RandomUniform(0.5, 1.5),
                    new RandomNormal(0.5, 1.5),
                    new TruncatedNormal(0.5, 1.5),
                    new Orthogonal(1.5),
                    new Zeros(),
                    new Ones(),
                    new Constant(-1.5),
                    new Identity(-1.5),
                    new L1(0.25),
                    new L2(0.25),
                    new L1L2(0.25, 0.5),
                    new rookery.regularizers.Orthogonal(
                            0.25, rookery.regularizers.Orthogonal.Mode.COLUMNS),
                    new MaxNorm(3),
                    new NonNegative(),
                    new UnitNorm(),
                    new MinMaxNorm(0.25, 3, 0.5),
                    new CategoricalCrossentropy(true, 0.1),
                    new SparseCategoricalCrossentropy(true),
                    new BinaryCrossentropy(true, 0.1),
                    new CategoricalFocalCrossentropy(0.3, 1.5, true, 0.1),
                    new BinaryFocalCrossentropy(true, 0.3, 1.5, true, 0.1),
                    new KlDivergence(),
                    new MeanSquaredError(),
                    new Dice(),
                    new Tversky(0.25, 0.75),
                    new rookery.losses.MeanAbsoluteError(),
                    new rookery.losses.MeanAbsolutePercentageError(),
                    new MeanSquaredLogarithmicError(),
                    new Huber(2.5),
                    new LogCosh(),
                    new Quantile(0.9),
                    new GaussianNll(true, 1e-3),
                    new Poisson(),
                    new rookery.losses.CosineSimilarity(),
                    new Hinge(),
                    new SquaredHinge(),
                    new CategoricalHinge(),
                    new Accuracy(),
                    new BinaryAccuracy(0.7),
                    new CategoricalAccuracy(),
                    new SparseCategoricalAccuracy(),
                    new MeanAbsoluteError(),
                    new R2Score(),
                    new TopKCategoricalAccuracy(3),
                    new SparseTopKCategoricalAccuracy(3),
                    new BalancedAccuracy(),
                    new Precision(Average.MICRO, Optional.of(0.7)),
                    new Recall(Average.WEIGHTED, Optional.empty()),
                    new F1Score(Average.BINARY, Optional.of(0.7)),
                    new FBetaScore(Average.WEIGHTED, 2, Optional.of(0.7)),
                    new MatthewsCorrelation(),
                    new Auc(
                            Optional.of(100),
                            Auc.Curve.PR,
                            Auc.SummationMethod.MAJORING,
                            Average.MICRO),
                    new LogLoss(),
                    new BrierScore(),
                    new ExpectedCalibrationError(10),
                    new rookery.metrics.MeanSquaredError(),
                    new RootMeanSquaredError(),
                    new MeanAbsolutePercentageError(),
                    new CosineSimilarity(),
                    new OriginalUnits(new R2Score(), 4200.5, 801.25),
                    new Sgd(0.1, 0.9, true),
                    new Adagrad(RATE, 0.2, 1e-8),
                    new Adadelta(RATE, 0.8, 1e-8),
                    new RmsProp(RATE, 0.8, 0.7, 1e-8, true),
                    new Adam(RATE, 0.8, 0.99, 1e-8, true),
                    new AdamW(RATE, 0.1, 0.8, 0.99, 1e-8, true),
                    new Adamax(RATE, 0.8, 0.99, 1e-8),
                    new Nadam(RATE, 0.8, 0.99, 1e-8),
                    new Ftrl(RATE, -0.25, 0.2, 0.3, 0.4, 0.5, 0.6),
                    new Lion(RATE, 0.8, 0.98),
                    new Lamb(RATE, 0.8, 0.99, 1e-8),
                    new Muon(RATE, List.of("dense_2")),
                    new WeightDecay(new Sgd(0.1), 0.2),
                    new ClipByValue(new WeightDecay(new Lion(0.1), 0.2), 0.3),
                    new ClipByNorm(new Sgd(0.1), 0.2),
                    new ClipByGlobalNorm(new Sgd(0.1), 0.2),
                    new GradientNoise(new Sgd(0.1), 0.2, 0.3),
                    new ExponentialMovingAverage(new Sgd(0.1), 0.9, Optional.of(10)),
                    new GradientAccumulation(new Sgd(0.1), 4),
                    new rookery.schedules.Constant(0.1),
                    new ExponentialDecay(0.1, 5_000_000_000L, 0.5, true),
                    new PiecewiseConstantDecay(
                            List.of(10L, 5_000_000_000L), List.of(1.0, 2.0, 3.5)),
                    new PolynomialDecay(0.1, 100, 0.01, 2, true),
                    new InverseTimeDecay(0.1, 100, 0.5, true),
                    new CosineDecay(0.1, 100, 0.5),
                    new CosineDecay(0.1, 100, 0.5, Optional.of(0.25), 50),
                    new CosineDecayRestarts(0.1, 100, 3, 0.5, 0.25),
                    new OneCycle(0.1, 100, 0.25, OneCycle.Annealing.LINEAR, 5, 50, true),
                    new LinearWarmUp(new PolynomialDecay(0.1, 100), 50, 0.01),
                    new NumberEncoder("size", Scaling.MINMAX, 1.5, 2.5, 3.5, true),
                    new CategoryEncoder(
                            "color", List.of("blue", "red"), "red", true, UnknownCategory.ERROR),
                    new CodeEncoder("city", List.of("Bern", "Rome"), UnknownCategory.ERROR),
                    new ClassTarget("kind", List.of("a", "b"), false, TargetForm.BINARY),
                    new NumberTarget("weight", 4200.5, 801.25));

    static List<Family> families() {
        return Family.ALL;
    }

    static List<Record> samples() {
        return SAMPLES;
    }

    @ParameterizedTest
    @MethodSource("families")
    void each_member_of_a_family_has_a_sample_here(Family family) {
        Set<Class<?>> sampled = SAMPLES.stream().map(Object::getClass).collect(Collectors.toSet());
        Stream<Class<?>> permitted =
                Stream.of(family.type().getPermittedSubclasses()).filter(c -> !c.isInterface());
        assertThat(permitted).isNotEmpty().allMatch(sampled::contains);
        assertThat(permitted(family)).allMatch(family.members()::containsValue);
    }

    private static Stream<Class<?>> permitted(Family family) {
        return Stream.of(family.type().getPermittedSubclasses()).filter(c -> !c.isInterface());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_member_read_back_is_equal_to_what_was_written(Record sample) {
        Family family = family(sample);
        String line = JsonWriter.STANDARD.line(sample);
        assertThat(line).startsWith("{\"type\":\"" + family.nameOf(sample) + "\"");
        assertThat((Object) read(line, family.type())).isEqualTo(sample);
    }

    private static Family family(Record sample) {
        return Family.ALL.stream()
                .filter(family -> family.type().isInstance(sample))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T read(String json, Class<T> type) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Json.STANDARD.value("here", Json.STANDARD.tree("here", bytes), type);
    }

    @Test
    void members_have_the_names_keras_gives_them() {
        assertThat(JsonWriter.STANDARD.line(new Dense(16, new Relu())))
                .isEqualTo(
                        "{'type':'dense','units':16,'activation':{'type':'relu','negative_slope':0.0,'max_value':null,'threshold':0.0},'use_bias':true,'kernel_initializer':{'type':'glorot_uniform'},'bias_initializer':{'type':'zeros'},'kernel_regularizer':null,'bias_regularizer':null,'kernel_constraint':null,'bias_constraint':null}"
                                .replace('\'', '"'));
        assertThat(JsonWriter.STANDARD.line(new Sgd()))
                .isEqualTo(
                        "{'type':'sgd','learning_rate':{'type':'constant','rate':0.01},'momentum':0.0,'nesterov':false}"
                                .replace('\'', '"'));
    }

    @Test
    void a_learner_read_back_is_equal() {
        Learner learner =
                Sequential.of(
                                3,
                                new Dense(16, new Relu()),
                                new Dropout(0.1),
                                new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "adam", "accuracy");
        assertThat(read(JsonWriter.STANDARD.line(learner), Learner.class)).isEqualTo(learner);
    }

    @Test
    void a_fit_read_back_is_equal_but_for_data() {
        Fit fit =
                Fit.defaults().epochs(7).batchSize(5).seed(-3).shuffle(false).classWeights(1, 2.5);
        assertThat(read(JsonWriter.STANDARD.line(fit), Fit.class)).isEqualTo(fit);
        Fit full = fit.fullBatch().validationSplit(0.2);
        assertThat(JsonWriter.STANDARD.line(full)).contains("\"batch_size\":\"full\"");
        assertThat(read(JsonWriter.STANDARD.line(full), Fit.class)).isEqualTo(full);
    }

    @Test
    void encodings_and_options_of_a_table_read_back_are_equal() {
        TableEncoding encoding =
                new TableEncoding(
                        new NumberTarget("y", 1, 2),
                        List.of(new NumberEncoder("x", Scaling.STANDARD, 0.1, 0.3, 0.1, false)),
                        List.of("x", "z"));
        assertThat(read(JsonWriter.STANDARD.line(encoding), TableEncoding.class))
                .isEqualTo(encoding);
        TableOptions options =
                TableOptions.defaults()
                        .target("y")
                        .task(Task.REGRESSION)
                        .drop("id")
                        .embed("city")
                        .seed(5);
        assertThat(read(JsonWriter.STANDARD.line(options), TableOptions.class)).isEqualTo(options);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'dense','units':0,'activation':{'type':'tanh'},'kernel_initializer':{'type':'zeros'},'bias_initializer':{'type':'zeros'}}"
                    + " | here: Dense: units must be at least 1, got 0",
                "{'type':'dropot','rate':0.5} | here: unknown layer \"dropot\"; did you mean"
                        + " dropout?",
                "{'type':'java.lang.Thread'} | here: unknown layer \"java.lang.Thread\"; known are"
                        + " dense, embedding, activation, prelu, dropout, alpha_dropout,"
                        + " gaussian_dropout, gaussian_noise, batch_normalization,"
                        + " layer_normalization, rms_normalization, residual and frozen",
                "{'type':'Dropout','rate':0.5} | here: unknown layer \"Dropout\"; did you mean"
                        + " dropout, alpha_dropout or gaussian_dropout?",
                "{'rate':0.5} | here: \"type\" is missing",
                "{'type':'dropout'} | here, rate: \"rate\" is missing",
                "{'type':'dropout','rate':null} | here, rate: expected a number",
                "{'type':'dropout','rate':'0.5'} | here, rate: expected a number, got text",
                "{'type':'dropout','rate':0.5,'rat':1} | here, rat: unknown \"rat\"; did you mean"
                        + " rate?",
                "{'type':'dropout','rate':0.5,'rate':0.5} | here: not JSON",
                "{'type':'dropout','rate':0.5} [] | here: something follows after its end",
                "{'type':'dropout','rate':0.5 | here: not JSON, line 1",
                "{'type':'dropout','rate':1e999} | here: Dropout: rate must be in [0, 1), got"
                        + " Infinity",
                "{'type':'activation','activation':{'type':'dense'}} | here, activation: unknown"
                        + " activation \"dense\"",
                "[] | here",
                "true | here",
                "0 | here: Dense: units must be at least 1, got 0",
                "'dropout' | here: dropout needs rate; for example dropout(0.5)"
            })
    void what_is_wrong_in_a_file_is_told(String json, String message) {
        assertThatThrownBy(() -> read(json, rookery.layers.Layer.class))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here")
                .hasMessageContaining(message);
    }

    @Test
    void a_whole_number_is_not_read_from_a_fraction() {
        assertThatThrownBy(() -> read("{'inputs':3.5,'layers':[]}", Sequential.class))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("here, inputs: ");
    }

    @Test
    void limits_hold_against_hostile_documents() {
        byte[] nested = "[".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.STANDARD.tree("here", nested))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here: too large: ");
        byte[] digits = "1".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.STANDARD.tree("here", digits))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here: too large: ");
        assertThatThrownBy(() -> Json.STANDARD.tree("here", new byte[Json.MAX_BYTES + 1]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("more than");
    }

    record Swish(double beta) implements CustomActivation {
        @Override
        public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {}

        @Override
        public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {}
    }

    @Test
    void a_users_own_member_is_read_if_it_is_registered() {
        CustomMembers swish = CustomMembers.none().with("swish", Swish.class);
        Json json = Json.with(swish);
        Activation layer = new Activation(new Swish(1.5));
        String line = JsonWriter.with(swish).line(layer);
        assertThat(line).contains("{\"type\":\"swish\",\"beta\":1.5}");
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(json.value("here", json.tree("here", bytes), rookery.layers.Layer.class))
                .isEqualTo(layer);
        assertThatThrownBy(() -> read(line, rookery.layers.Layer.class))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unknown activation \"swish\"");
    }

    @Test
    void a_users_own_member_is_not_written_without_a_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.STANDARD.line(new Activation(new Swish(1))))
                .withMessageContaining("Register it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomMembers.none().with("relu", Swish.class))
                .withMessageContaining("another activation has this name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomMembers.none().with("text", Fit.class))
                .withMessageContaining("implements none");
    }
}
