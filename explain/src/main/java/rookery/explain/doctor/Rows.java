package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Learner;
import rookery.data.ClassTarget;
import rookery.data.ColumnEncoder;
import rookery.data.NumberEncoder;
import rookery.data.TableEncoding;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the numbers of training rows mean, in the words of their table if they came from one.
 *
 * @param training rows
 * @param kind of what is to be learned
 * @param classes their names; empty unless classes are told apart
 * @param inputs their names
 * @param numbers places of the inputs that are numbers of the table, scaled or not; categories and
 *     signs of missing values are none
 * @param weights how much each row counts in training: its own weight times that of its class
 */
record Rows(
        Dataset training,
        Kind kind,
        List<String> classes,
        List<String> inputs,
        List<Integer> numbers,
        double[] weights) {

    /** What is to be learned. */
    enum Kind {
        /** One of several classes. */
        CLASSES,
        /** Any of several labels: yes or no, each. */
        LABELS,
        /** Numbers. */
        NUMBERS
    }

    static Rows of(Plan plan) {
        Optional<TableEncoding> encoding = plan.encoding();
        Dataset training = plan.training();
        Learner learner = plan.learner();
        Kind kind =
                encoding.map(table -> table.target() instanceof ClassTarget)
                        .map(classes -> classes ? Kind.CLASSES : Kind.NUMBERS)
                        .orElseGet(() -> kind(training, learner.loss()));
        return new Rows(
                training,
                kind,
                classes(kind, encoding, learner.network().outputs()),
                encoding.map(TableEncoding::inputNames)
                        .orElseGet(() -> numbered("input ", training.features().cols())),
                encoding.map(Rows::numbers)
                        .orElseGet(() ->
                                learner.network().layers().getFirst().takesCodes()
                                        ? List.of()
                                        : IntStream.range(0, training.features().cols())
                                                .boxed()
                                                .toList()),
                weights(training, plan.fit().classWeights()));
    }

    private static List<String> classes(Kind kind, Optional<TableEncoding> encoding, int outputs) {
        if (kind != Kind.CLASSES) return List.of();
        if (encoding.isPresent() && encoding.get().target() instanceof ClassTarget target)
            return target.classes();
        return numbered("class ", Math.max(2, outputs));
    }

    private static List<String> numbered(String what, int count) {
        return IntStream.range(0, count).mapToObj(i -> what + i).toList();
    }

    /** Of numbers without a table, as far as targets and loss tell. */
    private static Kind kind(Dataset training, Loss loss) {
        if (loss instanceof SparseCategoricalCrossentropy) return Kind.CLASSES;
        if (loss instanceof GaussianNll) return Kind.NUMBERS;
        boolean oneHot = training.targets().cols() > 1;
        for (int row = 0; row < training.rows(); row++) {
            int ones = 0;
            for (float y : training.targets().row(row)) {
                if (y != 0 && y != 1) return Kind.NUMBERS;
                if (y == 1) ones++;
            }
            oneHot &= ones == 1;
        }
        if (oneHot) return Kind.CLASSES;
        boolean yesOrNo =
                loss instanceof BinaryCrossentropy || loss instanceof BinaryFocalCrossentropy;
        if (training.targets().cols() == 1) return yesOrNo ? Kind.CLASSES : Kind.NUMBERS;
        return Kind.LABELS;
    }

    private static List<Integer> numbers(TableEncoding encoding) {
        List<Integer> numbers = new ArrayList<>();
        int at = 0;
        for (ColumnEncoder column : encoding.features()) {
            if (column instanceof NumberEncoder) numbers.add(at);
            at += column.features().size();
        }
        return List.copyOf(numbers);
    }

    private static double[] weights(Dataset training, List<Double> ofClasses) {
        double[] weights = new double[training.rows()];
        float[] own = training.weights().orElse(null);
        int[] classes = ofClasses.isEmpty() ? null : training.classes();
        for (int row = 0; row < weights.length; row++)
            weights[row] =
                    (own == null ? 1 : own[row])
                            * (classes == null ? 1 : ofClasses.get(classes[row]));
        return weights;
    }
}
