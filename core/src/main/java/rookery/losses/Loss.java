package rookery.losses;

import rookery.activations.Activation;
import rookery.kernels.Kernels;
import rookery.names.Names;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a prediction is from its target: one number an example. The loss of a batch is the sum of
 * (row weight · loss of the row), divided by the number of rows, as in Keras.
 */
public sealed interface Loss
        permits CategoricalCrossentropy,
                SparseCategoricalCrossentropy,
                BinaryCrossentropy,
                CategoricalFocalCrossentropy,
                BinaryFocalCrossentropy,
                KlDivergence,
                MeanSquaredError,
                MeanAbsoluteError,
                MeanAbsolutePercentageError,
                MeanSquaredLogarithmicError,
                Huber,
                LogCosh,
                Quantile,
                GaussianNll,
                Poisson,
                CosineSimilarity,
                Hinge,
                SquaredHinge,
                CategoricalHinge,
                Dice,
                Tversky,
                ElementwiseLoss,
                CustomLoss {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Loss> NAMES = Names.of("loss", Loss::members);

    private static Map<String, Loss> members() {
        Map<String, Loss> members = new LinkedHashMap<>();
        put(members, new CategoricalCrossentropy(), "categorical_crossentropy");
        put(members, new SparseCategoricalCrossentropy(), "sparse_categorical_crossentropy");
        put(members, new BinaryCrossentropy(), "binary_crossentropy", "bce", "BCE");
        put(members, new CategoricalFocalCrossentropy(), "categorical_focal_crossentropy");
        put(members, new BinaryFocalCrossentropy(), "binary_focal_crossentropy");
        put(
                members,
                new KlDivergence(),
                "kl_divergence",
                "kld",
                "KLD",
                "kullback_leibler_divergence");
        addOfNumbers(members);
        put(members, new CosineSimilarity(), "cosine_similarity");
        put(members, new Hinge(), "hinge");
        put(members, new SquaredHinge(), "squared_hinge");
        put(members, new CategoricalHinge(), "categorical_hinge");
        put(members, new Dice(), "dice");
        put(members, new Tversky(), "tversky");
        return members;
    }

    private static void addOfNumbers(Map<String, Loss> members) {
        put(members, new MeanSquaredError(), "mean_squared_error", "mse", "MSE");
        put(members, new MeanAbsoluteError(), "mean_absolute_error", "mae", "MAE");
        put(
                members,
                new MeanAbsolutePercentageError(),
                "mean_absolute_percentage_error",
                "mape",
                "MAPE");
        put(
                members,
                new MeanSquaredLogarithmicError(),
                "mean_squared_logarithmic_error",
                "msle",
                "MSLE");
        put(members, new Huber(), "huber");
        put(members, new LogCosh(), "log_cosh", "logcosh");
        put(members, new Quantile(0.5), "quantile");
        put(members, new GaussianNll(), "gaussian_nll");
        put(members, new Poisson(), "poisson");
    }

    private static void put(Map<String, Loss> members, Loss loss, String... names) {
        for (String name : names) members.put(name, loss);
    }

    /** How many target columns go with this many outputs of the network. */
    default int targets(int outputs) {
        return outputs;
    }

    /** How many numbers of scratch an example needs: as many as outputs unless told. */
    default int scratch(int outputs) {
        return outputs;
    }

    /**
     * Refuses target values that this loss cannot take.
     *
     * @param targets rows with the right number of columns
     * @param outputs of the network
     * @throws IllegalArgumentException naming row, column and value
     */
    void check(Matrix targets, int outputs);

    /**
     * This loss, taking the values before the last activation instead of those after it, if the two
     * belong together (softmax with categorical cross-entropy, sigmoid with binary): it is then
     * exact where a probability rounds to 0 or 1.
     */
    default Optional<Loss> onLogits(Activation last) {
        return Optional.empty();
    }

    /**
     * How many sums over all examples of a batch it is a function of, if it couples rows; 0, unless
     * overridden: each example has a loss of its own.
     */
    default int totals() {
        return 0;
    }

    /**
     * Adds the terms of the first {@code rows} examples to the sums over the batch; only where there
     * are {@link #totals()}.
     */
    default void addTotals(Panels target, Panels prediction, int rows, double[] totals) {}

    /**
     * This loss over the batch whose sums stand in this array: each example's value is then the
     * batch's loss, and gradients are those of the batch's loss, times the number of rows. Itself,
     * where there are no {@link #totals()}; without sums each example is a batch of its own.
     *
     * @param totals read at every call, filled by {@link #addTotals} before
     */
    default Loss over(double[] totals) {
        return this;
    }

    /**
     * The loss of each example in the panels {@code from} to {@code to} (exclusive).
     *
     * @param prediction outputs of the network, left as they are
     * @param scratch {@link #scratch} numbers an example, to be overwritten between the same panels
     * @param values example b's loss goes to {@code values[b]}
     */
    void value(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels scratch,
            double[] values,
            int from,
            int to);

    /**
     * The gradient with respect to the prediction in the panels {@code from} to {@code to}
     * (exclusive).
     *
     * @param output of the network: the prediction, or what its last activation made of it where
     *     this loss takes the place of {@link #onLogits another}
     * @param scale example b's gradient is multiplied with {@code scale[b]}: row weight / rows
     * @param scratch as for the value, from which nothing is left
     * @param gradient to be overwritten
     */
    void gradient(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels output,
            float[] scale,
            Panels scratch,
            Panels gradient,
            int from,
            int to);
}
