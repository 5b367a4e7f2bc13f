package rookery.metrics;

import rookery.losses.Loss;
import rookery.names.Names;

import java.util.LinkedHashMap;
import java.util.Map;

/** A number that says how good predictions are, over all rows of a data set. */
public sealed interface Metric
        permits Accuracy,
                BinaryAccuracy,
                CategoricalAccuracy,
                SparseCategoricalAccuracy,
                TopKCategoricalAccuracy,
                SparseTopKCategoricalAccuracy,
                BalancedAccuracy,
                Precision,
                Recall,
                F1Score,
                FBetaScore,
                MatthewsCorrelation,
                Auc,
                LogLoss,
                BrierScore,
                ExpectedCalibrationError,
                MeanSquaredError,
                RootMeanSquaredError,
                MeanAbsoluteError,
                MeanAbsolutePercentageError,
                R2Score,
                CosineSimilarity,
                CustomMetric {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Metric> NAMES = Names.of("metric", Metric::members);

    private static Map<String, Metric> members() {
        Map<String, Metric> members = new LinkedHashMap<>();
        members.put("accuracy", new Accuracy());
        members.put("acc", new Accuracy());
        members.put("binary_accuracy", new BinaryAccuracy());
        members.put("categorical_accuracy", new CategoricalAccuracy());
        members.put("sparse_categorical_accuracy", new SparseCategoricalAccuracy());
        members.put("top_k_categorical_accuracy", new TopKCategoricalAccuracy());
        members.put("sparse_top_k_categorical_accuracy", new SparseTopKCategoricalAccuracy());
        members.put("balanced_accuracy", new BalancedAccuracy());
        members.put("precision", new Precision());
        members.put("recall", new Recall());
        members.put("f1_score", new F1Score());
        members.put("f1", new F1Score());
        members.put("fbeta_score", new FBetaScore());
        members.put("matthews_correlation", new MatthewsCorrelation());
        members.put("mcc", new MatthewsCorrelation());
        members.put("auc", new Auc());
        members.put("log_loss", new LogLoss());
        members.put("brier_score", new BrierScore());
        members.put("expected_calibration_error", new ExpectedCalibrationError());
        members.put("ece", new ExpectedCalibrationError());
        members.put("mean_squared_error", new MeanSquaredError());
        members.put("mse", new MeanSquaredError());
        members.put("root_mean_squared_error", new RootMeanSquaredError());
        members.put("rmse", new RootMeanSquaredError());
        members.put("mean_absolute_error", new MeanAbsoluteError());
        members.put("mae", new MeanAbsoluteError());
        members.put("mean_absolute_percentage_error", new MeanAbsolutePercentageError());
        members.put("mape", new MeanAbsolutePercentageError());
        members.put("r2_score", new R2Score());
        members.put("r2", new R2Score());
        members.put("cosine_similarity", new CosineSimilarity());
        return members;
    }

    /**
     * What it is called in a history, an evaluation and in files, in lower case: Keras's name, and
     * after it what is not as by default, so that a network can report it in several forms.
     */
    String name();

    /** Whether a higher value is better. */
    boolean rises();

    /**
     * Whether a higher value of this name is better, as far as the name tells: if it has the name of
     * a member that rises in it, as {@code val_accuracy} and {@code my_auc} have.
     */
    static boolean rises(String name) {
        String words = "_" + name + "_";
        return NAMES.members().entrySet().stream()
                .anyMatch(member ->
                        member.getValue().rises() && words.contains("_" + member.getKey() + "_"));
    }

    /**
     * Something that takes in batch after batch, with nothing seen yet.
     *
     * @param outputs of the network
     * @param loss the network is trained with: it says in what form the targets come
     * @throws IllegalArgumentException if this metric cannot be computed with them
     */
    Accumulator accumulator(int outputs, Loss loss);
}
