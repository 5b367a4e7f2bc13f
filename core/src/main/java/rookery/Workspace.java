package rookery;

import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.List;

/**
 * The buffers of a network being computed, for up to a number of rows. Allocated once; nothing is
 * allocated per step.
 */
final class Workspace {

    /** Rows of a shard: larger batches are worked off in shards of this many consecutive rows. */
    static final int SHARD = 1024;

    private final List<Layer> layers;
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
        boolean joins = learner.lossOnLogits().isPresent();
        loss = learner.lossOnLogits().orElse(learner.loss());
        boolean training = gradients != null;
        Panels x = new Panels(network.inputs(), panels);
        Panels dx = null;
        int tensor = 0;
        for (int k = 0; k < frames.length; k++) {
            Layer layer = layers.get(k);
            int inputs = x.features();
            int outputs = layer.outputs(inputs);
            int kept = layer.kept(inputs);
            Panels y = new Panels(outputs, panels);
            Panels dy = training ? new Panels(outputs, panels) : null;
            frames[k] =
                    new Frame(
                            k,
                            parameters,
                            gradients,
                            tensor,
                            x,
                            kept == 0 ? x : new Panels(kept, panels),
                            y,
                            dy,
                            dx,
                            training ? new Panels(layer.turned(inputs), panels) : null,
                            joins && k == frames.length - 1);
            tensor += layer.parameters(inputs).size();
            x = y;
            dx = dy;
        }
        target = new Panels(learner.loss().targets(network.outputs()), panels);
        scratch = new Panels(network.outputs(), panels);
        losses = new double[panels * Panels.LANES];
        scale = new float[panels * Panels.LANES];
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
    void gather(Dataset data, int[] order, int first, int rows, int from, int to) {
        input().gather(data.features(), order, first, rows, from, to);
        target.gather(data.targets(), order, first, rows, from, to);
    }

    /** Fills features alone, for prediction. */
    void gather(Matrix features, int[] order, int first, int rows, int from, int to) {
        input().gather(features, order, first, rows, from, to);
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
        loss.gradient(pass.kernels(), target, lossInput(), scale, d, from, to);
        for (int k = frames.length - 1; k >= 0; k--)
            layers.get(k).backward(frames[k], pass, from, to);
    }

    /** The parameters' gradients over the rows of the pass. */
    void gradients(Pass pass) {
        for (int k = 0; k < frames.length; k++) {
            int rows = layers.get(k).rows(frames[k].inputs());
            if (rows > 0) layers.get(k).gradients(frames[k], pass, 0, rows);
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
