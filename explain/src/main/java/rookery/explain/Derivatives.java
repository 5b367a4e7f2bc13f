package rookery.explain;

import rookery.Trace;
import rookery.activations.Activation;
import rookery.activations.CustomActivation;
import rookery.activations.Glu;
import rookery.activations.LogSoftmax;
import rookery.activations.Softmax;
import rookery.activations.Sparsemax;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dropout;
import rookery.layers.Frame;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.Layer;
import rookery.layers.PRelu;
import rookery.layers.Pass;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * The derivatives of single layers at a traced row, taken from the layers' own way back: what comes
 * out of it for a gradient of 1 at one output is that output's derivative by each input.
 */
final class Derivatives {

    private final Trace trace;
    private final Pass pass;
    private final int row;
    private final int panel;

    Derivatives(Trace trace, int row) {
        this.trace = trace;
        this.row = row;
        pass = trace.pass();
        panel = row / Panels.LANES;
    }

    /** Whether each output depends on one input alone, the one at its place. */
    static boolean elementwise(Activation activation) {
        return switch (activation) {
            case Softmax _, LogSoftmax _, Sparsemax _, Glu _, CustomActivation _ -> false;
            default -> true;
        };
    }

    /** The same of a layer, as far as its kind says. */
    static boolean elementwise(Layer layer) {
        return switch (layer) {
            case Dropout _, AlphaDropout _, GaussianDropout _, GaussianNoise _, PRelu _ -> true;
            case BatchNormalization _ -> true;
            case rookery.layers.Activation last -> elementwise(last.activation());
            default -> false;
        };
    }

    /** f′(z) of each unit, for an activation that is {@link #elementwise(Activation)}. */
    double[] slopes(Activation activation, Frame frame) {
        return activated(activation, frame, -1);
    }

    /** ∂y_m/∂z of each unit. */
    double[] slopes(Activation activation, Frame frame, int m) {
        return activated(activation, frame, m);
    }

    private double[] activated(Activation activation, Frame frame, int m) {
        Panels d = frame.dy();
        put(d, m);
        activation.backward(pass.kernels(), frame.z(), frame.y(), d, panel, panel + 1);
        return numbers(d);
    }

    /** dy_f/dx_f of each feature, for a layer that is {@link #elementwise(Layer)}. */
    double[] slopes(int place) {
        Frame frame = trace.frame(place);
        if (trace.layers().get(place) instanceof BatchNormalization layer)
            return normalized(layer, frame);
        return back(place, -1);
    }

    /** ∂y_m/∂x of each input of any layer. */
    double[] back(int place, int m) {
        Frame frame = trace.frame(place);
        put(frame.dy(), m);
        trace.layers().get(place).backward(frame, pass, panel, panel + 1);
        return numbers(frame.dx());
    }

    /**
     * Batch normalization's own factor, γ/√(σ² + ε): with the batch's statistics in training, as if
     * they were constants, else with the moving ones.
     */
    private double[] normalized(BatchNormalization layer, Frame frame) {
        int n = frame.inputs();
        double[] factors = new double[n];
        float[] θ = frame.parameters().values();
        int tensors = layer.parameters(n).size();
        boolean batch = trace.couplesRows() && !frame.frozen();
        for (int f = 0; f < n; f++) {
            double variance = batch ? frame.statistics()[n + f] : θ[frame.at(tensors - 1) + f];
            double gamma = layer.scale() ? θ[frame.at(0) + f] : 1;
            factors[f] = gamma / Math.sqrt(variance + layer.epsilon());
        }
        return factors;
    }

    /**
     * ∂y_m/∂w for one parameter w of a layer, from the layer's own gradients.
     *
     * @param at where w is in the parameters
     */
    double byParameter(int place, int m, int at) {
        Frame frame = trace.frame(place);
        Layer layer = trace.layers().get(place);
        put(frame.dy(), m);
        layer.backward(frame, pass, panel, panel + 1);
        pass.beginGradients(pass.firstPanel() + panel, panel, rowsOfPanel(), false);
        layer.gradients(frame, pass, 0, Math.max(1, layer.rows(frame.inputs())));
        trace.pass(); // as it was
        return frame.gradients()[at];
    }

    private int rowsOfPanel() {
        return Math.min(Panels.LANES, trace.rows() - panel * Panels.LANES);
    }

    /** A gradient of 1 at the row's m-th number, or at all of them if m is −1; 0 in other rows. */
    private void put(Panels d, int m) {
        Arrays.fill(d.values(), d.at(panel), d.at(panel + 1), 0f);
        for (int f = 0; f < d.features(); f++) if (m < 0 || f == m) d.values()[d.at(row, f)] = 1f;
    }

    private double[] numbers(Panels d) {
        double[] numbers = new double[d.features()];
        for (int f = 0; f < numbers.length; f++) numbers[f] = d.get(row, f);
        return numbers;
    }
}
