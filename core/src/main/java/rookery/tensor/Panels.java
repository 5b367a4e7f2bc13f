package rookery.tensor;

import rookery.kernels.Kernels;

/**
 * Numbers of many examples in panels of 32 examples side by side, feature by feature: example b's
 * feature f is at {@code ((b/32)·features + f)·32 + b%32}. A layer's code is then the formula for
 * one example, run for 32 at once.
 *
 * <p>Lanes beyond the last example of a batch hold anything and are never read for a result.
 */
public final class Panels {

    /** Examples side by side in a panel. */
    public static final int LANES = Kernels.LANES;

    private final int features;
    private final int panels;
    private final float[] values;

    /**
     * Panels of zeros.
     *
     * @throws IllegalArgumentException if they would not fit into one array
     */
    public Panels(int features, int panels) {
        long size = (long) features * panels * LANES;
        if (features < 0 || panels < 0 || size > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException(
                    "Panels: %d features × %d panels of %d do not fit into one array"
                            .formatted(features, panels, LANES));
        this.features = features;
        this.panels = panels;
        this.values = new float[(int) size];
    }

    /** How many panels these rows fill: ⌈rows/32⌉. */
    public static int count(int rows) {
        return (rows + LANES - 1) / LANES;
    }

    /** Numbers of one example. */
    public int features() {
        return features;
    }

    /** How many panels there are. */
    public int panels() {
        return panels;
    }

    /** The array itself. */
    public float[] values() {
        return values;
    }

    /** Where a panel begins. */
    public int at(int panel) {
        return panel * features * LANES;
    }

    /** Where an example's feature is. */
    public int at(int example, int feature) {
        return ((example / LANES) * features + feature) * LANES + example % LANES;
    }

    /** One example's feature. */
    public float get(int example, int feature) {
        return values[at(example, feature)];
    }

    /**
     * Fills the panels {@code from} to {@code to} (exclusive) from rows of a matrix: example b takes
     * row {@code order[first + b]}; examples from {@code rows} on become 0.
     */
    public void gather(
            Kernels kernels, Matrix source, int[] order, int first, int rows, int from, int to) {
        int begin = from * LANES;
        int count = Math.min(rows, to * LANES) - begin;
        kernels.gather(
                source.values(), source.cols(), order, first + begin, count, values, at(from));
    }

    /** Writes the first {@code rows} examples as rows into a row-major array. */
    public void scatter(int rows, float[] target, int targetAt) {
        for (int b = 0; b < rows; b++) {
            int at = at(b, 0);
            for (int f = 0; f < features; f++)
                target[targetAt + b * features + f] = values[at + f * LANES];
        }
    }
}
