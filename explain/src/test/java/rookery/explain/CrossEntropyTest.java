package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Softmax;
import rookery.layers.Activation;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class CrossEntropyTest {

    private static final Offset<Double> EXACTLY = within(1e-14);

    private static double[] doubles(double... values) {
        return values;
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in =
                CrossEntropyTest.class.getResourceAsStream("/rookery/golden/cross_entropy.json")) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static double[] doubles(JsonNode node) {
        return IntStream.range(0, node.size()).mapToDouble(i -> node.get(i).asDouble()).toArray();
    }

    @Test
    void of_one_hot_targets_only_the_right_class_counts_and_nothing_is_in_vain() {
        CrossEntropy row = CrossEntropy.of(doubles(0, 1, 0), doubles(0.25, 0.5, 0.25));
        assertThat(row.entropy()).isZero();
        assertThat(row.crossEntropy().orElseThrow()).isEqualTo(Math.log(2), EXACTLY);
        assertThat(row.divergence()).isEqualTo(row.crossEntropy());
        assertThat(row.terms().get(0).crossEntropy()).contains(0.0);
        assertThat(row.clipped()).isEqualTo(Math.log(2), EXACTLY);
    }

    @Test
    void soft_targets_keep_their_entropy_however_good_the_prediction() {
        CrossEntropy exact = CrossEntropy.of(doubles(0.75, 0.25), doubles(0.75, 0.25));
        double entropy = 2 * Math.log(2) - 0.75 * Math.log(3);
        assertThat(exact.entropy()).isEqualTo(entropy, EXACTLY);
        assertThat(exact.divergence().orElseThrow()).isEqualTo(0, EXACTLY);
        assertThat(exact.crossEntropy().orElseThrow()).isEqualTo(entropy, EXACTLY);
        CrossEntropy off = CrossEntropy.of(doubles(0.75, 0.25), doubles(0.5, 0.5));
        assertThat(off.crossEntropy().orElseThrow()).isEqualTo(Math.log(2), EXACTLY);
        assertThat(off.terms().get(0).divergence().orElseThrow())
                .isEqualTo(0.75 * Math.log(1.5), EXACTLY);
    }

    @Test
    void zero_times_the_logarithm_of_zero_is_zero() {
        CrossEntropy row = CrossEntropy.of(doubles(1, 0), doubles(1, 0));
        assertThat(row.entropy()).isEqualTo(0.0); // and not −0
        assertThat(row.crossEntropy()).contains(0.0);
        assertThat(row.divergence()).contains(0.0);
        assertThat(row.terms().get(1).logQ()).isEmpty();
        assertThat(row.clipped()).as("Keras's bound at 1").isEqualTo(1e-7, within(1e-13));
    }

    @Test
    void a_class_that_occurs_and_has_no_probability_leaves_the_loss_undefined() {
        CrossEntropy row = CrossEntropy.of(doubles(1, 0), doubles(0, 1));
        assertThat(row.crossEntropy()).isEmpty();
        assertThat(row.divergence()).isEmpty();
        assertThat(row.entropy()).isZero();
        assertThat(row.clipped()).isEqualTo(7 * Math.log(10), EXACTLY);
        assertThat(row.terms().get(0).crossEntropy()).isEmpty();
        assertThat(row.terms().get(1).crossEntropy()).contains(0.0);
    }

    @Test
    void from_logits_the_loss_is_there_where_the_probability_is_no_more() {
        CrossEntropy row = CrossEntropy.ofLogits(doubles(1, 0), doubles(-700, 200));
        assertThat(row.terms().get(0).q()).isZero();
        assertThat(row.crossEntropy()).contains(900.0);
        assertThat(row.clipped()).isEqualTo(7 * Math.log(10), EXACTLY);
        assertThat(row.softmax().orElseThrow().max()).isEqualTo(200);
    }

    @Test
    void a_yes_or_no_is_two_classes() {
        CrossEntropy row = CrossEntropy.binary(0.25, 0.125);
        double expected = -0.25 * Math.log(0.125) - 0.75 * Math.log(0.875);
        assertThat(row.crossEntropy().orElseThrow()).isEqualTo(expected, EXACTLY);
        assertThat(row.terms()).hasSize(2);
        assertThat(CrossEntropy.binary(1, 0).crossEntropy()).isEmpty();
        CrossEntropy logit = CrossEntropy.binaryOfLogit(0.25, -Math.log(7)); // σ = 1 / 8
        assertThat(logit.crossEntropy().orElseThrow()).isEqualTo(expected, EXACTLY);
        assertThat(logit.terms().get(0).q()).isEqualTo(0.125, EXACTLY);
    }

    @Test
    void probabilities_are_divided_by_their_sum() {
        CrossEntropy row = CrossEntropy.of(doubles(1, 0), doubles(0.25025, 0.75075));
        assertThat(row.terms().get(0).q()).isEqualTo(0.25, EXACTLY);
        assertThat(row.crossEntropy().orElseThrow()).isEqualTo(Math.log(4), EXACTLY);
    }

    @Test
    void rows_are_those_of_scipy_and_pytorch() throws IOException {
        JsonNode rows = golden().get("rows");
        assertThat(rows.size()).isEqualTo(48);
        for (JsonNode golden : rows) {
            double[] p = doubles(golden.get("p"));
            CrossEntropy row =
                    golden.has("logits")
                            ? CrossEntropy.ofLogits(p, doubles(golden.get("logits")))
                            : CrossEntropy.of(p, doubles(golden.get("q")));
            assertClose(Optional.of(row.entropy()), golden.get("entropy"));
            assertClose(row.divergence(), golden.get("divergence"));
            assertClose(row.crossEntropy(), golden.get("cross_entropy"));
            for (int k = 0; k < p.length; k++)
                assertClose(row.terms().get(k).divergence(), golden.get("divergences").get(k));
            assertThat(row.crossEntropy().orElseThrow())
                    .isEqualTo(row.entropy() + row.divergence().orElseThrow(), within(1e-12));
        }
    }

    @Test
    void yes_or_no_is_that_of_scipy_and_pytorch() throws IOException {
        JsonNode pairs = golden().get("yes_or_no");
        assertThat(pairs.size()).isEqualTo(15);
        for (JsonNode golden : pairs) {
            double logit = golden.get("logit").asDouble();
            CrossEntropy row = CrossEntropy.binaryOfLogit(golden.get("p").asDouble(), logit);
            assertClose(Optional.of(row.entropy()), golden.get("entropy"));
            assertClose(row.crossEntropy(), golden.get("cross_entropy"));
            if (Math.abs(logit) < 10)
                assertClose(
                        CrossEntropy.binary(golden.get("p").asDouble(), row.terms().get(0).q())
                                .crossEntropy(),
                        golden.get("cross_entropy"));
        }
    }

    private static void assertClose(Optional<Double> actual, JsonNode expected) {
        double value = expected.asDouble();
        assertThat(actual.orElseThrow())
                .isCloseTo(value, within(1e-8 * Math.max(1, Math.abs(value))));
    }

    /** The values before a softmax, as the features of a network that is nothing else. */
    @Test
    void the_loss_that_training_sees_is_this_one() {
        Model softmax =
                Model.of(
                        Sequential.of(3, new Activation(new Softmax()))
                                .compile("categorical_crossentropy", "sgd"),
                        Parameters.zeros(List.of()));
        for (double[] p : List.of(doubles(0, 1, 0), doubles(0.25, 0.5, 0.25))) {
            Matrix target = Matrix.of(1, 3, (float) p[0], (float) p[1], (float) p[2]);
            double loss = softmax.evaluate(Dataset.of(Matrix.of(1, 3, 0.5f, -3, 2), target)).loss();
            CrossEntropy row = CrossEntropy.ofLogits(p, doubles(0.5, -3, 2));
            assertThat(row.crossEntropy().orElseThrow()).isEqualTo(loss, within(1e-6));
        }
    }

    @Test
    void what_are_no_probabilities_is_refused() {
        refused(
                () -> CrossEntropy.of(doubles(1), doubles(0.5, 0.5)),
                "CrossEntropy: as many probabilities as targets are wanted, at least one; got 2 for"
                        + " 1");
        refused(
                () -> CrossEntropy.ofLogits(doubles(), doubles()),
                "CrossEntropy: as many logits as targets are wanted, at least one; got 0 for 0");
        refused(
                () -> CrossEntropy.of(doubles(1, 0), doubles(-0.5, 1.5)),
                "CrossEntropy: q must be probabilities in [0, 1], got [-0.5, 1.5]");
        refused(
                () -> CrossEntropy.ofLogits(doubles(1, Double.NaN), doubles(0, 0)),
                "CrossEntropy: p must be probabilities in [0, 1], got [1.0, NaN]");
        refused(
                () -> CrossEntropy.of(doubles(0.5, 0.25), doubles(0.5, 0.5)),
                "CrossEntropy: p must add up to 1, but [0.5, 0.25] add up to 0.75");
        refused(
                () -> CrossEntropy.ofLogits(doubles(1, 0), doubles(0, Double.POSITIVE_INFINITY)),
                "SoftmaxSteps: logits must be finite, got [0.0, Infinity]");
        refused(
                () -> CrossEntropy.binary(1.5, 0.5),
                "CrossEntropy: p must be a probability in [0, 1], got 1.5");
        refused(
                () -> CrossEntropy.binary(1, Double.NaN),
                "CrossEntropy: q must be a probability in [0, 1], got NaN");
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
