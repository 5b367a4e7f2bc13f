package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import tools.jackson.databind.JsonNode;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The losses and gradients that Keras, PyTorch and scikit-learn compute in double precision. */
class LossGoldenTest {

    private static final JsonNode GOLDEN = Golden.read("losses.json");
    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (JsonNode loss : GOLDEN.get("losses"))
            for (JsonNode data : loss.get("cases"))
                all.add(Arguments.of(loss(loss), data.get("data").asString(), data));
        return all.stream();
    }

    /** The member of this name with these arguments, the others as the prototype has them. */
    private static Loss loss(JsonNode golden) {
        Loss prototype = Loss.NAMES.members().get(golden.get("name").asString());
        try {
            RecordComponent[] components = prototype.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            Set<String> unused = new TreeSet<>(golden.get("arguments").propertyNames());
            for (int i = 0; i < values.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getAccessor().invoke(prototype);
                String name = components[i].getName().replaceAll("([A-Z])", "_$1").toLowerCase();
                if (!unused.remove(name)) continue;
                JsonNode value = golden.get("arguments").get(name);
                if (types[i] == boolean.class) values[i] = value.asBoolean();
                else values[i] = value.asDouble();
            }
            assertThat(unused).isEmpty();
            return (Loss) prototype.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(golden.get("name").asString(), e);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void losses_and_gradients_agree(Loss loss, String name, JsonNode golden) {
        JsonNode data = GOLDEN.get("data").get(name);
        Matrix targets = Golden.matrix(data.get("targets"));
        Matrix predictions = Golden.matrix(data.get("predictions"));
        loss.check(targets, predictions.cols());
        assertThat(targets.cols()).isEqualTo(loss.targets(predictions.cols()));
        for (Kernels kernels : kernels()) {
            Panels y = panels(targets);
            Panels q = panels(predictions);
            Panels scratch = new Panels(loss.scratch(q.features()), q.panels());
            Panels d = new Panels(q.features(), q.panels());
            double[] values = new double[q.panels() * Panels.LANES];
            float[] scale = new float[values.length];
            Arrays.fill(scale, 1);
            loss.value(kernels, y, q, scratch, values, 0, q.panels());
            Arrays.fill(scratch.values(), Float.NaN);
            loss.gradient(kernels, y, q, q, scale, scratch, d, 0, q.panels());
            assertClose("losses", Arrays.copyOf(values, targets.rows()), golden.get("values"), 0);
            assertClose(d, targets.rows(), !name.contains("×"), golden.get("gradients"));
        }
    }

    /**
     * Edge values also row by row: a large gradient is not to hide what is wrong with a small one,
     * unless it is as good as 0.
     */
    private static void assertClose(Panels gradients, int rows, boolean each, JsonNode golden) {
        int n = gradients.features();
        float[] actual = new float[rows * n];
        gradients.scatter(rows, actual, 0);
        double[] all = IntStream.range(0, actual.length).mapToDouble(i -> actual[i]).toArray();
        assertClose("gradients", all, golden, 0);
        for (int row = 0; each && row < rows; row++)
            assertClose(
                    "gradients of row " + row,
                    Arrays.copyOfRange(all, row * n, (row + 1) * n),
                    golden.get(row),
                    1e-16);
    }

    private static List<Kernels> kernels() {
        return Stream.concat(Stream.of(Kernels.scalar()), Kernels.vector().stream()).toList();
    }

    private static Panels panels(Matrix rows) {
        Panels panels = new Panels(rows.cols(), Panels.count(rows.rows()));
        int[] order = IntStream.range(0, rows.rows()).toArray();
        panels.gather(Kernels.scalar(), rows, order, 0, rows.rows(), 0, panels.panels());
        return panels;
    }

    /** |a − b| ≤ 1e-5 · max(|b|, rms of the tensor) + nothing. */
    private static void assertClose(String what, double[] actual, JsonNode golden, double nothing) {
        double[] expected = Golden.doubles(golden);
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double squares = 0;
        for (double b : expected) squares += b * b;
        double rms = Math.sqrt(squares / expected.length);
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i])
                    .as("%s, element %d", what, i)
                    .isCloseTo(
                            expected[i],
                            org.assertj.core.data.Offset.offset(
                                    nothing + TOLERANCE * Math.max(Math.abs(expected[i]), rms)));
    }

    @Test
    void every_member_has_golden_numbers() {
        List<Loss> losses =
                new ArrayList<>(cases().map(arguments -> (Loss) arguments.get()[0]).toList());
        losses.addAll(LossSamples.OF_BATCHES); // overlap.json has theirs
        assertThat(Families.withoutSample(Loss.class, losses)).isEmpty();
        assertThat(losses).hasSizeGreaterThanOrEqualTo(200);
    }
}
