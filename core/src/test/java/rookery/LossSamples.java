package rookery;

import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.CategoricalHinge;
import rookery.losses.CosineSimilarity;
import rookery.losses.Dice;
import rookery.losses.ElementwiseLoss;
import rookery.losses.GaussianNll;
import rookery.losses.Hinge;
import rookery.losses.Huber;
import rookery.losses.KlDivergence;
import rookery.losses.LogCosh;
import rookery.losses.Loss;
import rookery.losses.MeanAbsoluteError;
import rookery.losses.MeanAbsolutePercentageError;
import rookery.losses.MeanSquaredError;
import rookery.losses.MeanSquaredLogarithmicError;
import rookery.losses.Poisson;
import rookery.losses.Quantile;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.losses.SquaredHinge;
import rookery.losses.Tversky;
import rookery.tensor.Matrix;

import java.util.List;
import java.util.Random;

/** One of each loss and more where there are several ways through it, with targets it can take. */
public final class LossSamples {

    /** A user's own. */
    public record FourthPower() implements ElementwiseLoss {
        @Override
        public double value(double target, double prediction) {
            double error = prediction - target;
            return error * error * error * error;
        }

        @Override
        public double gradient(double target, double prediction) {
            double error = prediction - target;
            return 4 * error * error * error;
        }
    }

    /** All that take each row by itself. */
    public static final List<Loss> ALL =
            List.of(
                    new CategoricalCrossentropy(),
                    new CategoricalCrossentropy(true),
                    new CategoricalCrossentropy(false, 0.3),
                    new CategoricalCrossentropy(true, 0.3),
                    new SparseCategoricalCrossentropy(),
                    new SparseCategoricalCrossentropy(true),
                    new BinaryCrossentropy(),
                    new BinaryCrossentropy(true),
                    new BinaryCrossentropy(false, 0.3),
                    new BinaryCrossentropy(true, 0.3),
                    new CategoricalFocalCrossentropy(),
                    new CategoricalFocalCrossentropy(0.5, 1.5, true, 0.2),
                    new BinaryFocalCrossentropy(),
                    new BinaryFocalCrossentropy(true, 0.4, 1.5, true, 0.2),
                    new KlDivergence(),
                    new MeanSquaredError(),
                    new MeanAbsoluteError(),
                    new MeanAbsolutePercentageError(),
                    new MeanSquaredLogarithmicError(),
                    new Huber(0.5),
                    new LogCosh(),
                    new Quantile(0.8),
                    new GaussianNll(),
                    new GaussianNll(true, 1e-3),
                    new Poisson(),
                    new CosineSimilarity(),
                    new Hinge(),
                    new SquaredHinge(),
                    new CategoricalHinge(),
                    new FourthPower());

    /** Those that couple rows, which OverlapTest looks after. */
    public static final List<Loss> OF_BATCHES = List.of(new Dice(), new Tversky());

    private LossSamples() {}

    /** As many outputs as given, or one more where the loss wants an even number. */
    public static int outputs(Loss loss, int wanted) {
        return loss instanceof GaussianNll ? wanted + wanted % 2 : wanted;
    }

    /** Targets for a network with this many outputs: classes where the loss takes them. */
    public static Matrix targets(Loss loss, int rows, int outputs, Random random) {
        int cols = loss.targets(outputs);
        float[] y = new float[rows * cols];
        for (int row = 0; row < rows; row++) {
            int k = random.nextInt(outputs);
            if (loss instanceof SparseCategoricalCrossentropy) y[row] = k;
            else if (loss instanceof GaussianNll)
                for (int i = 0; i < cols; i++) y[row * cols + i] = random.nextFloat();
            else y[row * cols + k] = 1;
        }
        if (loss instanceof MeanAbsolutePercentageError) // which divides by them
        for (int i = 0; i < y.length; i++) y[i]++;
        return Matrix.wrap(rows, cols, y);
    }
}
