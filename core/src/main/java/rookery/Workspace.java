package rookery;

import rookery.kernels.Kernels;
import rookery.layers.Frame;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.layers.Residual;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
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

    private final List<Layer> layers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<ParameterSpec[]> tensors = new ArrayList<>();

    /** The same as arrays, for the loops of every step. */
    private final Layer[] layerAt;

    private final Frame[] frameAt;
    private final Deque<Frame> openBlocks = new ArrayDeque<>();
    private final Parameters parameters;
    private final float[] gradients;
    private final Loss loss;
    private final double[] totals;
    private final Panels input;
    private final Panels inputGradient;
    private final Panels target;
    private final Panels scratch;
    private final double[] losses;
    private final float[] scale;

    /**
     * Buffers over these parameters.
     *
     * @param gradients in the parameters' layout, for training; null for inference
     * @param rows most rows at a time
     */
    Workspace(Learner learner, Parameters parameters, float[] gradients, int rows) {
        this(learner, parameters, gradients, rows, false);
    }

    /** The same, whose way back goes on to the network's inputs if {@code toInputs}. */
    Workspace(
            Learner learner, Parameters parameters, float[] gradients, int rows, boolean toInputs) {
        Sequential network = learner.network();
        int panels = Panels.count(rows);
        this.parameters = parameters;
        this.gradients = gradients;
        Loss computed = learner.lossOnLogits().orElse(learner.loss());
        totals = new double[computed.totals()];
        loss = computed.over(totals);
        input = new Panels(network.inputs(), panels);
        inputGradient = toInputs ? new Panels(network.inputs(), panels) : null;
        target = new Panels(learner.loss().targets(network.outputs()), panels);
        scratch = new Panels(loss.scratch(network.outputs()), panels);
        losses = new double[panels * Panels.LANES];
        scale = new float[panels * Panels.LANES];
        int tensor = 0;
        for (int k = 0; k < network.layers().size(); k++) {
            boolean joined = k == network.layers().size() - 1 && learner.lossOnLogits().isPresent();
            tensor = add(network.layers().get(k), network.names().get(k), tensor, false, joined);
        }
        layerAt = layers.toArray(Layer[]::new);
        frameAt = frames.toArray(Frame[]::new);
    }

    /**
     * Adds a layer, or the parts of which one is made, on the outputs of the last one.
     *
     * @return the number of the tensor after its own
     */
    private int add(Layer layer, String name, int tensor, boolean frozen, boolean joined) {
        if (layer instanceof Frozen outer) return add(outer.layer(), name, tensor, true, joined);
        if (!(layer instanceof Residual block)) {
            Frame frame = frame(layer, tensor, frozen, joined);
            if (layer instanceof Residual.Begin) openBlocks.push(frame);
            ParameterSpec[] own = layer.parameters(frame.inputs()).toArray(ParameterSpec[]::new);
            layers.add(layer);
            names.add(name);
            frames.add(frame);
            tensors.add(own);
            return tensor + own.length;
        }
        int next = add(new Residual.Begin(), name, tensor, frozen, false);
        for (int k = 0; k < block.layers().size(); k++)
            next =
                    add(
                            block.layers().get(k),
                            name + "/" + block.names().get(k),
                            next,
                            frozen,
                            false);
        return add(new Residual.End(), name, next, frozen, false);
    }

    /** A layer's frame, on the outputs of the last one. */
    private Frame frame(Layer layer, int firstTensor, boolean frozen, boolean joined) {
        Panels x = frames.isEmpty() ? input : frames.getLast().y();
        Panels dx = frames.isEmpty() ? inputGradient : frames.getLast().dy();
        int inputs = x.features();
        int outputs = layer.outputs(inputs);
        int kept = layer.kept(inputs);
        boolean training = gradients != null;
        return new Frame(
                frames.size(),
                parameters,
                gradients,
                firstTensor,
                x,
                kept == 0 ? x : new Panels(kept, x.panels()),
                new Panels(outputs, x.panels()),
                training ? new Panels(outputs, x.panels()) : null,
                dx,
                training ? new Panels(layer.turned(inputs), x.panels()) : null,
                new double[training ? layer.statistics(inputs) : 0],
                new float[Panels.count(outputs) * Panels.LANES],
                layer instanceof Residual.End ? openBlocks.pop() : null,
                frozen,
                joined);
    }

    /**
     * Whether training must compute this learner's batches as a whole, since a layer or the loss
     * couples rows.
     */
    static boolean couplesRows(Learner learner) {
        return learner.loss().totals() > 0
                || learner.network().layers().stream().anyMatch(Workspace::couplesRows);
    }

    private static boolean couplesRows(Layer layer) {
        return switch (layer) {
            case Frozen _ -> false;
            case Residual block -> block.layers().stream().anyMatch(Workspace::couplesRows);
            default -> layer.couplesRows();
        };
    }

    /**
     * Refuses a batch that must lie in memory as a whole, since rows are coupled, and cannot.
     *
     * @throws IllegalArgumentException saying how much memory it needs
     */
    static void requireMemory(Learner learner, int batchSize) {
        long needed = bytes(learner, batchSize);
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most)
            throw new IllegalArgumentException(
                    ("this network couples the rows of a batch, so that a batch lies in memory as a"
                                    + " whole: %d rows need %d MiB, the JVM has %d MiB. Make the"
                                    + " batch smaller, or the heap larger (-Xmx).")
                            .formatted(batchSize, needed >> 20, most >> 20));
    }

    private static long bytes(Learner learner, int rows) {
        Parameters none = Parameters.zeros(learner.network().parameters());
        Workspace one = new Workspace(learner, none, none.values(), 1);
        long features = one.input.features() + one.target.features() + one.scratch.features();
        for (Frame frame : one.frames)
            features +=
                    2L * frame.outputs()
                            + (frame.z() == frame.x() ? 0 : frame.z().features())
                            + frame.turned().features();
        return features * Float.BYTES * Panels.count(rows) * Panels.LANES;
    }

    /** The first layer from {@code layer} on that couples rows in training; how many there are if none. */
    int nextCoupled(int layer) {
        int k = layer;
        while (k < frames.size() && !couples(k)) k++;
        return k;
    }

    /** The last layer below {@code layer} that couples rows in training; −1 if there is none. */
    int previousCoupled(int layer) {
        int k = layer - 1;
        while (k >= 0 && !couples(k)) k--;
        return k;
    }

    private boolean couples(int k) {
        return layers.get(k).couplesRows() && !frames.get(k).frozen();
    }

    /** What is computed, one after the other: blocks as their parts. */
    List<Layer> layers() {
        return layers;
    }

    /** The names of what is computed: {@code dense}, {@code residual/dense} … */
    List<String> names() {
        return names;
    }

    /** What goes into the first layer. */
    Panels input() {
        return input;
    }

    /** What comes out of the last layer. */
    Panels output() {
        return frameAt[frameAt.length - 1].y();
    }

    /** What the loss is computed from: the output, or the values before the last activation. */
    private Panels lossInput() {
        Frame last = frameAt[frameAt.length - 1];
        return last.joined() ? last.z() : last.y();
    }

    /** The targets of the rows under way. */
    Panels target() {
        return target;
    }

    /** The frame of what is computed at this place. */
    Frame frame(int layer) {
        return frameAt[layer];
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
        forward(pass, 0, frameAt.length, from, to);
    }

    /** Through the layers {@code first} to {@code last} (exclusive). */
    void forward(Pass pass, int first, int last, int from, int to) {
        for (int k = first; k < last; k++) layerAt[k].forward(frameAt[k], pass, from, to);
    }

    /** Forgets the sums over the batch that the loss is a function of. */
    void clearTotals() {
        Arrays.fill(totals, 0);
    }

    /** Adds these rows to the sums over the batch that the loss is a function of, if it is. */
    void addTotals(int rows) {
        if (totals.length > 0) loss.addTotals(target, lossInput(), rows, totals);
    }

    /** The loss of each example of the panels {@code from} to {@code to} (exclusive). */
    void losses(Pass pass, int from, int to) {
        loss.value(pass.kernels(), target, lossInput(), scratch, losses, from, to);
    }

    /**
     * The loss's gradient with respect to the network's outputs, for the panels {@code from} to
     * {@code to} (exclusive). {@link #scale()} must have been set.
     */
    void lossGradient(Pass pass, int from, int to) {
        Panels d = frameAt[frameAt.length - 1].dy();
        loss.gradient(pass.kernels(), target, lossInput(), output(), scale, scratch, d, from, to);
    }

    /** Back through all layers, for the panels {@code from} to {@code to} (exclusive). */
    void backward(Pass pass, int from, int to) {
        backward(pass, frameAt.length, -1, from, to);
    }

    /** Back through the layers below {@code last} and above {@code first}. */
    void backward(Pass pass, int last, int first, int from, int to) {
        for (int k = last - 1; k > first; k--) layerAt[k].backward(frameAt[k], pass, from, to);
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
        for (int k = 0; k < frameAt.length; k++) {
            Frame frame = frameAt[k];
            if (frame.frozen()) continue;
            int rows = layerAt[k].rows(frame.inputs());
            int from = shareBegin(rows, share, shares);
            int to = shareBegin(rows, share + 1, shares);
            if (from == to) continue;
            layerAt[k].gradients(frame, pass, from, to);
            if (ranges != null) tell(ranges, frame, tensors.get(k), rows, from, to);
        }
    }

    /** Shares are whole groups of rows, so that tiles of the products stay whole. */
    private static int shareBegin(int rows, int share, int shares) {
        int groups = Math.ceilDiv(rows, GROUP);
        return Math.min(rows, Math.ceilDiv(groups * share, shares) * GROUP);
    }

    /** Kernels' rows are a range in each panel of units; vectors go with row 0. */
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
            if (tensor.shape().size() == 1) {
                if (from == 0) ranges.done(at, at + (int) tensor.size());
                continue;
            }
            int end = Math.min(to, tensor.rows());
            for (int j = 0; from < end && j < tensor.cols(); j += Panels.LANES)
                ranges.done(at + tensor.at(from, j), at + tensor.at(end - 1, j) + Panels.LANES);
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
