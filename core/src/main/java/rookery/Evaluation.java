package rookery;

import rookery.names.Names;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How good a model is on a data set, in inference mode: {@code loss} first, then the metrics.
 *
 * @param values by Keras's names, in order
 */
public record Evaluation(SequencedMap<String, Double> values) {

    /** Keeps a copy. */
    public Evaluation {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** The loss. */
    public double loss() {
        return get("loss");
    }

    /**
     * The loss or a metric.
     *
     * @throws IllegalArgumentException if there is none of this name; offers the nearest
     */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null)
            throw new IllegalArgumentException(
                    "evaluation has no \"%s\"; %s"
                            .formatted(name, Names.suggest(name, values.keySet())));
        return value;
    }
}
