package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.ClassTarget;
import rookery.data.CodeEncoder;
import rookery.data.NumberEncoder;
import rookery.data.Scaling;
import rookery.data.TableEncoding;
import rookery.data.TargetForm;
import rookery.data.UnknownCategory;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.layers.Residual;

import java.util.List;
import java.util.Optional;

class WeightTest {

    /** 2 numbers and an embedding of 3 codes in 2 numbers, so that dense gets 4. */
    private static final Sequential NETWORK =
            Sequential.of(
                    3,
                    Embedding.of(List.of(2), List.of(3), 2),
                    new Dense(4, new Relu()),
                    new BatchNormalization(),
                    new Residual(new Dense(5), new Dense(4)),
                    new Dense(2, new Softmax()));

    private static Weight parse(String text) {
        return Weight.parse(text, NETWORK.parameters());
    }

    @Test
    void a_weight_is_a_tensor_and_a_place() {
        Weight weight = parse("residual/dense/kernel[1, 2]");
        assertThat(weight.i()).isEqualTo(1);
        assertThat(weight.j()).isEqualTo(2);
        assertThat(weight.layer()).isEqualTo("residual/dense");
        assertThat(weight.tensor()).isEqualTo("kernel");
        assertThat(weight).hasToString("residual/dense/kernel[1,2]");
        assertThat(parse(" dense/bias [3]").name()).isEqualTo("dense/bias[3]");
        assertThat(parse("dense/bias[3]").i()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dense/kernle[0,0]    | weight "dense/kernle[0,0]": no parameter "dense/kernle"; did you mean dense/kernel or dense_1/kernel? There are dense/kernel[0,0] to dense/kernel[3,3], dense_1/kernel[0,0] to dense_1/kernel[3,1]
                    dense/kernel[4,0]    | weight dense/kernel[4,0]: there are dense/kernel[0,0] to dense/kernel[3,3]
                    dense/kernel[0,4]    | weight dense/kernel[0,4]: there are dense/kernel[0,0] to dense/kernel[3,3]
                    dense/bias[4]        | weight dense/bias[4]: there are dense/bias[0] to dense/bias[3]
                    dense/kernel[1]      | weight "dense/kernel[1]": dense/kernel has two indices, and there are dense/kernel[0,0] to dense/kernel[3,3]
                    dense/bias[0,1]      | weight "dense/bias[0,1]": dense/bias has one index, and there are dense/bias[0] to dense/bias[3]
                    dense/bias           | weight "dense/bias": a place in dense/bias is wanted; there are dense/bias[0] to dense/bias[3]
                    dense/bias[-1]       | weight "dense/bias[-1]": a place in dense/bias is wanted; there are dense/bias[0] to dense/bias[3]
                    dense/bias[x]        | weight "dense/bias[x]": a place in dense/bias is wanted; there are dense/bias[0] to dense/bias[3]
                    dense/bias[9999999999] | weight "dense/bias[9999999999]": a place in dense/bias is wanted; there are dense/bias[0] to dense/bias[3]
                    dense/bia            | weight "dense/bia": no parameter "dense/bia"; did you mean dense/bias, residual/dense/bias or dense_1/bias? There are dense/bias[0] to dense/bias[3], residual/dense/bias[0] to residual/dense/bias[4], dense_1/bias[0] to dense_1/bias[1]
                    """)
    void a_weight_that_there_is_not_is_told_with_those_that_there_are(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessage(message);
    }

    @Test
    void a_tensor_of_one_number_has_one_place() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weight.parse("b[1]", Sequential.of(1, new Dense(1)).parameters()))
                .withMessage(
                        "weight \"b[1]\": no parameter \"b\"; known are dense/kernel and"
                            + " dense/bias. There are dense/kernel[0,0] only, dense/bias[0] only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    embedding/embeddings[2,1]       | Rome of city → number 1 of its embedding
                    embedding/embeddings[0,0]       | no known category of city → number 0 of its embedding
                    dense/kernel[3,0]               | unit 3 of embedding → unit 0 of dense
                    dense/bias[3]                   | bias of unit 3 of dense
                    batch_normalization/gamma[2]    | gamma of unit 2 of batch_normalization
                    batch_normalization/moving_mean[2] | moving mean of unit 2 of batch_normalization
                    residual/dense/kernel[1,4]      | unit 1 of batch_normalization → unit 4 of residual/dense
                    residual/dense_1/kernel[4,1]    | unit 4 of residual/dense → unit 1 of residual/dense_1
                    dense_1/kernel[3,1]             | unit 3 of residual → output right
                    dense_1/bias[0]                 | bias of output left
                    """)
    void what_a_weight_stands_between_is_told_by_columns_and_classes(
            String weight, String connects) {
        TableEncoding encoding =
                new TableEncoding(
                        new ClassTarget(
                                "kind", List.of("left", "right"), false, TargetForm.ONE_HOT),
                        List.of(
                                number("x"),
                                number("y"),
                                new CodeEncoder(
                                        "city", List.of("Oslo", "Rome"), UnknownCategory.ERROR)),
                        List.of());
        NodeNames names = NodeNames.of(NETWORK, Optional.of(encoding));
        assertThat(names.describe(parse(weight))).isEqualTo(connects);
        Sequential plain = Sequential.of(3, new Dense(2, new Softmax()));
        Weight first = Weight.parse("dense/kernel[1,0]", plain.parameters());
        assertThat(NodeNames.of(plain, Optional.of(encoding)).describe(first))
                .isEqualTo("y → output left");
    }

    private static NumberEncoder number(String column) {
        return new NumberEncoder(column, Scaling.NONE, 0, 1, 0, false);
    }
}
