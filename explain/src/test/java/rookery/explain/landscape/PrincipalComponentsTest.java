package rookery.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Sequential;
import rookery.layers.Dense;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

class PrincipalComponentsTest {

    private static JsonNode golden() throws IOException {
        try (InputStream in =
                PrincipalComponentsTest.class.getResourceAsStream(
                        "/rookery/golden/principal_components.json")) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static Trajectory path(JsonNode golden) {
        List<Trajectory.Point> points = new ArrayList<>();
        for (JsonNode point : golden.get("points")) {
            Parameters θ =
                    Parameters.zeros(Sequential.of(2, new Dense(3), new Dense(2)).parameters());
            int at = 0;
            for (int tensor = 0; tensor < θ.specs().size(); tensor++) {
                float[] values = θ.logical(tensor);
                for (int i = 0; i < values.length; i++) values[i] = point.get(at++).floatValue();
                θ.setLogical(tensor, values);
            }
            points.add(new Trajectory.Point(points.size(), θ));
        }
        return new Trajectory("golden", points);
    }

    @Test
    void shares_places_and_distances_are_those_of_scikit_learn() throws IOException {
        JsonNode golden = golden();
        Trajectory path = path(golden);
        List<Parameters> weights = path.points().stream().map(Trajectory.Point::weights).toList();
        PrincipalComponents components = PrincipalComponents.of(weights, 2);
        for (int k = 0; k < 8; k++)
            assertThat(components.shares().get(k))
                    .isCloseTo(golden.get("shares").get(k).asDouble(), within(1e-9));
        Plane plane = Planes.principal(weights.getLast(), List.of(path), 0, 2);
        double[] sign = new double[2];
        for (int i = 0; i < weights.size(); i++) {
            Plane.Place place = plane.project(weights.get(i));
            double[] found = {place.x(), place.y()};
            for (int k = 0; k < 2; k++) {
                double expected = golden.get("places").get(i).get(k).asDouble();
                if (i == 0) sign[k] = Math.signum(found[k] * expected);
                assertThat(found[k]).isCloseTo(sign[k] * expected, within(1e-8));
            }
            assertThat(place.distance())
                    .isCloseTo(golden.get("distances").get(i).asDouble(), within(1e-7));
        }
        assertThat(plane.notes()).isEmpty();
    }

    @Test
    void directions_have_length_1_and_are_at_a_right_angle() throws IOException {
        List<double[]> d =
                PrincipalComponents.of(
                                path(golden()).points().stream()
                                        .map(Trajectory.Point::weights)
                                        .toList(),
                                2)
                        .directions();
        double[] products = new double[3];
        for (int i = 0; i < d.getFirst().length; i++) {
            products[0] += d.get(0)[i] * d.get(0)[i];
            products[1] += d.get(0)[i] * d.get(1)[i];
            products[2] += d.get(1)[i] * d.get(1)[i];
        }
        assertThat(products).containsExactly(new double[] {1, 0, 1}, within(1e-10));
    }

    @Test
    void no_points_have_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalComponents.of(List.of(), 2))
                .withMessage("PrincipalComponents: there are no points");
    }
}
