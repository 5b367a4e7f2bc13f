package rookery;

import rookery.kernels.Kernels;
import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch under the lens: every number on its way through the network and back, computed by the
 * loops that training uses and kept to be read. Takes no step, and has weights and buffers of its
 * own.
 *
 * {@snippet :
 * Trainer trainer = learner.trainer(training, fit);
 * int[] rows = trainer.nextRows();
 * Trace trace = trainer.trace(training.select(rows), 0, rows.length);
 * float z = trace.frame(0).z().get(5, 2); // of the batch's row 5, before unit 2's activation
 * trace.backward(5); // the loss of row 5 alone
 * float share = trace.gradients().get("dense/kernel", 0, 2); // its share of the batch's gradient
 * }
 *
 * <p>What is computed is a flat list of layers: a residual block is its begin, its layers and its
 * end. {@link #frame} has the numbers of each: x, z and y after the way forward; after the way back
 * dy, which layers with an activation leave as the gradient with respect to z. Not safe for use by
 * several threads at once.
 */
public final class Trace {

    private final Dataset batch;
    private final int batchRows;
    private final int firstPanel;
    private final Parameters parameters;
    private final Parameters gradients;
    private final Workspace workspace;
    private final Pass pass;
    private final boolean couplesRows;
    private final float[] weights;
    private final int[] order;
    private final ShardSum shardSum;

    /** What {@link Trainer#trace} gives. */
    static Trace ofStep(
            Learner learner,
            Parameters parameters,
            Fit fit,
            Kernels kernels,
            long step,
            Dataset batch,
            int firstRow,
            int batchRows) {
        if (firstRow < 0 || firstRow % Panels.LANES != 0 || firstRow + batch.rows() > batchRows)
            throw new IllegalArgumentException(
                    "trace: rows %d to %d are no part of a batch of %d that begins at a multiple of %d"
                            .formatted(
                                    firstRow,
                                    firstRow + batch.rows() - 1,
                                    batchRows,
                                    Panels.LANES));
        if (Workspace.couplesRows(learner) && batch.rows() != batchRows)
            throw new IllegalArgumentException(
                    "trace: this network couples rows, so the whole batch of %d must be traced, got %d rows"
                            .formatted(batchRows, batch.rows()));
        Pass pass = new Pass(true, fit.seed());
        pass.begin(kernels, step, 0, batch.rows());
        float[] weights = RowWeights.of(learner, batch, fit.classWeights());
        return new Trace(learner, parameters, batch, firstRow, batchRows, weights, pass);
    }

    /**
     * Computes the way forward.
     *
     * @param parameters of which a copy is made
     * @param batch the rows to look at
     * @param firstRow where they begin in the batch they are part of
     * @param batchRows of that batch, among which its loss is shared out
     * @param weights of the rows; null for 1
     * @param pass begun for this step
     */
    Trace(
            Learner learner,
            Parameters parameters,
            Dataset batch,
            int firstRow,
            int batchRows,
            float[] weights,
            Pass pass) {
        learner.check("traced rows", batch);
        this.batch = batch;
        this.batchRows = batchRows;
        this.parameters = parameters.copy();
        this.weights = weights;
        this.pass = pass;
        firstPanel = firstRow / Panels.LANES;
        couplesRows = pass.training() && Workspace.couplesRows(learner);
        Workspace.requireMemory(learner, batch.rows());
        gradients = parameters.over(new float[parameters.values().length]);
        workspace = new Workspace(learner, this.parameters, gradients.values(), batch.rows());
        shardSum = new ShardSum(gradients.values(), Math.ceilDiv(batch.rows(), Workspace.SHARD));
        order = IntStream.range(0, batch.rows()).toArray();
        for (int b = 0; b < batch.rows(); b++) workspace.scale()[b] = scale(b);
        forward();
    }

    /** Rows looked at. */
    public int rows() {
        return batch.rows();
    }

    /** The rows looked at. */
    public Dataset batch() {
        return batch;
    }

    /** What was computed, in order. */
    public List<Layer> layers() {
        return workspace.layers();
    }

    /** The names of what was computed: {@code dense}, {@code residual/dense} … */
    public List<String> names() {
        return workspace.names();
    }

    /** The numbers of the k-th layer. */
    public Frame frame(int k) {
        return workspace.frame(k);
    }

    /**
     * The pass that was computed, for those who call a layer themselves: training or inference,
     * seed and step.
     */
    public Pass pass() {
        pass.begin(pass.kernels(), pass.step(), firstPanel, rows());
        return pass;
    }

    /** Whether a row's numbers depend on the other rows here: batch normalization in training. */
    public boolean couplesRows() {
        return couplesRows;
    }

    /** The weights computed with: a copy of its own. {@link #forward} takes changes into account. */
    public Parameters parameters() {
        return parameters;
    }

    /** The targets. */
    public Panels target() {
        return workspace.target();
    }

    /** What came out. */
    public Panels output() {
        return workspace.output();
    }

    /** The loss of a row, from 0, before its weight. */
    public double loss(int row) {
        return workspace.losses()[row];
    }

    /** What a row's loss is multiplied with in that of the batch: its weight / rows of the batch. */
    public float scale(int row) {
        return (weights == null ? 1f : weights[row]) / batchRows;
    }

    /** Computes the way forward again, with the {@link #parameters} as they are now. */
    public void forward() {
        pass.begin(pass.kernels(), pass.step(), firstPanel, rows());
        if (couplesRows) forwardTogether();
        else forward(0, Panels.count(rows()));
    }

    private void forward(int from, int to) {
        workspace.gather(pass.kernels(), batch, order, 0, rows(), from, to);
        workspace.forward(pass, from, to);
        workspace.losses(pass, from, to);
    }

    private void forwardTogether() {
        int panels = Panels.count(rows());
        int layers = workspace.layers().size();
        workspace.gather(pass.kernels(), batch, order, 0, rows(), 0, panels);
        for (int first = 0, last; first < layers; first = last + 1) {
            last = workspace.nextCoupled(first);
            workspace.forward(pass, first, last, 0, panels);
            if (last == layers) break;
            Frame frame = frame(last);
            layers().get(last).forwardOverRows(frame, pass, 0, frame.inputs());
        }
        workspace.clearTotals();
        workspace.addTotals(rows());
        workspace.losses(pass, 0, panels);
    }

    /**
     * The gradient of a row's own loss, before its weight, with respect to what the loss is computed
     * from: the network's outputs, or the values before the last activation if the last layer is
     * {@link Frame#joined()}. Where the loss is one of the batch as a whole, the gradient of that.
     */
    public float[] lossGradient(int row) {
        float[] scale = workspace.scale();
        float before = scale[row];
        scale[row] = 1f;
        int panel = row / Panels.LANES;
        workspace.lossGradient(pass, panel, panel + 1);
        scale[row] = before;
        Panels d = frame(layers().size() - 1).dy();
        float[] gradient = new float[d.features()];
        for (int k = 0; k < gradient.length; k++) gradient[k] = d.get(row, k);
        return gradient;
    }

    /** Computes the way back of the loss of all rows: what training computes. */
    public void backward() {
        forward(); // what a way back has overwritten
        int panels = Panels.count(rows());
        workspace.lossGradient(pass, 0, panels);
        back(0, panels);
        sumGradients();
    }

    /**
     * Computes the way back of one row's loss, as it counts in that of the batch. The gradients of
     * all rows add up to those of {@link #backward()}. In an uncoupled batch only the row's own
     * panel of {@link Panels#LANES} rows is computed.
     */
    public void backward(int row) {
        int panel = row / Panels.LANES;
        pass.begin(pass.kernels(), pass.step(), firstPanel, rows());
        if (couplesRows) forwardTogether();
        else forward(panel, panel + 1);
        int from = couplesRows ? 0 : panel;
        int to = couplesRows ? Panels.count(rows()) : panel + 1;
        workspace.lossGradient(pass, from, to);
        keepOnly(row, from, to);
        back(from, to);
        if (couplesRows) {
            sumGradients();
            return;
        }
        int rows = Math.min(Panels.LANES, rows() - panel * Panels.LANES);
        pass.beginGradients(firstPanel + panel, panel, rows, false);
        workspace.gradients(pass, 0, 1, null);
    }

    private void keepOnly(int row, int from, int to) {
        Panels d = frame(layers().size() - 1).dy();
        float[] kept = new float[d.features()];
        for (int k = 0; k < kept.length; k++) kept[k] = d.get(row, k);
        Arrays.fill(d.values(), d.at(from), d.at(to), 0f);
        for (int k = 0; k < kept.length; k++) d.values()[d.at(row, k)] = kept[k];
    }

    private void back(int from, int to) {
        if (!couplesRows) {
            workspace.backward(pass, from, to);
            return;
        }
        for (int last = layers().size(), first; last >= 0; last = first) {
            first = workspace.previousCoupled(last);
            workspace.backward(pass, last, first, from, to);
            if (first < 0) break;
            Frame frame = frame(first);
            layers().get(first).backwardOverRows(frame, pass, 0, frame.inputs());
        }
    }

    /** Shard by shard, added in training's order. */
    private void sumGradients() {
        Kernels kernels = pass.kernels();
        shardSum.begin();
        for (int done = 0; done < rows(); done += Workspace.SHARD) {
            int rows = Math.min(Workspace.SHARD, rows() - done);
            int panel = done / Panels.LANES;
            pass.beginGradients(firstPanel + panel, panel, rows, false);
            workspace.gradients(pass, 0, 1, null);
            if (rows() > Workspace.SHARD) shardSum.add(kernels, done + rows == rows());
        }
    }

    /**
     * A copy of the gradients of the last {@link #backward}, without regularizers'. In inference
     * mode statistics that are not trained are constants.
     */
    public Parameters gradients() {
        return gradients.copy();
    }
}
