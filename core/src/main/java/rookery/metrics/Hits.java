package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/** The fraction of rows whose largest output is the class the target names. */
final class Hits implements Accumulator {

    private final boolean oneHot;
    private float[] predicted = {};
    private float[] named = {};
    private long hits;
    private long rows;

    /** For targets that are one-hot rows, or else class numbers in one column. */
    Hits(boolean oneHot) {
        this.oneHot = oneHot;
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        int panels = Panels.count(rows);
        if (predicted.length < panels * Panels.LANES) {
            predicted = new float[panels * Panels.LANES];
            named = new float[panels * Panels.LANES];
        }
        kernels.argmax(prediction.values(), 0, predicted, 0, prediction.features(), panels);
        if (oneHot) kernels.argmax(target.values(), 0, named, 0, target.features(), panels);
        else System.arraycopy(target.values(), 0, named, 0, panels * Panels.LANES);
        for (int b = 0; b < rows; b++) hits += predicted[b] == named[b] ? 1 : 0;
        this.rows += rows;
    }

    @Override
    public double value() {
        return (double) hits / rows;
    }

    @Override
    public void reset() {
        hits = 0;
        rows = 0;
    }
}
