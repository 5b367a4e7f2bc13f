package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Glu;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.layers.Activation;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Dice;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Adam;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class TraceTest {

    private static final int FEATURES = 5;

    static Stream<Learner> learners() {
        Sequential plain =
                Sequential.of(
                        FEATURES,
                        new Dense(40, new Relu()),
                        new Dropout(0.3),
                        new Dense(12),
                        new Activation(new Glu()),
                        new Dense(3, new Softmax()));
        Sequential noisy =
                Sequential.of(
                        FEATURES,
                        new AlphaDropout(0.2),
                        new Dense(9, new Tanh()),
                        new GaussianNoise(0.1),
                        new LayerNormalization(),
                        new PRelu(),
                        new GaussianDropout(0.2),
                        new Dense(3));
        Sequential coupled =
                Sequential.of(
                        FEATURES,
                        new Dense(8, new Tanh()),
                        new BatchNormalization(),
                        new Residual(
                                new Dense(6, new Tanh()), new BatchNormalization(), new Dense(8)),
                        new Frozen(new BatchNormalization()),
                        new Dense(3, new Softmax()));
        return Stream.of(
                new Learner(plain, new CategoricalCrossentropy(), new Adam(), List.of()),
                new Learner(noisy, new MeanSquaredError(), new Adam(), List.of()),
                new Learner(coupled, new CategoricalCrossentropy(), new Adam(), List.of()),
                new Learner(plain, new Dice(), new Adam(), List.of()));
    }

    private static Trainer trainer(Learner learner, int rows, int batchSize, int steps) {
        Fit fit = Fit.defaults().batchSize(batchSize).seed(7);
        Trainer trainer = learner.trainer(Samples.clouds(rows, FEATURES, 1), fit);
        for (int k = 0; k < steps; k++) trainer.step();
        return trainer;
    }

    private static Trace nextBatch(Trainer trainer, Dataset data) {
        int[] rows = trainer.nextRows();
        return trainer.trace(data.select(rows), 0, rows.length);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void gradients_are_trainings_to_the_bit(Learner learner) {
        for (int rows : new int[] {1, 50, 2100}) {
            Dataset data = Samples.clouds(rows, FEATURES, 1);
            Trainer trainer = trainer(learner, rows, rows, 2);
            Trace trace = nextBatch(trainer, data);
            trace.backward();
            double loss = trainer.lossAndGradients();
            assertThat(trace.gradients().values()).isEqualTo(trainer.gradients().values());
            double sum = IntStream.range(0, rows).mapToDouble(trace::loss).sum();
            assertThat(sum / rows).isEqualTo(loss, within(1e-12 * Math.abs(loss)));
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void the_rows_gradients_add_up_to_the_batchs(Learner learner) {
        Dataset data = Samples.clouds(50, FEATURES, 1);
        Trace trace = nextBatch(trainer(learner, 50, 50, 2), data);
        double[] sum = new double[trace.parameters().values().length];
        double[] magnitude = new double[sum.length];
        for (int row = 0; row < 50; row++) {
            trace.backward(row);
            float[] own = trace.gradients().values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += own[i];
                magnitude[i] += Math.abs(own[i]);
            }
        }
        trace.backward();
        float[] whole = trace.gradients().values();
        for (int i = 0; i < sum.length; i++)
            assertThat(sum[i]).isEqualTo(whole[i], within(2e-6 * magnitude[i] + 1e-9));
    }

    /** Masks are those of the rows' places in the whole batch. */
    @Test
    void a_part_of_a_batch_has_the_numbers_of_the_whole() {
        Dataset data = Samples.clouds(90, FEATURES, 1);
        Trainer trainer = trainer(learners().toList().getFirst(), 90, 90, 3);
        int[] rows = trainer.nextRows();
        Trace whole = trainer.trace(data.select(rows), 0, 90);
        int[] last = IntStream.range(64, 90).map(i -> rows[i]).toArray();
        Trace part = trainer.trace(data.select(last), 64, 90);
        for (int row = 0; row < 26; row++) {
            assertThat(part.loss(row)).isEqualTo(whole.loss(64 + row));
            assertThat(part.lossGradient(row)).isEqualTo(whole.lossGradient(64 + row));
            part.backward(row);
            whole.backward(64 + row);
            for (int i = 0; i < part.gradients().values().length; i++)
                assertThat(part.gradients().values()[i])
                        .isEqualTo(whole.gradients().values()[i], within(1e-9f));
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void in_inference_outputs_are_the_models(Learner learner) {
        Dataset data = Samples.clouds(40, FEATURES, 1);
        Model model = trainer(learner, 40, 16, 5).model();
        Trace trace = model.trace(data);
        for (int row = 0; row < 40; row++)
            for (int k = 0; k < 3; k++)
                assertThat(trace.output().get(row, k))
                        .isEqualTo(model.predict(data.features()).get(row, k));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void in_inference_gradients_are_those_of_the_objective(Learner learner) {
        if (learner.loss().totals() > 0) learner = learners().toList().getFirst();
        Dataset data = Samples.clouds(40, FEATURES, 1);
        Model model = trainer(learner, 40, 16, 5).model();
        Trace trace = model.trace(data);
        trace.backward();
        Objective objective = Objective.inInference(model, data, Fit.defaults());
        assertThat(objective.lossAndGradients())
                .isEqualTo(model.evaluate(data).loss(), within(1e-12));
        float[] sum = trace.gradients().values();
        float[] mean = objective.gradients().values();
        for (int i = 0; i < sum.length; i++)
            assertThat(sum[i] / 40).isEqualTo(mean[i], within(1e-6f + 1e-5f * Math.abs(mean[i])));
    }

    /** Against differences of the loss: batch normalization with its moving statistics, too. */
    @ParameterizedTest
    @MethodSource("learners")
    void in_inference_gradients_are_slopes_of_the_loss(Learner learner) {
        Dataset data = Samples.clouds(60, FEATURES, 1);
        Model model = trainer(learner, 60, 16, 5).model();
        Objective objective = Objective.inInference(model, data, Fit.defaults());
        objective.lossAndGradients();
        Parameters gradients = objective.gradients();
        for (int k = 0; k < gradients.specs().size(); k++) {
            if (!gradients.specs().get(k).trained()) continue;
            float[] before = objective.parameters().logical(k);
            float[] g = gradients.logical(k);
            double length =
                    Math.sqrt(IntStream.range(0, g.length).mapToDouble(i -> g[i] * g[i]).sum());
            if (length < 1e-3) continue; // frozen, or as good as
            float h = 1e-2f;
            float[] above = before.clone();
            float[] below = before.clone();
            for (int i = 0; i < g.length; i++) {
                above[i] += (float) (h * g[i] / length);
                below[i] -= (float) (h * g[i] / length);
            }
            objective.parameters().setLogical(k, above);
            double gain = objective.lossAndGradients();
            objective.parameters().setLogical(k, below);
            gain -= objective.lossAndGradients();
            objective.parameters().setLogical(k, before);
            assertThat(gain / (2 * h))
                    .as(gradients.specs().get(k).name())
                    .isEqualTo(length, within(0.02 * length));
        }
    }

    @Test
    void weights_can_be_changed_and_the_way_forward_computed_again() {
        Dataset data = Samples.clouds(10, FEATURES, 1);
        Trainer trainer = trainer(learners().toList().getFirst(), 10, 10, 0);
        Trace trace = nextBatch(trainer, data);
        double before = trace.loss(3);
        String sum = trainer.model().weightsSha256();
        float[] weights = trace.parameters().values();
        for (int i = 0; i < weights.length; i++) weights[i] *= 1.5f;
        trace.forward();
        assertThat(trace.loss(3)).isNotEqualTo(before);
        assertThat(trainer.model().weightsSha256()).isEqualTo(sum);
    }

    @Test
    void what_is_no_part_of_a_batch_is_refused() {
        Dataset data = Samples.clouds(50, FEATURES, 1);
        Trainer uncoupled = trainer(learners().toList().getFirst(), 50, 50, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> uncoupled.trace(data, 5, 100))
                .withMessage(
                        "trace: rows 5 to 54 are no part of a batch of 100 that begins at a"
                                + " multiple of 32");
        Trainer coupled = trainer(learners().toList().get(2), 50, 50, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coupled.trace(data, 0, 100))
                .withMessage(
                        "trace: this network couples rows, so the whole batch of 100 must be"
                                + " traced, got 50 rows");
    }
}
