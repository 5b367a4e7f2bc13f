package rookery;

import rookery.kernels.Kernels;
import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;

/**
 * The buffers of a network being computed, for up to a number of rows. Allocated once; nothing is
 * allocated per step.
 */
final class Workspace {

    /** Rows of a shard: larger batches are worked off in shards of this many consecutive rows. */
    static final int SHARD = 1024;

    /** Rows of a kernel that one thread takes at least. */
    private static final int GROUP = 8;

    private final List<Layer> layers;
    private final ParameterSpec[][] tensors;
    private final Frame[] frames;
    private final Loss loss;
    private final Panels target;
    private final Panels scratch;
    private final double[] losses;
    private final float[] scale;

    /**
     * Buffers over these parameters.
     *
     * @param gradients in the parameters' layout, for training; null for inference
     * @param rows most rows at a time, at most {@link #SHARD}
     */
    Workspace(Learner learner, Parameters parameters, float[] gradients, int rows) {
        Sequential network = learner.network();
        int panels = Panels.count(rows);
        layers = network.layers();
        frames = new Frame[layers.size()];
        tensors = new ParameterSpec[layers.size()][];
        loss = learner.lossOnLogits().orElse(learner.loss());
        target = new Panels(learner.loss().targets(network.outputs()), panels);
        scratch = new Panels(network.outputs(), panels);
        losses = new double[panels * Panels.LANES];
        scale = new float[panels * Panels.LANES];
        Panels x = new Panels(network.inputs(), panels);
        Panels dx = null;
        int tensor = 0;
        for (int k = 0; k < frames.length; k++) {
            boolean joined = k == frames.length - 1 && learner.lossOnLogits().isPresent();
            frames[k] = frame(k, parameters, gradients, tensor, x, dx, joined);
            tensors[k] = layers.get(k).parameters(x.features()).toArray(ParameterSpec[]::new);
            tensor += tensors[k].length;
            x = frames[k].y();
            dx = frames[k].dy();
        }
    }

    /** The k-th layer's frame, on the outputs of the one below. */
    private Frame frame(
            int k,
            Parameters parameters,
            float[] gradients,
            int firstTensor,
            Panels x,
            Panels dx,
            boolean joined) {
        Layer layer = layers.get(k);
        int inputs = x.features();
        int outputs = layer.outputs(inputs);
        int kept = layer.kept(inputs);
        boolean training = gradients != null;
        return new Frame(
                k,
                parameters,
                gradients,
                firstTensor,
                x,
                kept == 0 ? x : new Panels(kept, x.panels()),
                new Panels(outputs, x.panels()),
                training ? new Panels(outputs, x.panels()) : null,
                dx,
                training ? new Panels(layer.turned(inputs), x.panels()) : null,
                joined);
    }

    /** What goes into the first layer. */
    Panels input() {
        return frames[0].x();
    }

    /** What comes out of the last layer. */
    Panels output() {
        return frames[frames.length - 1].y();
    }

    /** What the loss is computed from: the output, or the values before the last activation. */
    private Panels lossInput() {
        Frame last = frames[frames.length - 1];
        return last.joined() ? last.z() : last.y();
    }

    /** The targets of the rows under way. */
    Panels target() {
        return target;
    }

    /** One frame a layer. */
    Frame frame(int layer) {
        return frames[layer];
    }

    /** Fills features and targets of the panels {@code from} to {@code to} (exclusive). */
    void gather(Kernels kernels, Dataset data, int[] order, int first, int rows, int from, int to) {
        input().gather(kernels, data.features(), order, first, rows, from, to);
        target.gather(kernels, data.targets(), order, first, rows, from, to);
    }

    /** Fills features alone, for prediction. */
    void gather(
            Kernels kernels, Matrix features, int[] order, int first, int rows, int from, int to) {
        input().gather(kernels, features, order, first, rows, from, to);
    }

    /** Through all layers, in order, for the panels {@code from} to {@code to} (exclusive). */
    void forward(Pass pass, int from, int to) {
        for (int k = 0; k < frames.length; k++) layers.get(k).forward(frames[k], pass, from, to);
    }

    /** The loss of each example of the panels {@code from} to {@code to} (exclusive). */
    void losses(Pass pass, int from, int to) {
        loss.value(pass.kernels(), target, lossInput(), scratch, losses, from, to);
    }

    /**
     * The loss's gradient, then back through all layers, for the panels {@code from} to {@code to}
     * (exclusive). {@link #scale()} must have been set.
     */
    void backward(Pass pass, int from, int to) {
        Panels d = frames[frames.length - 1].dy();
        loss.gradient(pass.kernels(), target, lossInput(), output(), scale, d, from, to);
        for (int k = frames.length - 1; k >= 0; k--)
            layers.get(k).backward(frames[k], pass, from, to);
    }

    /** Told which parameters have their gradients: {@code from} to {@code to} (exclusive). */
    interface Ranges {
        void done(int from, int to);
    }

    /**
     * The parameters' gradients over the rows of the pass, for a share of each layer's kernel rows.
     *
     * @param ranges told of each range of parameters as soon as nobody needs them any more in this
     *     phase; null for nobody
     */
    void gradients(Pass pass, int share, int shares, Ranges ranges) {
        for (int k = 0; k < frames.length; k++) {
            int rows = layers.get(k).rows(frames[k].inputs());
            int from = shareBegin(rows, share, shares);
            int to = shareBegin(rows, share + 1, shares);
            if (from == to) continue;
            layers.get(k).gradients(frames[k], pass, from, to);
            if (ranges != null) tell(ranges, frames[k], tensors[k], rows, from, to);
        }
    }

    /** Shares are whole groups of rows, so that tiles of the products stay whole. */
    private static int shareBegin(int rows, int share, int shares) {
        int groups = Math.ceilDiv(rows, GROUP);
        return Math.min(rows, Math.ceilDiv(groups * share, shares) * GROUP);
    }

    /** A kernel's rows are a range in each panel of units; the rest goes with row 0. */
    private static void tell(
            Ranges ranges, Frame frame, ParameterSpec[] tensors, int rows, int from, int to) {
        int last = tensors.length - 1;
        if (to - from == rows) { // a layer's tensors lie together
            ranges.done(frame.at(0), frame.at(last) + (int) tensors[last].size());
            return;
        }
        for (int t = 0; t < tensors.length; t++) {
            ParameterSpec tensor = tensors[t];
            int at = frame.at(t);
            if (tensor.rows() != rows) {
                if (from == 0) ranges.done(at, at + (int) tensor.size());
                continue;
            }
            for (int j = 0; j < tensor.cols(); j += Panels.LANES)
                ranges.done(at + tensor.at(from, j), at + tensor.at(to - 1, j) + Panels.LANES);
        }
    }

    /** The loss of each example, as {@link #losses(Pass, int, int)} left it. */
    double[] losses() {
        return losses;
    }

    /** Row weight / rows of the batch, for each example. */
    float[] scale() {
        return scale;
    }
}
