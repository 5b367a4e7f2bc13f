package rookery.report;

import rookery.Model;
import rookery.data.TableEncoding;
import rookery.explain.NodeNames;
import rookery.formats.ModelFile;

import java.util.List;
import java.util.Optional;

/**
 * A network, drawn: from its inputs by the names of their columns to its outputs by the names of their
 * classes. A small one has a circle for each unit and a line for each weight, as wide as the weight is
 * large; negative ones have another color and dashes. A large one has a box for each layer.
 *
 * {@snippet :
 * ModelFile file = ModelFile.read(Path.of("runs/penguins-1/model.rookery"));
 * NetworkDrawing.of("penguins-1", file).write(Path.of("network.svg"), Theme.AUTOMATIC);
 * }
 *
 * @param title the heading
 * @param model that is drawn
 * @param encoding of the table it was trained on, if it was
 */
public record NetworkDrawing(String title, Model model, Optional<TableEncoding> encoding)
        implements Picture {

    /** Free on all sides. */
    static final double EDGE = 16;

    /** Most units beside each other that are drawn one by one. */
    private static final int MOST_UNITS = 24;

    /** Most weights that are drawn one by one. */
    private static final int MOST_WEIGHTS = 2_000;

    /** Most layers that are drawn from left to right. */
    private static final int MOST_STAGES = 14;

    /** The model of a file. */
    public static NetworkDrawing of(String title, ModelFile file) {
        return new NetworkDrawing(title, file.model(), file.encoding());
    }

    /** Whether each unit is drawn, not only each layer. */
    public boolean showsUnits() {
        List<Stage> stages = Stage.of(model.network());
        return model.network().inputs() <= MOST_UNITS
                && stages.size() <= MOST_STAGES
                && stages.stream().allMatch(stage -> stage.outputs() <= MOST_UNITS)
                && stages.stream().mapToLong(Stage::lines).sum() <= MOST_WEIGHTS;
    }

    @Override
    public String svg(Theme theme) {
        NodeNames names = NodeNames.of(model.network(), encoding);
        List<Stage> stages = Stage.of(model.network());
        Svg svg =
                showsUnits()
                        ? new UnitsDrawing(this, stages, names).draw()
                        : new BoxesDrawing(this, stages, names).draw();
        return svg.document(theme);
    }

    /** A picture of this size with the heading, and below it what there is in a line. */
    Svg headed(double width, double height, List<String> heading, String description) {
        Svg svg = new Svg(width, height, title, description);
        Words.title(svg, heading, EDGE, EDGE + Words.TITLE);
        double y = EDGE + Words.titleHeight(heading.size()) + 6;
        svg.text(EDGE, y, summary(), "f-muted", Plot.SMALL);
        return svg;
    }

    /** In a line: {@code 3 inputs, 2 layers, 2 outputs, 98 parameters}. */
    String summary() {
        return "%s, %s, %s, %s"
                .formatted(
                        Amounts.count(model.network().inputs(), "input"),
                        Amounts.count(model.network().layers().size(), "layer"),
                        Amounts.count(model.network().outputs(), "output"),
                        Amounts.count(model.network().parameterCount(), "parameter"));
    }

    /** What can be seen, layer by layer. */
    String description(List<Stage> stages, NodeNames names) {
        StringBuilder text = new StringBuilder(summary());
        text.append(". From ").append(list(names.inputs()));
        for (Stage stage : stages)
            if (stage.kind() != Stage.Kind.END)
                text.append(" to ").append(stage.name()).append(" (" + stage.words() + ")");
        return text.append(" to ").append(list(names.outputs())).append('.').toString();
    }

    private static String list(List<String> names) {
        return names.size() <= MOST_UNITS
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_UNITS)) + " …";
    }
}
