package rookery.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Losses;
import rookery.Model;
import rookery.Sequential;
import rookery.data.BundledData;
import rookery.data.PreparedTable;
import rookery.data.TargetForm;
import rookery.explain.Curvature;
import rookery.explain.Hessian;
import rookery.layers.Layer;

import java.util.List;
import java.util.Optional;

/** The curvature of a surface, by its losses alone, and the Hessian's eigenvalues, by gradients. */
class CurvatureOfSurfaceTest {

    /** 2h: far enough that single precision does not show in differences of losses. */
    private static final double FAR = 0.08;

    private static final Dataset PENGUINS =
            PreparedTable.of(
                            BundledData.PENGUINS.table(),
                            BundledData.PENGUINS.options().targetForm(TargetForm.ONE_HOT))
                    .training();

    private static Model trained(String hidden, String output, String loss) {
        Layer[] layers = {
            Layer.NAMES.get("dense(16, " + hidden + ")"),
            Layer.NAMES.get("dense(" + PENGUINS.targets().cols() + ", " + output + ")")
        };
        return Sequential.of(PENGUINS.features().cols(), layers)
                .compile(loss, "adam(0.01)")
                .fit(PENGUINS, Fit.defaults().epochs(30).seed(5))
                .model();
    }

    /**
     * The second derivative in the middle of five losses at −2h, −h, 0, h and 2h: second differences
     * of h and 2h, extrapolated to h = 0 (Richardson), so that the fourth derivative drops out.
     */
    private static double curvature(double[] losses, double h) {
        double near = (losses[1] - 2 * losses[2] + losses[3]) / (h * h);
        double far = (losses[0] - 2 * losses[2] + losses[4]) / (4 * h * h);
        return (4 * near - far) / 3;
    }

    @ParameterizedTest
    @CsvSource({
        "tanh, softmax, categorical_crossentropy",
        "sigmoid, softmax, categorical_crossentropy",
        "gelu, tanh, mean_squared_error"
    })
    void a_trained_networks_surface_curves_by_the_eigenvalues(
            String hidden, String output, String loss) {
        Model model = trained(hidden, output, loss);
        Curvature expected = Curvature.of(Hessian.of(model, PENGUINS, Fit.defaults()));
        Plane plane =
                Planes.ofCurvature(
                        model.parameters(),
                        Curvature.directions(
                                Hessian.of(model, PENGUINS, Fit.defaults()), 2, _ -> {}));
        Landscape landscape =
                Landscape.of(
                        plane,
                        List.of(plane.axis(0, -FAR, FAR, 5), plane.axis(1, -FAR, FAR, 5)),
                        Losses.of(model, PENGUINS, Fit.defaults()),
                        Optional.empty(),
                        List.of(),
                        _ -> {});
        double[] alongFirst = landscape.training().losses()[2];
        double[] alongSecond = new double[5];
        for (int j = 0; j < 5; j++) alongSecond[j] = landscape.training().at(2, j);
        double second = expected.second().orElseThrow();
        assertThat(curvature(alongFirst, FAR / 2))
                .isCloseTo(expected.largest(), within(1e-3 * expected.largest()));
        assertThat(curvature(alongSecond, FAR / 2)).isCloseTo(second, within(1e-3 * second));
    }
}
