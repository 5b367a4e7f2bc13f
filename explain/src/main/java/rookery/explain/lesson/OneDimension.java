package rookery.explain.lesson;

import rookery.explain.Backprop;
import rookery.explain.Backprop.Neuron;
import rookery.explain.ScalarActivation;
import rookery.explain.ScalarLoss;

import java.util.List;

/**
 * Backpropagation in one dimension, first with symbols, then with the lecture's numbers.
 *
 * @param example a sigmoid neuron with a loss and a step
 * @param neurons the neurons that the lecture works out, without a loss
 * @param certain the cross-entropy of a class that occurs and has all probability, ŷ = 1
 * @param impossible the same of a class that has none, ŷ = 0
 */
public record OneDimension(
        Backprop example, List<Backprop> neurons, Backprop certain, Backprop impossible) {

    private static final double RATE = 0.1;

    /** Works them out. */
    public static OneDimension of() {
        return new OneDimension(
                Backprop.of(
                        2,
                        List.of(new Neuron(0.5, 1, ScalarActivation.SIGMOID)),
                        1,
                        ScalarLoss.CATEGORICAL_CROSSENTROPY,
                        RATE),
                List.of(
                        neuron(2, 0.5, 1, ScalarActivation.RELU),
                        neuron(2, 0.5, 1, ScalarActivation.SIGMOID),
                        neuron(0.5, 3, 1, ScalarActivation.SIGMOID),
                        neuron(3, 2, 1, ScalarActivation.RELU)),
                loss(1),
                loss(0));
    }

    private static Backprop neuron(double x, double w, double b, ScalarActivation activation) {
        return Backprop.of(x, List.of(new Neuron(w, b, activation)));
    }

    /** Of y = 1 against this output. */
    private static Backprop loss(double output) {
        return Backprop.of(
                output,
                List.of(new Neuron(1, 0, ScalarActivation.LINEAR)),
                1,
                ScalarLoss.CATEGORICAL_CROSSENTROPY,
                RATE);
    }
}
