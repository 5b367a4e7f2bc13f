package rookery;

import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.layers.Dense;
import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.layers.Pass;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Predicts with buffers of its own: for the hot path, one per thread. Shares the model's weights.
 */
public final class Predictor {

    private final Learner learner;
    private final Parameters parameters;

    /** Of one row. */
    private final double multiplications;

    private final WarmUp warmUp = new WarmUp();
    private final Pass pass = new Pass(false, 0);
    private Workspace workspace;

    /** Null until told. */
    private Kernels chosen;

    private int capacity;

    /** What a single row is checked in; null where any row will do. */
    private final float[] checked;

    private final Matrix checkedRow;
    private final Workers.Work rowSums = this::rowSums;

    /** The layer whose sums are being shared out. */
    private Dense dense;

    private Frame frame;

    Predictor(Learner learner, Parameters parameters) {
        this.learner = learner;
        this.parameters = parameters;
        multiplications = parameters.count();
        boolean checks = first().takesCodes();
        checked = checks ? new float[learner.network().inputs()] : null;
        checkedRow = checks ? Matrix.wrap(1, checked.length, checked) : null;
        reserve(1);
    }

    private Layer first() {
        return learner.network().layers().getFirst();
    }

    /**
     * The kernels to compute with from now on; any give the same bits. Unless told, scalar ones
     * until there has been enough work in this process for vector kernels to be compiled.
     */
    public void useKernels(Kernels kernels) {
        chosen = kernels;
    }

    private Kernels kernels(double multiplications) {
        return chosen != null ? chosen : warmUp.kernels(multiplications);
    }

    private void reserve(int rows) {
        if (rows <= capacity) return;
        workspace = new Workspace(learner, parameters, null, rows);
        capacity = rows;
    }

    /**
     * The network's outputs for one row of inputs.
     *
     * @throws IllegalArgumentException if the row has another number of inputs, or no code where
     *     the network takes one
     */
    public float[] predict(float[] row) {
        float[] outputs = new float[learner.network().outputs()];
        predict(row, outputs);
        return outputs;
    }

    /**
     * Writes the network's outputs for one row of inputs; allocates nothing.
     *
     * @throws IllegalArgumentException if a length does not fit the network
     */
    public void predict(float[] row, float[] outputs) {
        Panels input = workspace.input();
        Panels output = workspace.output();
        require("inputs", row.length, input.features());
        require("outputs", outputs.length, output.features());
        if (checked != null) {
            System.arraycopy(row, 0, checked, 0, row.length);
            first().check(checkedRow);
        }
        for (int f = 0; f < row.length; f++) input.values()[input.at(0, f)] = row[f];
        pass.begin(kernels(multiplications), 0, 0, 1);
        forwardRow();
        output.scatter(1, outputs, 0);
    }

    /** Through all layers; the sums of large dense ones are shared out between threads. */
    private void forwardRow() {
        List<Layer> layers = workspace.layers();
        for (int k = 0; k < layers.size(); k++) {
            frame = workspace.frame(k);
            if (layers.get(k) instanceof Dense layer) {
                dense = layer;
                Workers.run(rowSums, Threads.forRow((double) frame.inputs() * layer.units()));
                layer.activate(frame, pass, 0, 1);
            } else layers.get(k).forward(frame, pass, 0, 1);
        }
    }

    private void rowSums(int share, int shares) {
        dense.rowSums(frame, pass, share, shares);
    }

    /**
     * The network's outputs (rows, outputs) for rows of inputs (rows, inputs).
     *
     * @throws IllegalArgumentException if the rows have another number of inputs
     */
    public Matrix predict(Matrix rows) {
        Panels input = workspace.input();
        require("inputs", rows.cols(), input.features());
        first().check(rows);
        reserve(Math.min(rows.rows(), Workspace.SHARD));
        int outputs = workspace.output().features();
        float[] values = new float[Math.multiplyExact(rows.rows(), outputs)];
        int[] order = IntStream.range(0, rows.rows()).toArray();
        for (int first = 0; first < rows.rows(); first += Workspace.SHARD) {
            int shard = Math.min(Workspace.SHARD, rows.rows() - first);
            int panels = Panels.count(shard);
            int begin = first;
            pass.begin(kernels(multiplications * shard), 0, 0, shard);
            Workers.run(
                    (share, shares) -> {
                        int from = panels * share / shares;
                        int to = panels * (share + 1) / shares;
                        workspace.gather(pass.kernels(), rows, order, begin, shard, from, to);
                        workspace.forward(pass, from, to);
                    },
                    Threads.forWork(multiplications * shard, panels));
            workspace.output().scatter(shard, values, first * outputs);
        }
        return Matrix.wrap(rows.rows(), outputs, values);
    }

    private static void require(String what, int got, int expected) {
        if (got != expected)
            throw new IllegalArgumentException(
                    "predict: got %d %s, but this network has %d".formatted(got, what, expected));
    }
}
