package rookery.cli;

import rookery.Evaluation;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The one JSON object a command prints with {@code --json}. */
final class JsonAnswer {

    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds a value: text, a number, a list or a map. What JSON has no word for, NaN and infinities,
     * becomes null.
     */
    JsonAnswer put(String name, Object value) {
        boolean number = !(value instanceof Double d) || Double.isFinite(d);
        values.put(name, number ? value : null);
        return this;
    }

    /** Adds loss and metrics, their names behind a prefix. */
    JsonAnswer put(String prefix, Evaluation evaluation) {
        evaluation.values().forEach((name, value) -> put(prefix + name, value));
        return this;
    }

    /** Prints the object on a line of its own. */
    void print(Console console) {
        console.out().println(JsonMapper.shared().writeValueAsString(values));
    }
}
