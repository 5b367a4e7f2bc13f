package rookery.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Losses;
import rookery.Model;
import rookery.Sequential;
import rookery.explain.Curvature;
import rookery.explain.Hessian;
import rookery.explain.Weight;
import rookery.layers.Dense;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

class LandscapeTest {

    private static final Model MODEL = Lines.model(1);

    private static Weight weight(String name) {
        return Weight.parse(name, MODEL.parameters().specs());
    }

    private static Hessian hessian() {
        return Hessian.of(MODEL, Lines.DATA, Fit.defaults());
    }

    private static Trajectory path(Model... models) {
        List<Trajectory.Point> points = new ArrayList<>();
        for (Model model : models)
            points.add(new Trajectory.Point(10 * points.size(), model.parameters()));
        return new Trajectory("path", points);
    }

    private static Landscape landscape(Plane plane, List<Axis> axes, Trajectory... paths) {
        Losses losses = Losses.of(MODEL, Lines.DATA, Fit.defaults());
        return Landscape.of(plane, axes, losses, Optional.empty(), List.of(paths), _ -> {});
    }

    static Stream<Plane> planes() {
        Parameters θ = MODEL.parameters();
        Trajectory path = path(Lines.model(2), Lines.model(3), MODEL);
        return Stream.of(
                Planes.random(θ, 7, 2),
                Planes.principal(θ, List.of(path), 7, 2),
                Planes.ofWeights(θ, List.of(weight("dense/kernel[0,1]"), weight("dense/bias[1]"))),
                Planes.ofCurvature(θ, Curvature.directions(hessian(), 2, _ -> {})));
    }

    @ParameterizedTest
    @MethodSource("planes")
    void of_a_quadratic_the_surface_is_the_closed_form(Plane plane) {
        Landscape landscape =
                landscape(plane, List.of(plane.axis(0, -2, 3, 11), plane.axis(1, -1, 1, 7)));
        double[] x = landscape.x().values();
        double[] y = landscape.y().orElseThrow().values();
        for (int j = 0; j < y.length; j++)
            for (int i = 0; i < x.length; i++) {
                double expected = Lines.closedForm(plane, x[i], y[j]);
                assertThat(landscape.training().at(i, j))
                        .isCloseTo(expected, within(2e-5 * expected));
            }
    }

