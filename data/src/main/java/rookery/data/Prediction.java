package rookery.data;

import java.util.OptionalDouble;
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

    /**
     * A number, in the units of the table.
     *
     * @param value the number
     * @param standardDeviation how far it may be off, if the model says so
     */
    record OfNumber(double value, OptionalDouble standardDeviation) implements Prediction {
        /** Of a model that does not say how sure it is. */
        public OfNumber(double value) {
            this(value, OptionalDouble.empty());
        }

        /** The standard deviation as text; empty if there is none. */
        public String standardDeviationText() {
            return standardDeviation.isPresent()
                    ? NumberText.print(standardDeviation.getAsDouble())
                    : "";
        }

        @Override
        public String text() {
            return NumberText.print(value);
        }
    }
}
