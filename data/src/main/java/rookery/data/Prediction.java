package rookery.data;

import java.util.SequencedMap;

/** A model's answer for one row, in the terms of the table it was trained on. */
public sealed interface Prediction {
    /** The class or the number as text. */
    String text();

    /**
     * A class.
     *
     * @param text the class's name
     * @param probabilities the network's outputs by class: probabilities if it ends in softmax or
     *     sigmoid
     */
    record OfClass(String text, SequencedMap<String, Float> probabilities) implements Prediction {}

    /** A number, in the units of the table. */
    record OfNumber(double value) implements Prediction {
        @Override
        public String text() {
            return NumberText.print(value);
        }
    }
}
