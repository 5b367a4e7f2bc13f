package rookery.data;

import java.util.List;
import java.util.SequencedMap;

/**
 * A model's answers for a table.
 *
 * @param rows which rows have an answer
 * @param answers theirs, in the same order
 * @param unknown how many of them have a category that no training row had, by column
 * @param imputed how many of them miss a value, which another stands in for, by column
 */
public record Predictions(
        UsedRows rows,
        List<Prediction> answers,
        SequencedMap<String, Integer> unknown,
        SequencedMap<String, Integer> imputed) {
    /** Keeps its own list. */
    public Predictions {
        answers = List.copyOf(answers);
    }
}
