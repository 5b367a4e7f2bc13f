package rookery;

import rookery.events.Snapshot;
import rookery.events.TrainingEvent.NotFinite;
import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.layers.Pass;
import rookery.metrics.Accumulator;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A training under way, step by step: what {@link Learner#fit} drives, and what replay, resume and
 * tests drive themselves.
 *
 * <p>A step is a batch: the gradient of its mean loss, then an update. An epoch is the whole
 * training set; its batches are drawn anew, as a function of seed and epoch. Not safe for use by
 * several threads at once.
 */
public final class Trainer {

    private final Learner learner;
    private final Dataset data;
    private final Fit fit;
    private final Parameters parameters;
    private final Parameters gradients;
    private final Updater updater;
    private final Workspace workspace;
    private final Examples examples;
    private final ShardSum shardSum;
    private final Pass pass;
    private final Accumulator[] metrics;
    private final float[] rowWeights;
    private final EpochOrder epochOrder;
    private final int[] order;
    private final int batchSize;

    /** Rows whose examples are computed before their gradients: a shard, or a whole batch. */
    private final int rowsAtOnce;

    private final Workers.Work parametersWithUpdate = this::gradientsAndUpdate;
    private final Workers.Work parametersAlone = this::gradientsAlone;
    private final Workspace.Ranges updateRange;
    private final double multiplicationsPerRow;
    private final WarmUp warmUp = new WarmUp();
    private boolean kernelsChosen;
    private Kernels kernels;
    private int threads;
    private int scaledRows;
    private int scaledBatchRows;
    private long step;
    private double epochLoss;
    private long epochRows;
    private Optional<NotFinite> notFinite = Optional.empty();

    Trainer(Learner learner, Dataset data, Fit fit) {
        this(learner, data, fit, true);
    }

    /**
     * The same in inference mode, for gradients alone.
     *
     * @param training whether layers behave as in training
     */
    Trainer(Learner learner, Dataset data, Fit fit, boolean training) {
        learner.check("training data", data);
        fit.rowOrder().ifPresent(rows -> rows.check(data.rows()));
        this.learner = learner;
        this.data = data;
        this.fit = fit;
        parameters =
                fit.initialModel()
                        .map(model -> model.parametersFor(learner.network()))
                        .orElseGet(() -> learner.network().initialParameters(fit.seed()));
        gradients = parameters.over(new float[parameters.values().length]);
        updater = new Updater(learner, parameters, gradients.values(), fit.seed());
        updateRange = updater::update;
        epochOrder = new EpochOrder(fit, data.rows());
        order = epochOrder.rows();
        batchSize = Math.min(fit.batchSize(), order.length);
        boolean couplesRows = training && Workspace.couplesRows(learner);
        rowsAtOnce = couplesRows ? batchSize : Math.min(batchSize, Workspace.SHARD);
        if (couplesRows) Workspace.requireMemory(learner, batchSize);
        workspace = new Workspace(learner, parameters, gradients.values(), rowsAtOnce);
        shardSum = new ShardSum(gradients.values(), Math.ceilDiv(batchSize, Workspace.SHARD));
        pass = new Pass(training, fit.seed());
        examples = new Examples(workspace, pass, data, order, couplesRows);
        metrics =
                learner.metrics().stream()
                        .map(m -> m.accumulator(learner.network().outputs(), learner.loss()))
                        .toArray(Accumulator[]::new);
        for (Accumulator metric : metrics) metric.check(data.targets());
        rowWeights = RowWeights.of(learner, data, fit.classWeights());
        if (rowWeights != null && learner.loss().totals() > 0)
            throw new IllegalArgumentException(
                    "this loss is one of the batch as a whole: its rows cannot have weights");
        multiplicationsPerRow = 3.0 * parameters.count();
        threads = learner.threads(batchSize);
        kernels = warmUp.kernels(0);
    }

    /**
     * The kernels to compute with from now on; any give the same bits. Unless told, scalar ones
     * until there has been enough work in this process for vector kernels to be compiled.
     */
    public void useKernels(Kernels kernels) {
        kernelsChosen = true;
        this.kernels = kernels;
    }

    /** The kernels this training computes with at the moment. */
    public Kernels kernels() {
        return kernels;
    }

    /**
     * The number of threads to compute with from now on; any gives the same bits. Unless told, as
     * many as there are processors, and one where a batch is too small to be worth a second.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public void useThreads(int threads) {
        this.threads = Threads.check(threads);
    }

    /** The number of threads this training computes with. */
    public int threads() {
        return threads;
    }

    /** Steps taken since the beginning, those before a restored snapshot included. */
    public long steps() {
        return step;
    }

    /** Steps of an epoch: its rows in batches, a short last one included. */
    public int stepsPerEpoch() {
        return Math.ceilDiv(order.length, batchSize);
    }

    /** Rows of a full batch. */
    public int batchSize() {
        return batchSize;
    }

    /** The epoch the next step belongs to, from 0. */
    public int epoch() {
        return (int) (step / stepsPerEpoch());
    }

    /** The learning rate of the next step. */
    public double learningRate() {
        return updater.state().learningRate(learner.optimizer(), step);
    }

    /**
     * Sets the learning rate from the next step on, in place of the optimizer's own.
     *
     * @throws IllegalArgumentException unless it is positive and finite
     */
    public void setLearningRate(double rate) {
        updater.state().setLearningRate(rate);
    }

    /** The rows of the next step's batch: positions in the training data, in the batch's order. */
    public int[] nextRows() {
        putInOrder();
        int first = firstOfBatch();
        return IntStream.range(first, first + rowsFrom(first)).map(i -> order[i]).toArray();
    }

    /**
     * Takes a step: gradient of the next batch's mean loss, then an update.
     *
     * @return the batch's loss before the update. If it is not finite, nothing was updated, and
     *     {@link #notFinite()} says where it went wrong
     */
    public double step() {
        if (step % stepsPerEpoch() == 0) resetEpoch();
        putInOrder();
        int first = firstOfBatch();
        int rows = rowsFrom(first);
        double loss = step(first, rows, true);
        if (!Double.isFinite(loss)) return loss;
        step++;
        epochLoss += loss * rows;
        epochRows += rows;
        return loss;
    }

    private int firstOfBatch() {
        return (int) (step % stepsPerEpoch()) * batchSize;
    }

    private int rowsFrom(int first) {
        return Math.min(batchSize, order.length - first);
    }

    private void putInOrder() {
        epochOrder.put(kernels, epoch());
    }

    /**
     * The next batch's mean loss and its gradients, regularizers' included, as the next step will
     * compute them; takes no step. {@link #gradients} has them then.
     */
    public double lossAndGradients() {
        putInOrder();
        int first = firstOfBatch();
        return step(first, rowsFrom(first), false);
    }

    /**
     * What the next step would compute for these rows as its batch, or a part of it; takes no step.
     *
     * @param batch rows of any data that fit the network
     * @param firstRow where they stand in the batch, a multiple of 32; what layers draw depends on it
     * @param batchRows how many rows the batch has, among which its loss is shared out
     * @throws IllegalArgumentException if the data do not fit, or the rows are coupled and not the
     *     whole batch
     */
    public Trace trace(Dataset batch, int firstRow, int batchRows) {
        return Trace.ofStep(learner, parameters, fit, kernels, step, batch, firstRow, batchRows);
    }

    /** Two phases for each part of a batch: everything per example, then everything per parameter. */
    private double step(int first, int rows, boolean updating) {
        if (!kernelsChosen) kernels = warmUp.kernels(multiplicationsPerRow * rows);
        boolean byRange = updating && rows <= Workspace.SHARD && updater.byRange();
        double sum = 0;
        double penalty = updater.penalty(kernels);
        notFinite = Optional.empty();
        shardSum.begin();
        for (int done = 0; done < rows; done += rowsAtOnce) {
            int part = Math.min(rowsAtOnce, rows - done);
            pass.begin(kernels, step, done / Panels.LANES, part);
            scale(first + done, part, rows);
            examples.run(first + done, threads);
            sum = addLosses(sum, first + done, part);
            if (!Double.isFinite(sum + penalty)) {
                notFinite = Optional.of(diagnose(first + done, part, sum + penalty));
                return sum + penalty;
            }
            if (updating) addMetrics(part);
            if (updating && done + part == rows) updater.begin(kernels, threads, learningRate());
            gradients(done, part, rows, updating, byRange);
        }
        if (!byRange) updater.regularize(kernels);
        if (updating && !byRange) updater.updateAll(threads);
        if (updating) updater.constrain(threads);
        return sum / rows + penalty;
    }

    /** The gradients of the examples in the workspace, shard by shard. */
    private void gradients(int done, int part, int rows, boolean updating, boolean byRange) {
        for (int shard = 0; shard < part; shard += Workspace.SHARD) {
            int shardRows = Math.min(Workspace.SHARD, part - shard);
            int panel = shard / Panels.LANES;
            pass.beginGradients(done / Panels.LANES + panel, panel, shardRows, updating);
            Workers.run(byRange ? parametersWithUpdate : parametersAlone, threads);
            if (rows > Workspace.SHARD) shardSum.add(kernels, done + shard + shardRows == rows);
        }
    }

    private void gradientsAlone(int share, int shares) {
        workspace.gradients(pass, share, shares, null);
    }

    private void gradientsAndUpdate(int share, int shares) {
        workspace.gradients(pass, share, shares, updateRange);
    }

    /** Row weight / rows of the batch; without weights it mostly is what it was. */
    private void scale(int first, int rows, int batchRows) {
        if (rowWeights == null && rows == scaledRows && batchRows == scaledBatchRows) return;
        scaledRows = rows;
        scaledBatchRows = batchRows;
        float[] scale = workspace.scale();
        for (int b = 0; b < scale.length; b++) {
            float weight = rowWeights == null || b >= rows ? 1f : rowWeights[order[first + b]];
            scale[b] = b < rows ? weight / batchRows : 0f;
        }
    }

    private double addLosses(double sum, int first, int rows) {
        double[] losses = workspace.losses();
        if (rowWeights == null) for (int b = 0; b < rows; b++) sum += losses[b];
        else for (int b = 0; b < rows; b++) sum += rowWeights[order[first + b]] * losses[b];
        return sum;
    }

    private void addMetrics(int rows) {
        for (Accumulator metric : metrics)
            metric.add(kernels, workspace.target(), workspace.output(), rows);
    }

    private NotFinite diagnose(int first, int rows, double loss) {
        return Diagnosis.of(
                workspace, rows, b -> data.rowNumber(order[first + b]), epoch(), step, loss);
    }

    /** What the next step would find that is not finite; takes no step. */
    Optional<NotFinite> lookAhead() {
        lossAndGradients();
        return notFinite;
    }

    /** What went wrong in a step whose loss was not finite. */
    public Optional<NotFinite> notFinite() {
        return notFinite;
    }

    private void resetEpoch() {
        epochLoss = 0;
        epochRows = 0;
        for (Accumulator metric : metrics) metric.reset();
    }

    /** Whether the last step was the last of its epoch; false after a restore. */
    boolean epochEnded() {
        return epochRows > 0 && step % stepsPerEpoch() == 0;
    }

    /** The mean loss over the rows of the epoch so far. */
    double epochLoss() {
        return epochLoss / epochRows;
    }

    /** The k-th metric over the rows of the epoch so far. */
    double epochMetric(int k) {
        return metrics[k].value();
    }

    /**
     * A copy of the gradients of the last step, regularizers' included, as the optimizer left them:
     * clipping and some optimizers change them in place. After {@link #lossAndGradients} as they
     * came.
     */
    public Parameters gradients() {
        return gradients.copy();
    }

    /** A model with a copy of the weights as they are now. */
    public Model model() {
        return new Model(learner, parameters.copy());
    }

    /** The weights themselves, for those who evaluate them between steps. */
    Parameters parameters() {
        return parameters;
    }

    /**
     * Puts the weights where training leaves them: averages take their place if the optimizer keeps
     * some. Nothing can be trained on from there.
     */
    public void finish() {
        updater.finish();
    }

    /** A copy of weights and optimizer state. */
    public Snapshot snapshot() {
        return new Snapshot(step, parameters.copy(), updater.state().copy());
    }

    /** The same in the arrays of an earlier snapshot that nobody needs any more. */
    Snapshot snapshot(Snapshot reused) {
        float[] values = parameters.values();
        System.arraycopy(values, 0, reused.parameters().values(), 0, values.length);
        reused.state().set(updater.state());
        return new Snapshot(step, reused.parameters(), reused.state());
    }

    /**
     * Puts weights, optimizer state and step count back; what follows is the same, bit for bit, as
     * what followed the snapshot.
     *
     * @throws IllegalArgumentException if the snapshot is of another network or optimizer
     */
    public void restore(Snapshot snapshot) {
        if (!snapshot.parameters().specs().equals(parameters.specs()))
            throw new IllegalArgumentException(
                    "restore: the snapshot has the parameters %s, this network %s"
                            .formatted(snapshot.parameters().specs(), parameters.specs()));
        updater.state().set(snapshot.state());
        float[] values = snapshot.parameters().values();
        System.arraycopy(values, 0, parameters.values(), 0, values.length);
        step = snapshot.step();
        notFinite = Optional.empty();
        resetEpoch();
    }
}
