package rookery.explain;

import rookery.Trace;
import rookery.activations.Activation;
import rookery.activations.CustomActivation;
import rookery.activations.Linear;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What lies between a parameter and a row's loss: stages of nodes, one for the sums and one for the
 * outputs of each layer, and the derivatives between them.
 */
final class PathGraph {

    /**
     * Nodes side by side.
     *
     * @param name {@code dense}, the layer's
     * @param letter of the quantity: z before an activation, y after
     * @param values of the nodes at this row
     * @param links from stages before it
     */
    record Stage(String name, String letter, double[] values, List<Link> links) {
        int size() {
            return values.length;
        }

        /** {@code dense.z[3]}. */
        String node(int k) {
            return "%s.%s[%d]".formatted(name, letter, k);
        }
    }

    /**
     * Derivatives of a stage by an earlier one.
     *
     * @param from number of the earlier stage
     * @param slopes each node's by the node at its place; null if it depends on several
     * @param matrix by (node of the earlier stage, node of this one); null if there are slopes
     * @param name of a factor, with {@code %d} for both nodes' numbers
     */
    record Link(int from, double[] slopes, double[][] matrix, FactorName name) {}

    /** What a factor is called. */
    interface FactorName {
        String of(int a, int b);
    }

    /**
     * Where the parameter enters.
     *
     * @param node of the first stage
     * @param factor of the node by the parameter
     * @param name of that factor
     */
    record Entry(int node, double factor, String name) {}

    private final Trace trace;
    private final int row;
    private final Derivatives derivatives;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final double[] lossGradient;

    /**
     * The graph above element (i, j) of a tensor.
     *
     * @throws IllegalArgumentException if there is no such parameter, it is not trained, or a layer
     *     above it couples rows and is none that is known
     */
    PathGraph(Trace trace, int row, String tensor, int i, int j) {
        this.trace = trace;
        this.row = row;
        derivatives = new Derivatives(trace, row);
        float[] gradient = trace.lossGradient(row);
        lossGradient = new double[gradient.length];
        for (int k = 0; k < gradient.length; k++) lossGradient[k] = gradient[k];
        Parameters parameters = trace.parameters();
        int index = parameters.indexOf(tensor);
        int place = place(index);
        ParameterSpec spec = parameters.specs().get(index);
        if (!spec.trained() || trace.frame(place).frozen())
            throw new IllegalArgumentException(
                    "%s: is not trained, so the loss has no gradient by it".formatted(tensor));
        enter(
                place,
                index - trace.frame(place).firstParameter(),
                i,
                j,
                parameters.at(tensor, i, j));
        rise(place);
    }

    List<Stage> stages() {
        return stages;
    }

    /** Where the parameter enters the first stage. */
    List<Entry> entries() {
        return entries;
    }

    /** The gradient of the row's own loss by the nodes of the last stage. */
    double[] lossGradient() {
        return lossGradient;
    }

    private int place(int tensor) {
        for (int k = 0; k < trace.layers().size(); k++) {
            Frame frame = trace.frame(k);
            int tensors = trace.layers().get(k).parameters(frame.inputs()).size();
            if (tensor >= frame.firstParameter() && tensor < frame.firstParameter() + tensors)
                return k;
        }
        throw new IllegalStateException("no layer has tensor " + tensor);
    }

    /** The stage that the parameter enters first, and where. */
    private void enter(int place, int tensor, int i, int j, int at) {
        Frame frame = trace.frame(place);
        Layer layer = trace.layers().get(place);
        String name = trace.names().get(place);
        if (layer instanceof Dense dense) {
            addSums(name, frame, List.of());
            boolean kernel = tensor == 0;
            double factor = kernel ? frame.x().get(row, i) : 1;
            entries.add(new Entry(j, factor, kernel ? below(place, i) : "1"));
            addActivation(dense.activation(), name, frame);
            return;
        }
        stages.add(new Stage(name, "y", outputs(frame), List.of()));
        if (layer instanceof BatchNormalization normal) {
            boolean gamma = normal.scale() && tensor == 0;
            double factor = gamma ? frame.z().get(row, j) : 1;
            entries.add(new Entry(j, factor, gamma ? "%s.x̂[%d]".formatted(name, j) : "1"));
            return;
        }
        refuseCoupled(layer, name);
        for (int m = 0; m < frame.outputs(); m++) {
            double factor = derivatives.byParameter(place, m, at);
            if (factor != 0) entries.add(new Entry(m, factor, "∂%s.y[%d]/∂w".formatted(name, m)));
        }
    }

    /** The node that a layer's i-th input comes from. */
    private String below(int place, int i) {
        for (int k = place - 1; k >= 0; k--)
            if (!(trace.layers().get(k) instanceof Residual.Begin))
                return "%s.y[%d]".formatted(trace.names().get(k), i);
        return "x[%d]".formatted(i);
    }

