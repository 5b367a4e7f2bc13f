package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Glu;
import rookery.activations.LeakyRelu;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.PreparedTable;
import rookery.layers.Activation;
import rookery.layers.BatchNormalization;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frame;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Pass;
import rookery.layers.Residual;
import rookery.tensor.Parameters;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

class NetworkDrawingTest {

    /** A user's own layer. */
    private record Twice() implements CustomLayer {
        @Override
        public String kind() {
            return "twice";
        }

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public void forward(Frame frame, Pass pass, int from, int to) {
            throw new UnsupportedOperationException("only drawn");
        }

        @Override
        public void backward(Frame frame, Pass pass, int from, int to) {
            throw new UnsupportedOperationException("only drawn");
        }
    }

    private static NetworkDrawing drawing(Sequential network) {
        return drawing(network, network.initialParameters(1));
    }

    private static NetworkDrawing drawing(Sequential network, Parameters parameters) {
        Learner learner = network.compile("mse", "sgd");
        return new NetworkDrawing("a network", Model.of(learner, parameters), Optional.empty());
    }

    private static Layer[] deep(int layers) {
        Layer[] deep = new Layer[layers];
        Arrays.setAll(deep, k -> new Dense(4, new Relu()));
        return deep;
    }

    static Stream<Sequential> networks() {
        return Stream.of(
                Sequential.of(1, new Dense(1)),
                Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax())),
                Sequential.of(24, new Dense(24), new Dense(24), new Dense(1)),
                Sequential.of(25, new Dense(2)),
                Sequential.of(
                        5,
                        new Dense(8, new LeakyRelu(0.123456)),
                        new Residual(
                                new BatchNormalization(),
                                new Residual(new Dense(8), new Dropout(0.25)),
                                new Dense(8)),
                        new Frozen(new Dense(4).useBias(false)),
                        new PRelu(),
                        new Activation(new Softmax())),
                Sequential.of(
                        4,
                        Embedding.of(List.of(1, 3), List.of(5, 7), 2),
                        new LayerNormalization(),
                        new Dense(6),
                        new Activation(new Glu()),
                        new Twice()),
                Sequential.of(784, new Dense(512), new Residual(new Dense(512)), new Dense(10)),
                Sequential.of(4, deep(40)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void inputs_layers_and_outputs_are_labelled_and_nothing_is_covered(Sequential network) {
        NetworkDrawing drawing = drawing(network);
        Drawn drawn = Drawn.of(drawing.svg(Theme.AUTOMATIC));
        assertThat(drawn.clashes()).isEmpty();
        String all = String.join("\n", drawn.words());
        assertThat(all)
                .contains("input 0", "output 0", "%,d param".formatted(network.parameterCount()));
        for (Stage stage : Stage.of(network))
            if (stage.kind() == Stage.Kind.DENSE) assertThat(all).contains(stage.name());
            else assertThat(all).contains(stage.words());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void pixels_are_as_many_and_not_all_alike(Sequential network) throws Exception {
        NetworkDrawing drawing = drawing(network);
        Drawn drawn = Drawn.of(drawing.svg(Theme.DARK));
        var image = ImageIO.read(new ByteArrayInputStream(drawing.png(Theme.DARK)));
        assertThat(image.getWidth()).isEqualTo((int) (2 * drawn.width()));
        assertThat(image.getHeight()).isEqualTo((int) (2 * drawn.height()));
        long ink =
                Stream.iterate(0, y -> y < image.getHeight(), y -> y + 3)
                        .flatMap(y ->
                                Stream.iterate(0, x -> x < image.getWidth(), x -> x + 3)
                                        .map(x -> image.getRGB(x, y)))
                        .filter(rgb -> rgb != image.getRGB(0, 0))
                        .count();
        assertThat(ink).isGreaterThan(100);
    }

    @Test
    void a_small_network_has_a_line_for_each_weight_and_a_circle_for_each_unit() {
        Sequential network = Sequential.of(3, new Dense(4, new Relu()), new Dense(2));
        Parameters parameters = network.initialParameters(1);
        parameters.setLogical(0, new float[] {1, 2, -4, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        parameters.setLogical(1, new float[] {0.5f, -0.25f, 0, 0});
        NetworkDrawing drawing = drawing(network, parameters);
        assertThat(drawing.showsUnits()).isTrue();
        Drawn drawn = Drawn.of(drawing.svg(Theme.LIGHT));
        assertThat(drawn.tooltips())
                .contains(
                        "input 0 → unit 0 of dense: 1.0",
                        "input 0 → unit 2 of dense: -4.0",
                        "unit 0 of dense, bias 0.5",
                        "unit 1 of dense, bias -0.25");
        assertThat(drawn.tooltips().stream().filter(t -> t.contains(" → ")).count())
                .isEqualTo(3 * 4 + 4 * 2);
        assertThat(line(drawn, "input 0 → unit 2 of dense: -4.0", "class")).isEqualTo("s-negative");
        assertThat(line(drawn, "input 0 → unit 2 of dense: -4.0", "stroke-dasharray"))
                .isEqualTo("5 3");
        assertThat(line(drawn, "input 0 → unit 1 of dense: 2.0", "class")).isEqualTo("s-positive");
        assertThat(line(drawn, "input 0 → unit 1 of dense: 2.0", "stroke-dasharray"))
                .isEqualTo("none");
        double widest = width(drawn, "input 0 → unit 2 of dense: -4.0");
        double none = width(drawn, "input 0 → unit 3 of dense: 0.0");
        assertThat(width(drawn, "input 0 → unit 1 of dense: 2.0")).isEqualTo((widest + none) / 2);
        assertThat(drawn.words()).contains("widest: 4", "largest: 0.5");
    }

    private static String line(Drawn drawn, String tooltip, String attribute) {
        return drawn.elements("line").stream()
                .filter(line -> line.getTextContent().equals(tooltip))
                .map(line -> line.getAttribute(attribute))
                .collect(Collectors.joining());
    }

    private static double width(Drawn drawn, String tooltip) {
        return Double.parseDouble(line(drawn, tooltip, "stroke-width"));
    }

    @Test
    void weights_that_are_not_finite_are_drawn_and_counted() {
        Sequential network = Sequential.of(2, new Dense(2));
        Parameters parameters = network.initialParameters(1);
        parameters.setLogical(0, new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY, 2});
        parameters.setLogical(1, new float[] {Float.NaN, 1});
        Drawn drawn = Drawn.of(drawing(network, parameters).svg(Theme.LIGHT));
        assertThat(drawn.words()).anyMatch(w -> w.startsWith("3 parameters not finite"));
        assertThat(drawn.tooltips()).contains("input 0 → output 0: NaN");
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void columns_categories_and_classes_have_their_names() {
        PreparedTable penguins =
                PreparedTable.of(
                        BundledData.PENGUINS.table(),
                        BundledData.PENGUINS
                                .options()
                                .target("species")
                                .features("sex", "body_mass_g"));
        Sequential network =
                Sequential.of(penguins.encoding().inputs(), new Dense(3, new Softmax()));
        Learner learner = network.compile("categorical_crossentropy", "sgd");
        Model model = learner.fit(penguins.training(), Fit.defaults().epochs(1)).model();
        Drawn drawn =
                Drawn.of(
                        new NetworkDrawing("penguins", model, Optional.of(penguins.encoding()))
                                .svg(Theme.LIGHT));
        List<String> expected = new ArrayList<>(penguins.encoding().inputNames());
        expected.addAll(List.of("Adelie", "Chinstrap", "Gentoo"));
        assertThat(drawn.words()).containsAll(expected).contains("body_mass_g", "sex=female");
    }

    @Test
    void a_large_network_has_a_box_for_each_layer() {
        NetworkDrawing drawing =
                drawing(Sequential.of(784, new Dense(512, new Relu()), new Dense(10)));
        assertThat(drawing.showsUnits()).isFalse();
        Drawn drawn = Drawn.of(drawing.svg(Theme.LIGHT));
        assertThat(drawn.words())
                .contains(
                        "784 inputs",
                        "dense",
                        "512 relu",
                        "784 → 512",
                        "401,920 parameters",
                        "10 outputs")
                .anyMatch(w -> w.endsWith("more"));
        assertThat(drawn.elements("line")).hasSizeLessThan(10);
    }
}