    static Stream<Plane> lines() {
        Parameters θ = MODEL.parameters();
        return Stream.of(
                Planes.random(θ, 7, 1),
                Planes.principal(θ, List.of(path(Lines.model(2), MODEL)), 7, 1),
                Planes.ofWeights(θ, List.of(weight("dense/bias[0]"))),
                Planes.between(Lines.model(2).parameters(), θ),
                Planes.ofCurvature(θ, Curvature.directions(hessian(), 1, _ -> {})));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void so_is_the_curve_along_a_line(Plane plane) {
        Landscape landscape = landscape(plane, List.of(plane.axis(0, -2, 3, 11)));
        assertThat(landscape.y()).isEmpty();
        for (int i = 0; i < 11; i++) {
            double expected = Lines.closedForm(plane, landscape.x().values()[i], 0);
            assertThat(landscape.training().at(i, 0)).isCloseTo(expected, within(2e-5 * expected));
        }
    }

    /** L(h) − 2·L(0) + L(−h) = λ·h² along an eigenvector. */
    @Test
    void the_surface_curves_by_the_eigenvalues_along_the_eigenvectors() {
        List<Curvature.Direction> directions = Curvature.directions(hessian(), 2, _ -> {});
        Plane plane = Planes.ofCurvature(MODEL.parameters(), directions);
        Landscape landscape =
                landscape(plane, List.of(plane.axis(0, -2, 2, 3), plane.axis(1, -2, 2, 3)));
        Surface surface = landscape.training();
        Curvature curvature = Curvature.of(hessian());
        double alongFirst = (surface.at(0, 1) - 2 * surface.at(1, 1) + surface.at(2, 1)) / 4;
        double alongSecond = (surface.at(1, 0) - 2 * surface.at(1, 1) + surface.at(1, 2)) / 4;
        assertThat(alongFirst).isCloseTo(curvature.largest(), within(1e-3));
        assertThat(alongSecond).isCloseTo(curvature.second().orElseThrow(), within(1e-3));
        assertThat(landscape.x().label()).startsWith("eigenvector 1, curvature ");
    }

    @Test
    void a_path_has_its_losses_on_the_plane_and_off_it() {
        Model start = Lines.model(2);
        Plane plane = Planes.random(MODEL.parameters(), 7, 2);
        Landscape landscape =
                landscape(plane, plane.axes(List.of(), 5), path(start, Lines.model(3), MODEL));
        Trail trail = landscape.trails().getFirst();
        assertThat(trail.points()).hasSize(3);
        Trail.Point first = trail.points().getFirst();
        assertThat(first.loss()).isEqualTo(start.evaluate(Lines.DATA).loss());
        assertThat(first.distance()).isPositive();
        double expected = Lines.closedForm(plane, first.x(), first.y());
        assertThat(first.projectedLoss()).isCloseTo(expected, within(2e-5 * expected));
        Trail.Point last = trail.points().getLast();
        assertThat(last.step()).isEqualTo(20);
        assertThat(List.of(last.x(), last.y(), last.distance())).containsOnly(0.0);
        assertThat(last.projectedLoss())
                .isEqualTo(last.loss())
                .isEqualTo(landscape.training().at(2, 2))
                .isEqualTo(MODEL.evaluate(Lines.DATA).loss());
    }

    @Test
    void validation_has_a_surface_of_its_own_and_all_losses_are_counted() {
        Plane plane = Planes.random(MODEL.parameters(), 7, 2);
        List<Axis> axes = List.of(plane.axis(0, -1, 1, 5), plane.axis(1, -1, 1, 3));
        Losses training = Losses.of(MODEL, Lines.DATA, Fit.defaults());
        Losses validation = Losses.of(MODEL, Lines.DATA.select(4, 5, 6), Fit.defaults());
        List<Trajectory> paths = List.of(path(Lines.model(2), MODEL), path(Lines.model(3)));
        List<Integer> told = new ArrayList<>();
        Landscape landscape =
                Landscape.of(plane, axes, training, Optional.of(validation), paths, told::add);
        assertThat(landscape.validation().orElseThrow().at(2, 1))
                .isEqualTo(MODEL.evaluate(Lines.DATA.select(4, 5, 6)).loss());
        assertThat(Landscape.points(axes, true, paths)).isEqualTo(2 * 15 + 2 * 3);
        assertThat(told).isSorted().last().isEqualTo(36);
    }

    @Test
    void holes_and_points_that_are_not_finite_are_counted() {
        Model broken = Lines.model(2);
        Parameters values = broken.parameters();
        values.values()[0] = Float.NaN;
        Model far = Lines.model(3);
        Parameters distant = far.parameters();
        distant.values()[0] = 3e38f;
        Plane plane = Plane.of("mine", List.of("d"), MODEL.parameters(), List.of(distant));
        Trajectory path = path(Model.of(Lines.LEARNER, values), MODEL);
        Landscape landscape = landscape(plane, List.of(plane.axis(0, -1, 1, 3)), path);
        assertThat(landscape.training().at(1, 0)).isEqualTo(MODEL.evaluate(Lines.DATA).loss());
        assertThat(landscape.training().holes()).isEqualTo(2);
        assertThat(landscape.trails().getFirst().points()).hasSize(1);
        assertThat(landscape.notes())
                .containsExactly(
                        "training: 2 of 3 losses are not finite, and are holes",
                        "1 of 2 points of the path of path left out: their weights are not finite");
    }

    @Test
    void a_path_beside_the_picture_and_off_the_plane_is_told() {
        Parameters θ = MODEL.parameters();
        Trajectory path = path(Lines.model(2), MODEL);
        Plane plane = Planes.ofWeights(θ, List.of(weight("dense/bias[0]")));
        float bias = θ.get("dense/bias", 0, 0);
        Landscape landscape =
                landscape(plane, List.of(plane.axis(0, bias - 0.001, bias + 0.001, 3)), path);
        double distance = landscape.trails().getFirst().farthest();
        assertThat(landscape.notes())
                .containsExactly(
                        "1 of 2 points of the path of path lie outside of the axes",
                        String.format(
                                Locale.ROOT,
                                "the path of path is off the line by %.4g at most",
                                distance));
        assertThat(distance).isGreaterThan(0.1);
    }

    @Test
    void how_far_several_paths_are_off_is_one_note() {
        Parameters θ = MODEL.parameters();
        Trajectory path = path(Lines.model(2), MODEL);
        Plane plane = Planes.ofWeights(θ, List.of(weight("dense/bias[0]")));
        Landscape landscape = landscape(plane, List.of(plane.axis(0, -9, 9, 3)), path, path);
        Trail trail = landscape.trails().getFirst();
        Trail.Point start = trail.points().getFirst();
        assertThat(trail.gap()).isEqualTo(Math.abs(start.loss() - start.projectedLoss()));
        assertThat(landscape.notes())
                .containsExactly(
                        String.format(
                                Locale.ROOT,
                                "how far paths are off the line at most, and their losses from"
                                        + " those drawn there: path %1$.4g (%2$.3g), path %1$.4g"
                                        + " (%2$.3g)",
                                trail.farthest(),
                                trail.gap()));
    }

    @Test
    void axes_must_be_as_many_as_directions() {
        Plane plane = Planes.random(MODEL.parameters(), 7, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> landscape(plane, List.of(plane.axis(0, -1, 1, 3))))
                .withMessage("two random directions, filter-normalized: 1 axes for 2 directions");
    }

    @Test
    void losses_of_another_network_are_refused() {
        Plane plane = Planes.random(Lines.model(1).parameters(), 7, 2);
        Learner wider = Sequential.of(3, new Dense(40)).compile("mse", "sgd");
        Dataset rows = Dataset.of(Matrix.of(1, 3, 1, 2, 3), Matrix.of(new float[1][40]));
        Losses losses = Losses.of(wider.initialModel(0), rows, Fit.defaults());
        List<Axis> axes = plane.axes(List.of(), 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Landscape.of(plane, axes, losses, Optional.empty(), List.of(), _ -> {}))
                .withMessageContaining("is it another network's?");
    }

    @Test
    void a_path_without_points_is_told_as_one_that_is_not_known() {
        Plane plane = Planes.random(MODEL.parameters(), 7, 2);
        Landscape found = landscape(plane, plane.axes(List.of(), 3), path());
        assertThat(found.trails().getFirst().points()).isEmpty();
        assertThat(found.notes())
                .contains("the path of path is not known: its run has no snapshots");
    }
}
