package rookery;

import rookery.kernels.Workers;
import rookery.layers.Embedding;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.losses.MeanSquaredError;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradients of a network's outputs with respect to what goes in, in inference mode.
 *
 * <pre>
 *   x (rows, features)     y = f(x) (rows, outputs)     g = ∂y_k/∂x (rows, features)
 * </pre>
 *
 * Outputs are those of the last layer, its activation included. The codes of an {@link Embedding} have
 * no gradient: where a network begins with one, what goes in is what
 * comes out of it, {@link #features}. Rows are computed in blocks of 1,024, each as it would be alone.
 * Not safe for use by several threads at once.
 */
public final class InputGradients {

    private final Learner learner;
    private final Parameters parameters;
    private final Pass pass = new Pass(false, 0);
    private final WarmUp warmUp = new WarmUp();

    /** The layer that the gradient is taken at. */
    private final int first;

    private Workspace workspace;
    private int capacity;

    InputGradients(Learner learner, Parameters parameters) {
        // A loss that takes outputs as they are, so that the last activation's way back is
        // computed.
        this.learner =
                new Learner(
                        learner.network(), new MeanSquaredError(), learner.optimizer(), List.of());
        this.parameters = parameters;
        reserve(1);
        first = workspace.layers().getFirst() instanceof Embedding ? 1 : 0;
        if (first == workspace.layers().size())
            throw new IllegalArgumentException(
                    "gradient: this network is an embedding alone, and codes have no gradient");
    }

    /**
     * Outputs, and the gradient of one of them.
     *
     * @param outputs (rows, outputs)
     * @param gradients (rows, features) of the output asked for
     */
    public record Gradients(Matrix outputs, Matrix gradients) {}

    private void reserve(int rows) {
        if (rows <= capacity) return;
        workspace = new Workspace(learner, parameters, new float[0], rows, true);
        capacity = rows;
    }

    /** Whether the network begins with an embedding, so that gradients are taken after it. */
    public boolean afterEmbedding() {
        return first > 0;
    }

    /**
     * What gradients are taken with respect to: the inputs themselves, or what an embedding makes of
     * them.
     *
     * @param rows (rows, inputs)
     * @throws IllegalArgumentException if they do not fit the network
     */
    public Matrix features(Matrix rows) {
        require("inputs", rows.cols(), learner.network().inputs());
        Layer layer = learner.network().layers().getFirst();
        layer.check(rows);
        if (first == 0) return rows;
        int features = place().features();
        float[] values = new float[Math.multiplyExact(rows.rows(), features)];
        inBlocks(
                rows.rows(),
                (order, begin, shard, from, to) -> {
                    workspace.gather(pass.kernels(), rows, order, begin, shard, from, to);
                    workspace.forward(pass, 0, 1, from, to);
                },
                (begin, shard) -> place().scatter(shard, values, begin * features));
        return Matrix.wrap(rows.rows(), features, values);
    }

    /** Where the features of an input begin; of the number of inputs, how many features there are. */
    public int begin(int input) {
        if (!(workspace.layers().getFirst() instanceof Embedding embedding)) return input;
        int begin = input;
        for (int k = 0; k < embedding.columns().size(); k++)
            if (embedding.columns().get(k) < input)
                begin += embedding.dimension().get(embedding.dimension().size() == 1 ? 0 : k) - 1;
        return begin;
    }

    /**
     * All outputs, and the gradient of one.
     *
     * @param features (rows, features), see {@link #features}
     * @param output whose gradient is wanted, from 0
     * @throws IllegalArgumentException if they do not fit the network
     */
    public Gradients of(Matrix features, int output) {
        int inputs = place().features();
        int outputs = learner.network().outputs();
        require("features", features.cols(), inputs);
        if (output < 0 || output >= outputs)
            throw new IllegalArgumentException(
                    "gradient: no output %d of %d".formatted(output, outputs));
        float[] values = new float[Math.multiplyExact(features.rows(), outputs)];
        float[] gradients = new float[Math.multiplyExact(features.rows(), inputs)];
        inBlocks(
                features.rows(),
                (order, begin, shard, from, to) -> {
                    place().gather(pass.kernels(), features, order, begin, shard, from, to);
                    forwardAndBack(output, from, to);
                },
                (begin, shard) -> {
                    workspace.output().scatter(shard, values, begin * outputs);
                    workspace.frame(first).dx().scatter(shard, gradients, begin * inputs);
                });
        return new Gradients(
                Matrix.wrap(features.rows(), outputs, values),
                Matrix.wrap(features.rows(), inputs, gradients));
    }

    private void forwardAndBack(int output, int from, int to) {
        int layers = workspace.layers().size();
        workspace.forward(pass, first, layers, from, to);
        Panels dy = workspace.frame(layers - 1).dy();
        Arrays.fill(dy.values(), dy.at(from), dy.at(to), 0f);
        for (int panel = from; panel < to; panel++) {
            int at = dy.at(panel) + output * Panels.LANES;
            Arrays.fill(dy.values(), at, at + Panels.LANES, 1f);
        }
        workspace.backward(pass, layers, first - 1, from, to);
    }

    /** What the gradient is taken with respect to. */
    private Panels place() {
        return workspace.frame(first).x();
    }

    /** What is done for the panels {@code from} to {@code to} of a block. */
    private interface Computing {
        void run(int[] order, int begin, int rows, int from, int to);
    }

    /** What is done with a block's results. */
    private interface Taking {
        void run(int begin, int rows);
    }

    private void inBlocks(int rows, Computing computing, Taking taking) {
        reserve(Math.min(rows, Workspace.SHARD));
        int[] order = IntStream.range(0, rows).toArray();
        for (int first = 0; first < rows; first += Workspace.SHARD) {
            int shard = Math.min(Workspace.SHARD, rows - first);
            int panels = Panels.count(shard);
            int begin = first;
            double multiplications = 2.0 * parameters.count() * shard;
            pass.begin(warmUp.kernels(multiplications), 0, 0, shard);
            Workers.run(
                    (share, shares) ->
                            computing.run(
                                    order,
                                    begin,
                                    shard,
                                    panels * share / shares,
                                    panels * (share + 1) / shares),
                    Threads.forWork(multiplications, panels));
            taking.run(begin, shard);
        }
    }

    private static void require(String what, int got, int expected) {
        if (got != expected)
            throw new IllegalArgumentException(
                    "gradient: got %d %s, but this network has %d".formatted(got, what, expected));
    }
}
