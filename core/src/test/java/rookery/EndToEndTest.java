package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.activations.Activation;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.initializers.Ones;
import rookery.initializers.Zeros;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.losses.CategoricalCrossentropy;
import rookery.metrics.Accuracy;
import rookery.optimizers.AdamW;
import rookery.regularizers.L2;
import rookery.schedules.CosineDecay;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.stream.IntStream;

/** A whole training ends where Keras's does in double precision. */
class EndToEndTest {

    private static final double TOLERANCE = 1e-4;

    private final JsonNode golden = Golden.read("end_to_end.json");

    private Dense dense(int k, Activation activation) {
        return new Dense(golden.get("units").get(k).asInt(), activation)
                .kernelRegularizer(new L2(golden.get("l2").asDouble()));
    }

    private BatchNormalization normalization() {
        double momentum = golden.get("momentum").asDouble();
        return new BatchNormalization(momentum, 1e-3, true, true, new Zeros(), new Ones());
    }

    private Learner learner() {
        CosineDecay rate =
                new CosineDecay(
                        golden.get("learning_rate").asDouble(),
                        golden.get("decay_steps").asLong(),
                        golden.get("alpha").asDouble(),
                        Optional.empty(),
                        0);
        double decay = golden.get("weight_decay").asDouble();
        return Sequential.of(
                        golden.get("features").get(0).size(),
                        dense(0, new Relu()),
                        normalization(),
                        dense(1, new Tanh()),
                        normalization(),
                        dense(2, new Relu()),
                        dense(3, new Softmax()))
                .compile(
                        new CategoricalCrossentropy(),
                        new AdamW(rate, decay, 0.9, 0.999, 1e-7, false),
                        new Accuracy());
    }

    private RowOrder order() {
        JsonNode epochs = golden.get("row_order");
        return RowOrder.of(
                IntStream.range(0, epochs.size())
                        .mapToObj(epoch -> ints(epochs.get(epoch)))
                        .toArray(int[][]::new));
    }

    private static int[] ints(JsonNode node) {
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }

    @Test
    void five_epochs_with_batch_normalization_l2_cosine_schedule_and_adam_w_end_where_keras_does() {
        Learner learner = learner();
        Dataset data = Golden.data(golden);
        Parameters initial = Golden.parameters(learner.network(), golden.get("initial"));
        double[] losses = Golden.doubles(golden.get("losses"));
        Fit fit =
                Fit.defaults()
                        .epochs(losses.length)
                        .batchSize(golden.get("batch_size").asInt())
                        .rowOrder(order())
                        .initialModel(Model.of(learner, initial));
        Run run = learner.fit(data, fit);
        for (int epoch = 0; epoch < losses.length; epoch++)
            assertThat(run.history().get("loss").get(epoch))
                    .as("epoch %d", epoch)
                    .isCloseTo(losses[epoch], within(TOLERANCE));
        double expected = golden.get("final").asDouble();
        assertThat(run.model().evaluate(data).loss()).isCloseTo(expected, within(TOLERANCE));
        assertThat(expected).isLessThan(losses[0] - 0.1); // it has learned
    }
}
