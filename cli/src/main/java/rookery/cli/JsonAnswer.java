package rookery.cli;

import rookery.Evaluation;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The one JSON object a command prints with {@code --json}. */
final class JsonAnswer {

    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    /** Adds a value: text, a number, a list or a map. */
    JsonAnswer put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds loss and metrics by their names. */
    JsonAnswer put(Evaluation evaluation) {
        evaluation.values().forEach((name, value) -> put(name, finite(value)));
        return this;
    }

    /** The value, or null, as JSON has no word for NaN and infinities. */
    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Prints the object on a line of its own. */
    void print(Console console) {
        console.out().println(JsonMapper.shared().writeValueAsString(values));
    }
}
