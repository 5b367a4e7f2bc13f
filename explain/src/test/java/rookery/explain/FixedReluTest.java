package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Objective;
import rookery.Sequential;
import rookery.activations.LeakyRelu;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.layers.Activation;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Frozen;
import rookery.layers.Residual;
import rookery.regularizers.L2;
import rookery.tensor.Matrix;

import java.util.Random;

class FixedReluTest {

    private static Dataset data(int rows) {
        Random random = new Random(rows);
        float[] x = new float[rows * 4];
        float[] y = new float[rows * 3];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        for (int row = 0; row < rows; row++) y[row * 3 + random.nextInt(3)] = 1;
        return Dataset.of(Matrix.wrap(rows, 4, x), Matrix.wrap(rows, 3, y));
    }

    private static Model model() {
        return Sequential.of(
                        4,
                        new Frozen(new Dense(33, new Relu())),
                        new Dropout(0.5),
                        new Dense(6, new LeakyRelu(0.3)).kernelRegularizer(new L2(0.1)),
                        new Residual(new Dense(6, new Relu()), new Dense(6, new Tanh())),
                        new BatchNormalization(),
                        new Activation(new Relu()),
                        new Dense(3, new Softmax()))
                .compile("categorical_crossentropy", "adam")
                .initialModel(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 45, 1024, 1500})
    void at_the_weights_it_is_the_relu_to_the_bit(int rows) {
        Dataset data = data(rows);
        Objective own = Objective.inInference(model(), data, Fit.defaults());
        Objective fixed = Objective.inInference(FixedRelu.in(model(), data), data, Fit.defaults());
        assertThat(fixed.lossAndGradients()).isEqualTo(own.lossAndGradients());
        assertThat(fixed.gradients().values()).containsExactly(own.gradients().values());
        assertThat(fixed.gradients().specs()).isEqualTo(own.gradients().specs());
    }

    @Test
    void beside_the_weights_it_goes_straight_on() {
        Model one = // y = relu(w·x), w = 1, and a target of 0: L = relu(w·x)²
                Sequential.of(1, new Dense(1, new Relu()).useBias(false))
                        .compile("mean_squared_error", "sgd")
                        .initialModel(0);
        Objective weights = Objective.inInference(one, row(1), Fit.defaults());
        weights.parameters().values()[0] = 1;
        Model model = Model.of(one.learner(), weights.parameters());
        Objective fixed =
                Objective.inInference(FixedRelu.in(model, row(1)), row(1), Fit.defaults());
        assertThat(fixed.lossAndGradients()).isEqualTo(1);
        fixed.parameters().values()[0] = -2;
        assertThat(fixed.lossAndGradients()).as("(−2)², where relu has 0").isEqualTo(4);
        assertThat(fixed.gradients().values()[0]).isEqualTo(-4);
        Objective off =
                Objective.inInference(FixedRelu.in(model, row(-1)), row(-1), Fit.defaults());
        off.parameters().values()[0] = -2;
        assertThat(off.lossAndGradients()).as("off stays off").isZero();
    }

    private static Dataset row(float x) {
        return Dataset.of(Matrix.of(new float[][] {{x}}), Matrix.of(new float[][] {{0}}));
    }

    @Test
    void without_a_relu_the_model_stays_itself() {
        Model model =
                Sequential.of(4, new Dense(3, new Tanh()))
                        .compile("mean_squared_error", "sgd")
                        .initialModel(0);
        assertThat(FixedRelu.in(model, data(5))).isSameAs(model);
    }

    @Test
    void where_kinks_are_everywhere_it_makes_the_difference() {
        Model model =
                Sequential.of(4, new Dense(200, new Relu()), new Dense(3, new Softmax()))
                        .compile("categorical_crossentropy", "sgd")
                        .initialModel(7);
        Dataset data = data(3000);
        Hessian kinked = Hessian.of(Objective.inInference(model, data, Fit.defaults()));
        Hessian fixed = Hessian.of(model, data, Fit.defaults());
        double[] v = fixed.gradient();
        Hessian.Product through = kinked.times(v);
        Hessian.Product beside = fixed.times(v);
        assertThat(through.smooth()).isFalse();
        assertThat(kinked.roughProducts()).isEqualTo(1);
        assertThat(beside.smooth()).isTrue();
        assertThat(beside.error()).isLessThan(through.error() / 10);
        assertThat(Vectors.length(v)).isEqualTo(Vectors.length(kinked.gradient()), within(0.0));
    }
}