    /** All layers above. */
    private void rise(int place) {
        Deque<Integer> blocks = new ArrayDeque<>(); // the stages that blocks begin with
        for (int k = place + 1; k < trace.layers().size(); k++) {
            Frame frame = trace.frame(k);
            Layer layer = trace.layers().get(k);
            String name = trace.names().get(k);
            int from = stages.size() - 1;
            switch (layer) {
                case Residual.Begin _ -> blocks.push(from);
                case Residual.End _ -> addEnd(name, frame, from, blocks.poll());
                case Dense dense -> {
                    addSums(name, frame, List.of(kernel(dense, name, frame, from)));
                    addActivation(dense.activation(), name, frame);
                }
                default -> {
                    if (!frame.joined()) add(k, layer, name, frame, from);
                }
            }
        }
    }

    private void addEnd(String name, Frame frame, int from, Integer begin) {
        double[] ones = new double[frame.outputs()];
        Arrays.fill(ones, 1);
        List<Link> links = new ArrayList<>();
        links.add(new Link(from, ones, null, (_, _) -> "1"));
        if (begin != null) links.add(new Link(begin, ones, null, (_, _) -> "1"));
        stages.add(new Stage(name, "y", outputs(frame), links));
    }

    private Link kernel(Dense dense, String name, Frame frame, int from) {
        double[][] matrix = new double[frame.inputs()][dense.units()];
        ParameterSpec spec = dense.parameters(frame.inputs()).getFirst();
        float[] θ = frame.parameters().values();
        for (int a = 0; a < frame.inputs(); a++)
            for (int b = 0; b < dense.units(); b++) matrix[a][b] = θ[frame.at(0) + spec.at(a, b)];
        return new Link(from, null, matrix, (a, b) -> "%s/kernel[%d,%d]".formatted(name, a, b));
    }

    private void addSums(String name, Frame frame, List<Link> links) {
        double[] values = new double[frame.z().features()];
        for (int k = 0; k < values.length; k++) values[k] = frame.z().get(row, k);
        stages.add(new Stage(name, "z", values, links));
    }

    /** The outputs of a dense layer above its sums, unless they are the same or the loss takes these. */
    private void addActivation(Activation activation, String name, Frame frame) {
        if (frame.joined() || activation instanceof Linear) return;
        int from = stages.size() - 1;
        String f = nameOf(activation);
        Link link;
        if (Derivatives.elementwise(activation))
            link =
                    new Link(
                            from,
                            derivatives.slopes(activation, frame),
                            null,
                            (a, _) -> "%s′(%s.z[%d])".formatted(f, name, a));
        else {
            double[][] matrix = new double[frame.outputs()][frame.outputs()];
            for (int m = 0; m < frame.outputs(); m++) {
                double[] column = derivatives.slopes(activation, frame, m);
                for (int a = 0; a < column.length; a++) matrix[a][m] = column[a];
            }
            link = new Link(from, null, matrix, (a, b) -> "∂%s.y[%d]/∂z[%d]".formatted(name, b, a));
        }
        stages.add(new Stage(name, "y", outputs(frame), List.of(link)));
    }

    private static String nameOf(Activation activation) {
        return activation instanceof CustomActivation
                ? activation.getClass().getSimpleName()
                : Activation.NAMES.nameOf(activation);
    }

    private void add(int place, Layer layer, String name, Frame frame, int from) {
        FactorName factor = (a, b) -> "∂%s.y[%d]/∂x[%d]".formatted(name, b, a);
        Link link;
        if (Derivatives.elementwise(layer)) {
            link = new Link(from, derivatives.slopes(place), null, factor);
        } else {
            if (!frame.frozen()) refuseCoupled(layer, name);
            double[][] matrix = new double[frame.inputs()][frame.outputs()];
            for (int m = 0; m < frame.outputs(); m++) {
                double[] column = derivatives.back(place, m);
                for (int a = 0; a < column.length; a++) matrix[a][m] = column[a];
            }
            link = new Link(from, null, matrix, factor);
        }
        stages.add(new Stage(name, "y", outputs(frame), List.of(link)));
    }

    private void refuseCoupled(Layer layer, String name) {
        if (layer.couplesRows() && trace.couplesRows())
            throw new IllegalArgumentException(
                    "%s: couples the rows of a batch, and how is known of batch normalization alone; its paths cannot be told apart"
                            .formatted(name));
    }

    private double[] outputs(Frame frame) {
        double[] values = new double[frame.outputs()];
        for (int k = 0; k < values.length; k++) values[k] = frame.y().get(row, k);
        return values;
    }
}
