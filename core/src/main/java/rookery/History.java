package rookery;

import rookery.names.Names;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The values of each epoch by Keras's names: {@code loss}, metrics, and with validation {@code
 * val_loss} …, and {@code learning_rate}, that of the epoch's last step. Training values are running
 * means in training mode over the epoch, as in Keras.
 */
public final class History {

    private final SequencedMap<String, List<Double>> columns;
    private final int epochs;

    private History(SequencedMap<String, List<Double>> columns, int epochs) {
        this.columns = columns;
        this.epochs = epochs;
    }

    /**
     * A history of these epochs.
     *
     * @throws IllegalArgumentException if they do not all have the same names
     */
    public static History of(List<? extends Map<String, Double>> epochs) {
        for (Map<String, Double> epoch : epochs)
            if (!epoch.keySet().equals(epochs.getFirst().keySet()))
                throw new IllegalArgumentException(
                        "history: an epoch has %s, but the first has %s"
                                .formatted(epoch.keySet(), epochs.getFirst().keySet()));
        SequencedMap<String, List<Double>> columns = new LinkedHashMap<>();
        for (Map<String, Double> epoch : epochs)
            epoch.forEach((name, value) ->
                    columns.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        columns.replaceAll((_, values) -> List.copyOf(values));
        return new History(Collections.unmodifiableSequencedMap(columns), epochs.size());
    }

    /** How many epochs were finished. */
    public int epochs() {
        return epochs;
    }

    /** The names, in order; none if no epoch was finished. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * The values of all epochs.
     *
     * @throws IllegalArgumentException if there is none of this name; offers the nearest
     */
    public List<Double> get(String name) {
        List<Double> values = columns.get(name);
        if (values == null)
            throw new IllegalArgumentException(
                    "history has no \"%s\"; %s"
                            .formatted(name, Names.suggest(name, columns.keySet())));
        return values;
    }

    /** The values of an epoch by their names, in order. */
    public SequencedMap<String, Double> epoch(int epoch) {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        columns.forEach((name, column) -> values.put(name, column.get(epoch)));
        return values;
    }
}
