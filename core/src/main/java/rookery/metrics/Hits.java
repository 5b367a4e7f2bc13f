package rookery.metrics;

import rookery.tensor.Panels;

/** The fraction of rows whose largest output is the class the target names. */
final class Hits implements Accumulator {

    private final boolean oneHot;
    private long hits;
    private long rows;

    /** For targets that are one-hot rows, or else class numbers in one column. */
    Hits(boolean oneHot) {
        this.oneHot = oneHot;
    }

    @Override
    public void add(Panels target, Panels prediction, int rows) {
        for (int b = 0; b < rows; b++) {
            float named = oneHot ? argmax(target, b) : target.get(b, 0);
            hits += argmax(prediction, b) == named ? 1 : 0;
        }
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

    /** The feature with the largest value, the first of equals. */
    private static int argmax(Panels panels, int example) {
        float[] values = panels.values();
        int at = panels.at(example, 0);
        int best = 0;
        float largest = values[at];
        for (int k = 1; k < panels.features(); k++) {
            float value = values[at + k * Panels.LANES];
            // Choices, not branches: which of two outputs is larger cannot be foreseen.
            best = value > largest ? k : best;
            largest = Math.max(largest, value);
        }
        return best;
    }
}
