package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Panels;

/**
 * The class each row of a batch has, and the class it is predicted to have: the place of the largest,
 * the first of equals; of a single output, 1 above ½ and 0 otherwise.
 */
final class Decisions {

    private final int outputs;
    private final boolean classNumbers;
    private float[] actual = {};
    private float[] predicted = {};

    /**
     * Nothing decided yet.
     *
     * @throws IllegalArgumentException if targets are numbers, as far as the loss tells
     */
    Decisions(String metric, int outputs, Loss loss) {
        this.outputs = outputs;
        classNumbers = Targets.areClassNumbers(metric, outputs, loss);
    }

    /** How many classes there are. */
    int classes() {
        return Math.max(2, outputs);
    }

    /** Looks at a batch; allocates only for one larger than any before. */
    void decide(Kernels kernels, Panels target, Panels prediction, int rows) {
        int panels = Panels.count(rows);
        if (actual.length < panels * Panels.LANES) {
            actual = new float[panels * Panels.LANES];
            predicted = new float[panels * Panels.LANES];
        }
        decide(kernels, prediction, predicted, panels);
        if (classNumbers) System.arraycopy(target.values(), 0, actual, 0, panels * Panels.LANES);
        else decide(kernels, target, actual, panels);
    }

    private void decide(Kernels kernels, Panels values, float[] classes, int panels) {
        if (outputs > 1) kernels.argmax(values.values(), 0, classes, 0, values.features(), panels);
        else
            for (int b = 0; b < panels * Panels.LANES; b++)
                classes[b] = values.values()[b] > 0.5f ? 1f : 0f;
    }

    /** The class a row has. */
    int actual(int row) {
        return (int) actual[row];
    }

    /** The class a row is predicted to have. */
    int predicted(int row) {
        return (int) predicted[row];
    }

    /** Whether the two are the same. */
    boolean right(int row) {
        return actual[row] == predicted[row];
    }
}
