package rookery.cli;

import rookery.Sequential;
import rookery.activations.Activation;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.data.ClassTarget;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.PreparedTable;
import rookery.data.TargetEncoding;
import rookery.data.TargetForm;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.CategoricalHinge;
import rookery.losses.GaussianNll;
import rookery.losses.Hinge;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.losses.SquaredHinge;
import rookery.tensor.Matrix;

/**
 * Whether a loss fits what is to be learned, asked before anything is written.
 *
 * @param loss that was chosen
 * @param place where: an option, or a file
 */
record Misfit(Loss loss, String place) {

    private static final String FOR_CLASSES =
            "categorical_crossentropy or sparse_categorical_crossentropy";
    private static final String FOR_NUMBERS = "mean_squared_error";
    private static final String FOR_DISTRIBUTIONS = "gaussian_nll";
    private static final String STANDARDIZED = ", as the numbers are standardized inside";

    /**
     * Refuses a loss that cannot take these targets, or not from this network.
     *
     * @throws IllegalArgumentException offering losses that can
     */
    void check(PreparedTable data, Sequential network) {
        switch (data.encoding().target()) {
            case NumberTarget target -> {
                if (loss instanceof GaussianNll)
                    throw refused(
                            regression(target),
                            ": it needs two outputs, but the target_form of the table asks for one",
                            "it with the target_form normal, or without any");
                checkNumber(data, target.seenAsItIs() ? "" : STANDARDIZED, FOR_NUMBERS);
            }
            case NormalTarget _ -> checkNumber(data, STANDARDIZED, FOR_DISTRIBUTIONS);
            case ClassTarget target -> {
                int classes = target.classes().size();
                String task = "the %d classes of %s".formatted(classes, target.column());
                Activation last = network.layers().getLast().activation();
                if (fromLogits() && (last instanceof Softmax || last instanceof Sigmoid))
                    throw refused(
                            task,
                            ": it takes logits, but the network ends with "
                                    + Activation.NAMES.nameOf(last),
                            "it without from_logits, which is seen to");
                boolean yesOrNo = TargetForm.of(loss) == TargetForm.BINARY;
                if (yesOrNo && classes != 2 || loss instanceof GaussianNll)
                    throw refused(task, "", FOR_CLASSES);
                checkTargets(data, task, "", FOR_CLASSES);
            }
        }
    }

    private static String regression(TargetEncoding target) {
        return "regression of " + target.column();
    }

    private void checkNumber(PreparedTable data, String note, String fitting) {
        String task = regression(data.encoding().target());
        if (ofClasses()) throw refused(task, "", fitting);
        checkTargets(data, task, note, fitting);
    }

    /** Whether the loss is one of a support vector machine, which wants a linear last layer. */
    static boolean givesScores(Loss loss) {
        return loss instanceof Hinge
                || loss instanceof SquaredHinge
                || loss instanceof CategoricalHinge;
    }

    private boolean ofClasses() {
        return switch (loss) {
            case CategoricalCrossentropy _, SparseCategoricalCrossentropy _, BinaryCrossentropy _ ->
                    true;
            case CategoricalFocalCrossentropy _, BinaryFocalCrossentropy _ -> true;
            default -> givesScores(loss);
        };
    }

    private boolean fromLogits() {
        return switch (loss) {
            case CategoricalCrossentropy of -> of.fromLogits();
            case SparseCategoricalCrossentropy of -> of.fromLogits();
            case BinaryCrossentropy of -> of.fromLogits();
            case CategoricalFocalCrossentropy of -> of.fromLogits();
            case BinaryFocalCrossentropy of -> of.fromLogits();
            default -> false;
        };
    }

    private void checkTargets(PreparedTable data, String task, String note, String fitting) {
        Matrix targets = data.training().targets();
        int outputs = data.encoding().outputs();
        if (loss.targets(outputs) != targets.cols())
            throw refused(
                    task,
                    ": %d outputs would need %d target columns, but there are %d"
                            .formatted(outputs, loss.targets(outputs), targets.cols()),
                    fitting);
        try {
            loss.check(targets, outputs);
        } catch (IllegalArgumentException e) {
            throw refused(task, ": " + e.getMessage() + note, fitting);
        }
    }

    private IllegalArgumentException refused(String task, String reason, String fitting) {
        return new IllegalArgumentException(
                "%s %s does not fit %s%s; pass %s"
                        .formatted(
                                place, Descriptions.name(Loss.NAMES, loss), task, reason, fitting));
    }
}
