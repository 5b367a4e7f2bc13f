package rookery.metrics;

import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * The fraction of yes-or-no outputs on the right side of the threshold.
 *
 * <pre>
 *   mean over outputs and rows of [ (q &gt; threshold) = (y = 1) ]
 * </pre>
 *
 * @param threshold above which an output counts as yes; 0.5 unless told
 */
public record BinaryAccuracy(double threshold) implements Metric {

    private static final double HALF = 0.5;

    /** Keras's default threshold, 0.5. */
    public BinaryAccuracy() {
        this(HALF);
    }

    /** Checks the threshold. */
    public BinaryAccuracy {
        Threshold.check("BinaryAccuracy", threshold);
    }

    @Override
    public String name() {
        return "binary_accuracy" + (threshold == HALF ? "" : "_at_" + Threshold.text(threshold));
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireClasses(name(), loss);
        Targets.compared(this, outputs, loss);
        return new MeanOverRows(this::ofExample) {
            @Override
            public void check(Matrix targets) {
                Targets.checkYesOrNo(name(), targets, outputs);
            }
        };
    }

    private double ofExample(Panels target, Panels prediction, int example) {
        int right = 0;
        for (int k = 0; k < prediction.features(); k++) {
            float decided = prediction.get(example, k) > threshold ? 1f : 0f;
            if (decided == target.get(example, k)) right++;
        }
        return (double) right / prediction.features();
    }
}
