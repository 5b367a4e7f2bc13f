package rookery.explain.doctor;

import rookery.activations.Activation;
import rookery.activations.Exponential;
import rookery.activations.HardSigmoid;
import rookery.activations.HardTanh;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Relu6;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Softplus;
import rookery.activations.Softsign;
import rookery.activations.Sparsemax;
import rookery.activations.Tanh;
import rookery.explain.doctor.Rows.Kind;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.Huber;
import rookery.losses.KlDivergence;
import rookery.losses.LogCosh;
import rookery.losses.Loss;
import rookery.losses.MeanAbsoluteError;
import rookery.losses.MeanSquaredError;
import rookery.losses.MeanSquaredLogarithmicError;
import rookery.losses.Poisson;
import rookery.losses.Quantile;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last activation and the loss do not belong together.
 *
 * <pre>
 *   softmax ↔ categorical cross-entropy     sigmoid ↔ binary cross-entropy     linear ↔ squared error
 * </pre>
 *
 * An error where the targets cannot be reached, or outputs that are no probabilities are taken for some;
 * else a warning. A loss from logits, a hinge and the gaussian want a linear output, counts a positive
 * one.
 */
final class LossOutputMismatch implements Check {

    @Override
    public String code() {
        return "loss-output-mismatch";
    }

    @Override
    public String source() {
        return "Zhang et al. 2021, AUTOTRAINER";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    /**
     * What a loss wants.
     *
     * @param activation the one that train takes
     * @param fits whether another one does as well
     * @param grave whether any other makes the loss meaningless
     */
    private record Wanted(Activation activation, boolean fits, boolean grave) {}

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Loss loss = evidence.learner().loss();
        List<Layer> layers = evidence.learner().network().layers();
        Activation last = layers.getLast().activation();
        Kind kind = evidence.rows().kind();
        Optional<Wanted> known = wanted(loss, last, kind);
        if (known.isEmpty()) return Outcome.leftOut("it is not known which output this loss wants");
        Wanted wanted = known.get();
        if (wanted.fits) return new Outcome.Healthy();
        Optional<String> beyond =
                kind == Kind.NUMBERS
                        ? beyond(last, evidence.plan().training().targets())
                        : Optional.empty();
        List<String> observed = new ArrayList<>();
        String lossName = name(loss);
        String lastName = Activation.NAMES.nameOf(last);
        observed.add("the network ends with %s, the loss is %s".formatted(lastName, lossName));
        beyond.ifPresent(observed::add);
        boolean squaresOfClasses = kind != Kind.NUMBERS && loss instanceof MeanSquaredError;
        return new Outcome.Found(
                new Finding(
                        code(),
                        wanted.grave || beyond.isPresent() ? Severity.ERROR : Severity.WARNING,
                        "%s does not fit the output, %s".formatted(lossName, lastName),
                        observed,
                        "softmax with categorical, sigmoid with binary cross-entropy, linear with"
                                + " errors of numbers",
                        source(),
                        List.of(evidence.learner().network().names().getLast()),
                        squaresOfClasses
                                ? "Take a cross-entropy: squared errors hardly learn from rows that"
                                        + " are surely wrong."
                                : "Let the network end with "
                                        + Activation.NAMES.nameOf(wanted.activation)
                                        + ".",
                        squaresOfClasses
                                ? Fix.of(new Change.Minimize(crossentropy(evidence)))
                                : Fix.of(new Change.Layers(ending(layers, wanted.activation)))));
    }

    private static Loss crossentropy(Evidence evidence) {
        return evidence.learner().network().outputs() == 1 || evidence.rows().kind() == Kind.LABELS
                ? new BinaryCrossentropy()
                : new CategoricalCrossentropy();
    }

    private static String name(Loss loss) {
        return loss instanceof rookery.losses.CustomLoss
                ? loss.getClass().getSimpleName()
                : Loss.NAMES.nameOf(loss);
    }

    private static Optional<Wanted> wanted(Loss loss, Activation last, Kind kind) {
        return switch (loss) {
            case CategoricalCrossentropy of -> Optional.of(classes(of.fromLogits(), last));
            case SparseCategoricalCrossentropy of -> Optional.of(classes(of.fromLogits(), last));
            case CategoricalFocalCrossentropy of -> Optional.of(classes(of.fromLogits(), last));
            case KlDivergence _ -> Optional.of(classes(false, last));
            case BinaryCrossentropy of -> Optional.of(labels(of.fromLogits(), last));
            case BinaryFocalCrossentropy of -> Optional.of(labels(of.fromLogits(), last));
            case GaussianNll _ -> Optional.of(linear(last, true));
            case Poisson _, MeanSquaredLogarithmicError _ ->
                    Optional.of(
                            new Wanted(
                                    new Exponential(),
                                    last instanceof Exponential
                                            || last instanceof Softplus
                                            || last instanceof Relu,
                                    false));
            case MeanSquaredError _ -> Optional.of(linear(last, false));
            case MeanAbsoluteError _, Huber _, LogCosh _, Quantile _ ->
                    kind == Kind.NUMBERS ? Optional.of(linear(last, false)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Wanted linear(Activation last, boolean grave) {
        return new Wanted(new Linear(), last instanceof Linear, grave);
    }

    private static Wanted classes(boolean fromLogits, Activation last) {
        if (fromLogits) return linear(last, false);
        boolean fits = last instanceof Softmax || last instanceof Sparsemax;
        return new Wanted(new Softmax(), fits, true);
    }

    private static Wanted labels(boolean fromLogits, Activation last) {
        if (fromLogits) return linear(last, false);
        boolean probabilities =
                last instanceof Sigmoid || last instanceof HardSigmoid || last instanceof Softmax;
        return new Wanted(
                new Sigmoid(),
                last instanceof Sigmoid || last instanceof HardSigmoid,
                !probabilities);
    }

    /** Targets that an output can never be. */
    private static Optional<String> beyond(Activation last, Matrix targets) {
        double least = least(last);
        double most = most(last);
        int beyond = 0;
        for (int row = 0; row < targets.rows(); row++)
            for (float y : targets.row(row)) if (y < least || y > most) beyond++;
        if (beyond == 0) return Optional.empty();
        return Optional.of(
                "%s gives %s, but %s of the targets are %s"
                        .formatted(
                                Activation.NAMES.nameOf(last),
                                most == Double.POSITIVE_INFINITY
                                        ? "nothing below " + Words.number(least)
                                        : "%s to %s"
                                                .formatted(Words.number(least), Words.number(most)),
                                Words.percent((double) beyond / targets.rows() / targets.cols()),
                                most == Double.POSITIVE_INFINITY ? "below" : "beyond"));
    }

    private static double least(Activation last) {
        return switch (last) {
            case Tanh _, HardTanh _, Softsign _ -> -1;
            case Relu relu when relu.negativeSlope() == 0 -> 0;
            case Sigmoid _, HardSigmoid _, Softmax _, Relu6 _, Softplus _, Exponential _ -> 0;
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    private static double most(Activation last) {
        return switch (last) {
            case Tanh _, HardTanh _, Softsign _, Sigmoid _, HardSigmoid _, Softmax _ -> 1;
            case Relu6 _ -> 6;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static List<Layer> ending(List<Layer> layers, Activation activation) {
        List<Layer> changed = new ArrayList<>(layers);
        Layer last = layers.getLast();
        if (last instanceof Dense dense)
            changed.set(layers.size() - 1, Retyped.with(dense, activation));
        else if (last instanceof rookery.layers.Activation)
            changed.set(layers.size() - 1, new rookery.layers.Activation(activation));
        return changed;
    }
}
