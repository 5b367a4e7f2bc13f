package rookery.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.explain.Weight;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PlanesTest {

    private static final Model MODEL =
            Sequential.of(
                            4,
                            Embedding.of(List.of(1), List.of(5), 3),
                            new Dense(40, new Relu()),
                            new BatchNormalization(),
                            new Frozen(new Dense(6, new Relu())),
                            new Dense(2))
                    .compile("mean_squared_error", "sgd")
                    .initialModel(3);

    /** A direction of a plane, tensor by tensor: θ(1) − θ(0). */
    private static Parameters direction(Plane plane, int k) {
        Parameters here = MODEL.parameters();
        Parameters there = MODEL.parameters();
        plane.at(0, 0, here.values());
        plane.at(k == 0 ? 1 : 0, k, there.values());
        for (int i = 0; i < here.values().length; i++) there.values()[i] -= here.values()[i];
        return there;
    }

    private static double columnLength(Parameters parameters, int tensor, int column) {
        ParameterSpec spec = parameters.specs().get(tensor);
        float[] values = parameters.logical(tensor);
        double sum = 0;
        for (int i = 0; i < spec.rows(); i++) {
            double value = values[i * spec.cols() + column];
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @Test
    void random_directions_are_as_long_as_the_weights_in_each_column_and_0_elsewhere() {
        Parameters θ = MODEL.parameters();
        Plane plane = Planes.random(θ, 11, 2);
        List<String> moved = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            Parameters direction = direction(plane, k);
            for (int tensor = 0; tensor < θ.specs().size(); tensor++) {
                ParameterSpec spec = θ.specs().get(tensor);
                boolean kernel = spec.trained() && spec.shape().size() == 2;
                if (kernel) moved.add(spec.name());
                else assertThat(direction.logical(tensor)).as(spec.name()).containsOnly(0);
                for (int j = 0; kernel && j < spec.cols(); j++) {
                    double length = columnLength(θ, tensor, j);
                    assertThat(columnLength(direction, tensor, j))
                            .as("%s column %d", spec.name(), j)
                            .isCloseTo(length, within(1e-5 * length));
                }
            }
        }
        List<String> once = List.of("embedding/embeddings", "dense/kernel", "dense_2/kernel");
        assertThat(moved.subList(0, 3)).isEqualTo(once);
        assertThat(moved.subList(3, 6)).isEqualTo(once);
        assertThat(direction(plane, 0).logical(0)).isNotEqualTo(direction(plane, 1).logical(0));
    }

    @Test
    void the_seed_alone_decides_on_random_directions() {
        Parameters θ = MODEL.parameters();
        float[] first = direction(Planes.random(θ, 11, 2), 0).values();
        assertThat(direction(Planes.random(θ, 11, 1), 0).values()).isEqualTo(first);
        assertThat(direction(Planes.random(θ, 12, 1), 0).values()).isNotEqualTo(first);
    }

    @Test
    void weights_are_projected_onto_directions_that_are_not_at_right_angles() {
        Plane plane = Planes.random(MODEL.parameters(), 11, 2);
        Parameters there = MODEL.parameters();
        plane.at(0.7, -1.3, there.values());
        Plane.Place place = plane.project(there);
        assertThat(place.x()).isCloseTo(0.7, within(1e-6));
        assertThat(place.y()).isCloseTo(-1.3, within(1e-6));
        assertThat(place.distance()).isCloseTo(0, within(1e-5));
        there.values()[there.at("dense/bias", 0, 2)] += 3; // the directions are 0 there
        assertThat(plane.project(there).x()).isEqualTo(place.x());
        assertThat(plane.project(there).distance()).isCloseTo(3, within(1e-5));
    }

    @Test
    void statistics_are_neither_projected_nor_part_of_the_distance() {
        Parameters moved = MODEL.parameters();
        moved.values()[moved.at("batch_normalization/moving_mean", 0, 1)] = 100;
        Plane.Place place = Planes.random(MODEL.parameters(), 11, 2).project(moved);
        assertThat(List.of(place.x(), place.y(), place.distance())).containsOnly(0.0);
        assertThat(new Trajectory.Point(7, moved).distance(MODEL.parameters())).isZero();
        moved.values()[moved.at("dense/bias", 0, 1)] += 3;
        moved.values()[moved.at("dense/bias", 0, 2)] -= 4;
        assertThat(new Trajectory.Point(8, moved).distance(MODEL.parameters()))
                .isCloseTo(5, within(1e-6));
    }

    @Test
    void a_named_weights_axis_has_its_value() {
        Parameters θ = MODEL.parameters();
        List<Weight> weights =
                List.of(
                        Weight.parse("dense/kernel[2,35]", θ.specs()),
                        Weight.parse("dense_2/bias[1]", θ.specs()));
        Plane plane = Planes.ofWeights(θ, weights);
        Plane.Place place = plane.project(θ);
        assertThat(place.x()).isEqualTo(θ.get("dense/kernel", 2, 35));
        assertThat(place.distance()).isZero();
        Parameters there = MODEL.parameters();
        plane.at(0.25, -4, there.values());
        assertThat(there.get("dense/kernel", 2, 35)).isEqualTo(0.25f);
        assertThat(there.get("dense_2/bias", 0, 1)).isEqualTo(-4f);
        there.values()[there.at("dense/kernel", 2, 35)] = θ.get("dense/kernel", 2, 35);
        there.values()[there.at("dense_2/bias", 0, 1)] = θ.get("dense_2/bias", 0, 1);
        assertThat(there.sha256()).isEqualTo(θ.sha256());
        assertThat(plane.axes(List.of(), 3).getFirst().label()).isEqualTo("dense/kernel[2,35]");
    }

    @Test
    void the_line_ends_in_the_very_weights_statistics_included() {
        Parameters from = MODEL.parameters();
        Parameters to = MODEL.learner().initialModel(4).parameters();
        to.values()[to.at("batch_normalization/moving_mean", 0, 1)] = 100;
        Plane line = Planes.between(from, to);
        Parameters there = MODEL.parameters();
        line.at(0, 0, there.values());
        assertThat(there.sha256()).isEqualTo(from.sha256());
        line.at(1, 0, there.values());
        assertThat(there.sha256()).isEqualTo(to.sha256());
        assertThat(line.project(to).x()).isCloseTo(1, within(1e-12));
    }

    private static Trajectory straight(int points) {
        List<Trajectory.Point> path = new ArrayList<>();
        for (int k = 0; k < points; k++) {
            Parameters θ = MODEL.parameters();
            float[] kernel = θ.logical(1);
            for (int i = 0; i < kernel.length; i++) kernel[i] += k * 0.25f * (i % 3 - 1);
            θ.setLogical(1, kernel);
            path.add(new Trajectory.Point(k, θ));
        }
        return new Trajectory("straight", path);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20})
    void of_a_straight_path_the_first_component_explains_all(int points) {
        Trajectory path = straight(points);
        Parameters end = path.points().getLast().weights();
        Plane plane = Planes.principal(end, List.of(path), 5, 2);
        List<Axis> axes = plane.axes(List.of(path), 9);
        assertThat(axes.get(0).explained().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(axes.get(0).label()).isEqualTo("component 1, 100 % of the variance");
        assertThat(axes.get(1).explained()).isEqualTo(Optional.of(0.0));
        assertThat(plane.notes())
                .containsExactly(
                        "the path is straight: the second direction is a random one at a right"
                                + " angle, drawn with seed 5");
        double length = plane.project(path.points().getFirst().weights()).x();
        for (int k = 0; k < points; k++) {
            Plane.Place place = plane.project(path.points().get(k).weights());
            assertThat(place.x()).isCloseTo(length * (points - 1 - k) / (points - 1), within(1e-5));
            assertThat(place.y()).isCloseTo(0, within(1e-5));
            assertThat(place.distance()).isCloseTo(0, within(1e-5));
        }
        assertThat(length).as("the path comes from the left").isNegative();
        assertThat(Planes.principal(end, List.of(path), 5, 1).dimensions()).isEqualTo(1);
    }

    @Test
    void axes_show_the_paths_with_a_margin() {
        Trajectory path = straight(5);
        Parameters end = path.points().getLast().weights();
        Plane plane = Planes.principal(end, List.of(path), 5, 2);
        double start = plane.project(path.points().getFirst().weights()).x();
        List<Axis> axes = plane.axes(List.of(path), 51);
        double[] x = axes.getFirst().values();
        assertThat(x).hasSize(51);
        assertThat(x[0]).isCloseTo(1.3 * start, within(1e-5));
        assertThat(x[50]).isCloseTo(-0.3 * start, within(1e-5));
        assertThat(axes.getLast().values()[50]).isCloseTo(-0.3 * start, within(1e-5));
    }

    @Test
    void random_directions_are_seen_from_minus_1_to_1_and_a_plane_without_path_too() {
        double[] random =
                Planes.random(MODEL.parameters(), 1, 2)
                        .axes(List.of(straight(5)), 5)
                        .get(1)
                        .values();
        assertThat(random).containsExactly(-1, -0.5, 0, 0.5, 1);
        Weight weight = Weight.parse("dense_2/bias[0]", MODEL.parameters().specs());
        Trajectory one = straight(1);
        Plane plane = Planes.ofWeights(MODEL.parameters(), List.of(weight));
        assertThat(plane.axes(List.of(one), 3).getFirst().values()).containsExactly(-1, 0, 1);
    }

    @Test
    void what_spans_no_plane_is_refused() {
        Parameters θ = MODEL.parameters();
        Weight weight = Weight.parse("dense/bias[3]", θ.specs());
        refused(
                "weights: dense/bias[3] is named twice; name two, or one for a line",
                () -> Planes.ofWeights(θ, List.of(weight, weight)));
        refused(
                "weights: one or two are wanted, got 3",
                () -> Planes.ofWeights(θ, List.of(weight, weight, weight)));
        Weight mean = Weight.parse("batch_normalization/moving_mean[0]", θ.specs());
        refused(
                "batch_normalization/moving_mean[0] is not trained and has no gradient: it is a"
                        + " statistic of the rows that its layer keeps for inference",
                () -> Planes.ofWeights(θ, List.of(mean)));
    }

    @Test
    void what_is_no_direction_is_refused() {
        Parameters θ = MODEL.parameters();
        refused(
                "principal components: the weights are the same at all 1 points of the path; did it"
                        + " train at all?",
                () -> Planes.principal(θ, List.of(straight(1)), 0, 2));
        refused(
                "line from the start to the end: the direction is 0 or not finite, so there is no"
                        + " line; choose other weights, another step or another plane",
                () -> Planes.between(θ, θ));
        refused(
                "mine: there is only one direction, so there is no plane; draw a line (landscape"
                        + " --line)",
                () -> Plane.of("mine", List.of("a", "b"), θ, List.of(θ, θ)));
        refused(
                "mine: b is a direction of another network",
                () ->
                        Plane.of(
                                "mine",
                                List.of("a", "b"),
                                θ,
                                List.of(θ, Lines.model(1).parameters())));
        refused(
                "two random directions, filter-normalized: one direction is wanted for a line, or"
                        + " two for a plane, got 3",
                () -> Planes.random(θ, 0, 3));
        refused(
                "strongest curvatures: one direction is wanted for a line, or two for a plane, got"
                        + " 0",
                () -> Planes.ofCurvature(θ, List.of()));
        refused(
                "mine: expected one or two directions with a label each, got 1 with 2",
                () -> Plane.of("mine", List.of("a", "b"), θ, List.of(θ)));
    }

    @Test
    void weights_of_another_network_are_refused() {
        Parameters θ = MODEL.parameters();
        Parameters other = Lines.model(1).parameters();
        refused(
                "line from the start to the end: the weights are those of another network",
                () -> Planes.between(θ, other));
        refused(
                "principal components: the weights are those of another network",
                () -> Planes.principal(other, List.of(straight(2)), 0, 2));
        refused(
                "PrincipalComponents: the weights are those of another network",
                () -> PrincipalComponents.of(List.of(θ, other), 2));
        refused(
                "mine: the weights are those of another network",
                () -> Plane.of("mine", List.of("a"), θ, List.of(θ)).project(other));
    }

    @Test
    void one_parameter_spans_a_line_and_no_plane() {
        Model one =
                Sequential.of(1, new Dense(1).useBias(false))
                        .compile("mean_squared_error", "sgd")
                        .initialModel(0);
        Parameters θ = one.parameters();
        refused(
                "two random directions, filter-normalized: there is only one direction, so there is"
                        + " no plane; draw a line (landscape --line)",
                () -> Planes.random(θ, 0, 2));
        Parameters moved = one.parameters();
        moved.values()[0] += 1;
        Trajectory path =
                new Trajectory(
                        "one", List.of(new Trajectory.Point(0, θ), new Trajectory.Point(1, moved)));
        refused(
                "principal components: one parameter is trained, so there is no plane; draw a line"
                        + " (landscape --line)",
                () -> Planes.principal(θ, List.of(path), 0, 2));
        assertThat(Planes.random(θ, 0, 1).dimensions()).isEqualTo(1);
        assertThat(Planes.principal(θ, List.of(path), 0, 1).project(moved).x())
                .isCloseTo(1, within(1e-6));
    }

    private static void refused(String message, Runnable what) {
        assertThatIllegalArgumentException().isThrownBy(what::run).withMessage(message);
    }
}
