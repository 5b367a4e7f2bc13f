package rookery.explain;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.Trace;
import rookery.activations.Activation;
import rookery.activations.LeakyRelu;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Frame;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.layers.Residual;
import rookery.optimizers.Sgd;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A relu whose units stay on or off, row by row, as they were at some weights.
 *
 * <pre>
 *   y = x where it was on, else slope·x        dx = dy where it was on, else slope·dy
 * </pre>
 *
 * At those weights it is the relu. Beside them it has no kink, and its derivatives there are the
 * relu's: the Hessian of a network with fixed relus is what automatic differentiation calls the
 * Hessian of the network itself. Without it, differences of gradients would meet kinks however
 * short they are, once there are many rows and units.
 *
 * @param slope where it was off; 0 for relu
 * @param units of the layer
 * @param on a bit for each row and unit: bit b%32 of number (b/32)·units + unit
 */
record FixedRelu(double slope, int units, int[] on) implements CustomLayer {

    /** Rows that are looked at together. */
    private static final int ROWS = 1024;

    /** The model with all relus and leaky relus fixed as they are for these rows in inference. */
    static Model in(Model model, Dataset data) {
        List<FixedRelu> relus = look(model, data);
        if (relus.isEmpty()) return model;
        Sequential network = model.network();
        List<Layer> layers = replace(network.layers(), relus.iterator());
        Learner learner =
                new Learner(
                        new Sequential(network.inputs(), layers),
                        model.learner().loss(),
                        new Sgd(),
                        List.of());
        return Model.of(learner, model.parameters());
    }

    /** Which units are on for which rows, relu after relu. */
    private static List<FixedRelu> look(Model model, Dataset data) {
        List<FixedRelu> relus = new ArrayList<>();
        for (int first = 0; first < data.rows(); first += ROWS) {
            int rows = Math.min(ROWS, data.rows() - first);
            Trace trace = model.trace(data.select(IntStream.range(first, first + rows).toArray()));
            int found = 0;
            for (int k = 0; k < trace.layers().size(); k++) {
                OptionalDouble slope = slope(trace.layers().get(k).activation());
                if (slope.isEmpty()) continue;
                Panels z = trace.frame(k).z();
                if (first == 0) {
                    int[] on = new int[Math.multiplyExact(Panels.count(data.rows()), z.features())];
                    relus.add(new FixedRelu(slope.getAsDouble(), z.features(), on));
                }
                relus.get(found++).mark(z, first / Panels.LANES);
            }
        }
        return relus;
    }

    private void mark(Panels z, int firstPanel) {
        float[] values = z.values();
        int at = firstPanel * units;
        for (int e = 0; e < values.length; e++)
            if (values[e] > 0f) on[at + e / Panels.LANES] |= 1 << (e % Panels.LANES);
    }

    /** The slope of the other side of an activation with one kink, at 0. */
    private static OptionalDouble slope(Activation activation) {
        return switch (activation) {
            case Relu relu when relu.maxValue().isEmpty() && relu.threshold() == 0 ->
                    OptionalDouble.of(relu.negativeSlope());
            case LeakyRelu leaky -> OptionalDouble.of(leaky.negativeSlope());
            default -> OptionalDouble.empty();
        };
    }

    private static List<Layer> replace(List<Layer> layers, Iterator<FixedRelu> relus) {
        List<Layer> replaced = new ArrayList<>();
        for (Layer layer : layers) {
            boolean frozen = layer instanceof Frozen;
            Layer inner = frozen ? ((Frozen) layer).layer() : layer;
            for (Layer part : replace(inner, relus)) replaced.add(frozen ? new Frozen(part) : part);
        }
        return replaced;
    }

    private static List<Layer> replace(Layer layer, Iterator<FixedRelu> relus) {
        if (layer instanceof Residual block)
            return List.of(new Residual(replace(block.layers(), relus)));
        if (slope(layer.activation()).isEmpty()) return List.of(layer);
        return layer instanceof Dense dense
                ? List.of(linear(dense), relus.next())
                : List.of(relus.next());
    }

    private static Dense linear(Dense dense) {
        return new Dense(
                dense.units(),
                new Linear(),
                dense.useBias(),
                dense.kernelInitializer(),
                dense.biasInitializer(),
                dense.kernelRegularizer(),
                dense.biasRegularizer(),
                dense.kernelConstraint(),
                dense.biasConstraint());
    }

    @Override
    public String kind() {
        return "fixed_relu";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        float[] y = frame.y().values();
        int at = frame.x().at(from);
        System.arraycopy(frame.x().values(), at, y, at, frame.x().at(to) - at);
        scale(y, pass, from, to);
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        if (frame.dx() == null) return;
        float[] dx = frame.dx().values();
        int at = frame.dy().at(from);
        System.arraycopy(frame.dy().values(), at, dx, at, frame.dy().at(to) - at);
        scale(dx, pass, from, to);
    }

    /** Multiplies by the slope where it was off; 0 of whatever is 0. */
    private void scale(float[] values, Pass pass, int from, int to) {
        int shift = pass.firstPanel() * units;
        float factor = (float) slope;
        for (int word = from * units; word < to * units; word++) {
            int bits = on[shift + word];
            for (int lane = 0; lane < Panels.LANES; lane++) {
                int e = word * Panels.LANES + lane;
                if ((bits >>> lane & 1) == 0) values[e] = factor == 0f ? 0f : factor * values[e];
            }
        }
    }
}
