package rookery;

import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;

/** The order of rows of each epoch: as told, drawn anew as a function of seed and epoch, or as they come. */
final class EpochOrder {

    private final Fit fit;
    private final int[] rows;
    private final int[] scratch;
    private int epoch = -1;

    EpochOrder(Fit fit, int dataRows) {
        this.fit = fit;
        rows = new int[fit.rowOrder().map(RowOrder::rows).orElse(dataRows)];
        scratch = new int[Math.multiplyExact(2, rows.length)];
    }

    /** Positions in the training data, in the order of the epoch last {@link #put}. */
    int[] rows() {
        return rows;
    }

    /** Draws an epoch's order, unless it is there already. */
    void put(Kernels kernels, int epoch) {
        if (epoch == this.epoch) return;
        if (fit.rowOrder().isPresent()) fit.rowOrder().get().fill(epoch, rows);
        else if (fit.shuffle())
            Philox.permutation(
                    kernels, fit.seed(), Purpose.SHUFFLE, epoch, rows.length, rows, scratch);
        else for (int i = 0; i < rows.length; i++) rows[i] = i;
        this.epoch = epoch;
    }
}
