package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Objective;
import rookery.Sequential;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Frozen;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

class HessianTest {

    private static final Dataset ROWS =
            Dataset.of(
                    Matrix.of(new float[][] {{1, 2}, {3, -1}, {0, 1}}),
                    Matrix.of(new float[][] {{1}, {0}, {2}}));

    private static Model model(float w0, float w1, float b) {
        Model model =
                Sequential.of(2, new Dense(1)).compile("mean_squared_error", "sgd").initialModel(0);
        Parameters parameters = model.parameters();
        parameters.setLogical(0, new float[] {w0, w1});
        parameters.setLogical(1, new float[] {b});
        return Model.of(model.learner(), parameters);
    }

    @Test
    void of_a_line_it_is_twice_the_mean_product_of_the_inputs() {
        Hessian hessian = Hessian.of(model(0.5f, -1, 2), ROWS, Fit.defaults());
        double[][] expected = { // 2/3 · Σ (x₀, x₁, 1)ᵀ(x₀, x₁, 1)
            {20 / 3.0, -2 / 3.0, 8 / 3.0}, {-2 / 3.0, 4, 4 / 3.0}, {8 / 3.0, 4 / 3.0, 2}
        };
        double[][] h = hessian.matrix(k -> {});
        for (int i = 0; i < 3; i++) assertThat(h[i]).containsExactly(expected[i], within(1e-4));
        double[] v = {1, 2, -3};
        double[] product = {-8 + 20 / 3.0 - 4 / 3.0, -2 / 3.0 + 8 - 4, 8 / 3.0 + 8 / 3.0 - 6};
        assertThat(hessian.times(v).values()).containsExactly(product, within(1e-3));
        assertThat(hessian.products()).isEqualTo(4);
    }

    @Test
    void noise_is_about_the_rounding_of_the_gradient() {
        Hessian hessian = Hessian.of(model(0.5f, -1, 2), ROWS, Fit.defaults());
        double ulp = Math.ulp((float) Vectors.length(hessian.gradient()));
        assertThat(hessian.noise()).isBetween(ulp / 20, 20 * ulp);
    }

    @Test
    void a_product_with_nothing_is_nothing() {
        Hessian hessian = Hessian.of(model(1, 1, 1), ROWS, Fit.defaults());
        assertThat(hessian.times(new double[3]).values()).containsExactly(0, 0, 0);
        assertThat(hessian.products()).isZero();
    }

    @Test
    void statistics_and_padding_are_no_parameters() {
        Model model =
                Sequential.of(2, new Dense(40), new BatchNormalization(), new Dense(1))
                        .compile("mean_squared_error", "sgd")
                        .initialModel(0);
        Hessian hessian = Hessian.of(model, ROWS, Fit.defaults());
        assertThat(hessian.parameters()).isEqualTo(2 * 40 + 40 + 40 + 40 + 40 + 1);
        Parameters direction = hessian.parameters(hessian.gradient());
        assertThat(direction.matrix("batch_normalization/moving_variance").values())
                .containsOnly(0);
        Objective objective = Objective.inInference(model, ROWS, Fit.defaults());
        objective.lossAndGradients();
        assertThat(direction.values()).containsExactly(objective.gradients().values());
    }

    @Test
    void what_has_no_curvature_is_refused() {
        Model frozen =
                Sequential.of(2, new Frozen(new Dense(1)))
                        .compile("mean_squared_error", "sgd")
                        .initialModel(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hessian.of(frozen, ROWS, Fit.defaults()))
                .withMessage(
                        "Hessian: no parameter of this network is trained, so there is no"
                                + " curvature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hessian.of(model(Float.NaN, 0, 0), ROWS, Fit.defaults()))
                .withMessageStartingWith(
                        "Hessian: loss and gradient must be finite, got a loss of NaN");
    }

    @Test
    void a_vector_must_fit_and_be_finite() {
        Hessian hessian = Hessian.of(model(1, 1, 1), ROWS, Fit.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hessian.times(new double[2]))
                .withMessage("Hessian: there are 3 trained parameters, got a vector of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hessian.times(new double[] {0, Double.NaN, 0}))
                .withMessage("Hessian: the vector must be finite");
    }
}
