package rookery.explain.importance;

import rookery.Model;
import rookery.activations.Activation;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Sparsemax;
import rookery.data.ClassTarget;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.TableModel;

import java.util.ArrayList;
import java.util.List;

/**
 * A number that a model answers with: of each class its probability, or the number predicted in the
 * units of the table.
 *
 * <pre>
 *   answer = shift + factor · output
 * </pre>
 *
 * @param name of the class, or of the column predicted
 * @param quantity what the number is
 * @param output of the network that it comes from
 * @param shift see the formula
 * @param factor see the formula
 */
public record Answer(String name, Quantity quantity, int output, double shift, double factor) {

    /** What an answer's number is. */
    public enum Quantity {
        /** The network's last layer makes it a probability: softmax, sparsemax or sigmoid. */
        PROBABILITY,
        /** What the network puts out for a class, which is no probability. */
        OUTPUT,
        /** A number in the units of the table. */
        NUMBER
    }

    /** The number, of the network's outputs. */
    double of(float output) {
        return shift + factor * output;
    }

    /** What the number is, in words: {@code probability of Adelie}, {@code body_mass_g}. */
    public String words() {
        return switch (quantity) {
            case PROBABILITY -> "probability of " + name;
            case OUTPUT -> "output for " + name;
            case NUMBER -> name;
        };
    }

    /** A model's answers: one for each class in their order, or the number alone. */
    public static List<Answer> of(TableModel model) {
        return switch (model.encoding().target()) {
            case ClassTarget target -> classes(target, quantity(model.model()));
            case NumberTarget target -> number(target.column(), target.mean(), target.deviation());
            case NormalTarget target -> number(target.column(), target.mean(), target.deviation());
        };
    }

    private static List<Answer> number(String column, double mean, double deviation) {
        return List.of(new Answer(column, Quantity.NUMBER, 0, mean, deviation));
    }

    /** One output is that of the second class; the first has what is left of 1. */
    private static List<Answer> classes(ClassTarget target, Quantity quantity) {
        List<String> names = target.classes();
        if (target.outputs() == 1)
            return List.of(
                    new Answer(names.get(0), quantity, 0, 1, -1),
                    new Answer(names.get(1), quantity, 0, 0, 1));
        List<Answer> answers = new ArrayList<>();
        for (int k = 0; k < names.size(); k++)
            answers.add(new Answer(names.get(k), quantity, k, 0, 1));
        return List.copyOf(answers);
    }

    private static Quantity quantity(Model model) {
        Activation last = model.network().layers().getLast().activation();
        return last instanceof Softmax || last instanceof Sparsemax || last instanceof Sigmoid
                ? Quantity.PROBABILITY
                : Quantity.OUTPUT;
    }
}
