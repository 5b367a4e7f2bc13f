package rookery.metrics;

import rookery.losses.Loss;
import rookery.tensor.Panels;

/**
 * The mean cosine of the angle between a row's targets and its predictions: 1 is the same direction,
 * 0 a right angle, −1 the opposite.
 *
 * <pre>
 *   mean over rows of Σ_k y_k·q_k / (max(‖y‖, 1e-7)·max(‖q‖, 1e-7))
 * </pre>
 *
 * As in Keras; a row of zeros counts as 0. PyTorch bounds the product of the two lengths, by 1e-8.
 */
public record CosineSimilarity() implements Metric {

    private static final double EPSILON = 1e-7;

    @Override
    public String name() {
        return "cosine_similarity";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.compared(this, outputs, loss);
        return new MeanOverRows(CosineSimilarity::ofExample);
    }

    private static double ofExample(Panels target, Panels prediction, int example) {
        double product = 0;
        double targets = 0;
        double predictions = 0;
        for (int k = 0; k < target.features(); k++) {
            double y = target.get(example, k);
            double q = prediction.get(example, k);
            product += y * q;
            targets += y * y;
            predictions += q * q;
        }
        double lengths =
                Math.max(Math.sqrt(targets), EPSILON) * Math.max(Math.sqrt(predictions), EPSILON);
        return product / lengths;
    }
}
