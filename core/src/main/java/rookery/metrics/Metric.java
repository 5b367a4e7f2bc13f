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
                MeanAbsoluteError,
                R2Score,
                CustomMetric {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Metric> NAMES = Names.of("metric", members());

    private static Map<String, Metric> members() {
        Map<String, Metric> members = new LinkedHashMap<>();
        members.put("accuracy", new Accuracy());
        members.put("binary_accuracy", new BinaryAccuracy());
        members.put("categorical_accuracy", new CategoricalAccuracy());
        members.put("sparse_categorical_accuracy", new SparseCategoricalAccuracy());
        members.put("mean_absolute_error", new MeanAbsoluteError());
        members.put("mae", new MeanAbsoluteError());
        members.put("r2_score", new R2Score());
        return members;
    }

    /** What it is called in a history, an evaluation and in files; in lower case. */
    String name();

    /**
     * Something that takes in batch after batch, with nothing seen yet.
     *
     * @param outputs of the network
     * @param loss the network is trained with: it says in what form the targets come
     * @throws IllegalArgumentException if this metric cannot be computed with them
     */
    Accumulator accumulator(int outputs, Loss loss);
}
