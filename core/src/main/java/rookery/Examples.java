package rookery;

import rookery.kernels.Workers;
import rookery.layers.Pass;
import rookery.tensor.Panels;

/**
 * The first phase of a step, everything per example: rows into panels, forward, loss and its
 * gradient, backward. Workers share out panels. Where a layer or the loss couples rows, they wait
 * for each other before it and after it, and share out its features.
 */
final class Examples {

    private final Workspace workspace;
    private final Pass pass;
    private final Dataset data;
    private final int[] order;
    private final boolean couplesRows;
    private final Workers.Work all = this::all;
    private final Workers.Work forward = this::forward;
    private final Workers.Work forwardOverRows = this::forwardOverRows;
    private final Workers.Work backward = this::backward;
    private final Workers.Work backwardOverRows = this::backwardOverRows;

    /** Where the rows under way begin in the order. */
    private int firstRow;

    /** The layers being computed: from {@code first} to {@code last} (exclusive). */
    private int first;

    private int last;

    /**
     * Over these buffers.
     *
     * @param order of the rows, read at each run
     */
    Examples(Workspace workspace, Pass pass, Dataset data, int[] order, boolean couplesRows) {
        this.workspace = workspace;
        this.pass = pass;
        this.data = data;
        this.order = order;
        this.couplesRows = couplesRows;
    }

    /** Computes the rows of the pass, which begin at {@code firstRow} in the order. */
    void run(int firstRow, int threads) {
        this.firstRow = firstRow;
        int most = Math.min(threads, Panels.count(pass.rows()));
        if (!couplesRows) {
            Workers.run(all, most);
            return;
        }
        int layers = workspace.layers().size();
        for (first = 0; first < layers; first = last + 1) {
            last = workspace.nextCoupled(first);
            Workers.run(forward, most);
            if (last < layers) Workers.run(forwardOverRows, threads);
        }
        workspace.clearTotals();
        workspace.addTotals(pass.rows());
        for (last = layers; last >= 0; last = first) {
            first = workspace.previousCoupled(last);
            Workers.run(backward, most);
            if (first < 0) break;
            Workers.run(backwardOverRows, threads);
        }
    }

    private int begin(int share, int shares) {
        return Panels.count(pass.rows()) * share / shares;
    }

    private void all(int share, int shares) {
        int from = begin(share, shares);
        int to = begin(share + 1, shares);
        gather(from, to);
        workspace.forward(pass, from, to);
        workspace.losses(pass, from, to);
        workspace.lossGradient(pass, from, to);
        workspace.backward(pass, from, to);
    }

    private void gather(int from, int to) {
        workspace.gather(pass.kernels(), data, order, firstRow, pass.rows(), from, to);
    }

    private void forward(int share, int shares) {
        int from = begin(share, shares);
        int to = begin(share + 1, shares);
        if (first == 0) gather(from, to);
        workspace.forward(pass, first, last, from, to);
    }

    private void backward(int share, int shares) {
        int from = begin(share, shares);
        int to = begin(share + 1, shares);
        if (last == workspace.layers().size()) {
            workspace.losses(pass, from, to);
            workspace.lossGradient(pass, from, to);
        }
        workspace.backward(pass, last, first, from, to);
    }

    private void forwardOverRows(int share, int shares) {
        int features = workspace.frame(last).inputs();
        workspace
                .layers()
                .get(last)
                .forwardOverRows(
                        workspace.frame(last),
                        pass,
                        features * share / shares,
                        features * (share + 1) / shares);
    }

    private void backwardOverRows(int share, int shares) {
        int features = workspace.frame(first).inputs();
        workspace
                .layers()
                .get(first)
                .backwardOverRows(
                        workspace.frame(first),
                        pass,
                        features * share / shares,
                        features * (share + 1) / shares);
    }
}
