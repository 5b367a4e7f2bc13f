package rookery.data;

import java.util.List;
import java.util.SequencedMap;

/**
 * A model's answers for a table.
 *
 * @param rows which rows have an answer
 * @param answers theirs, in the same order
 * @param unknown how many of them have a category that no training row had, by column
 */
public record Predictions(
        UsedRows rows, List<Prediction> answers, SequencedMap<String, Integer> unknown) {
    /** Keeps its own list. */
    public Predictions {
        answers = List.copyOf(answers);
    }
}
