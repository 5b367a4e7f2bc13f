package rookery.cli;

import picocli.CommandLine.Option;

import rookery.explain.Backprop;
import rookery.explain.Backprop.Neuron;
import rookery.explain.ScalarActivation;
import rookery.explain.ScalarLoss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers of a chain of neurons. */
final class BackpropOptions {

    private static final double LEARNING_RATE = 0.1;

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    @Option(names = "--x", paramLabel = "NUMBER", required = true, description = "The input.")
    private String x;

    @Option(
            names = "--w",
            paramLabel = "NUMBER,…",
            required = true,
            description = "The weight of the neuron; of a chain each one's, as 0.5,1.2.")
    private String w;

    @Option(
            names = "--b",
            paramLabel = "NUMBER,…",
            required = true,
            description = "The bias of the neuron; of a chain each one's, as 1,0.")
    private String b;

    @Option(
            names = "--activation",
            paramLabel = "NAME,…",
            required = true,
            description =
                    "relu, sigmoid, tanh or linear; of a chain one for all or one for each, as"
                            + " relu,sigmoid.")
    private String activation;

    @Option(names = "--y", paramLabel = "NUMBER", description = "The target; goes with --loss.")
    private Optional<String> y;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description =
                    "mse, binary_crossentropy or categorical_crossentropy, in one dimension"
                            + " −y·ln ŷ; goes with --y.")
    private Optional<String> loss;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Of the one step of gradient descent; 0.1 unless told.")
    private Optional<String> learningRate;

    /** What they come to. */
    Backprop backprop() {
        double input = number("--x", x);
        List<Neuron> chain = chain();
        if (y.isEmpty() && loss.isEmpty()) {
            refuse(learningRate.isPresent(), "--learning-rate: goes with --y and --loss only");
            return Backprop.of(input, chain);
        }
        refuse(
                loss.isEmpty(),
                "--y: goes with --loss only; pass --loss mse, binary_crossentropy or"
                        + " categorical_crossentropy");
        refuse(y.isEmpty(), "--loss: goes with --y only; pass the target, as --y 1");
        ScalarLoss function = Choices.SCALAR_LOSS.get(loss.get());
        return Backprop.of(input, chain, number("--y", y.get()), function, rate());
    }

    private double rate() {
        if (learningRate.isEmpty()) return LEARNING_RATE;
        double rate = number("--learning-rate", learningRate.get());
        refuse(
                rate <= 0,
                "--learning-rate: a number above 0 is wanted, got \"%s\""
                        .formatted(learningRate.get()));
        return rate;
    }

    private List<Neuron> chain() {
        List<Double> weights = numbers("--w", w);
        List<Double> biases = numbers("--b", b);
        refuse(
                weights.size() != biases.size(),
                "--b: a bias for each weight is wanted, but there are %s in --w and %s in --b"
                        .formatted(
                                Numbers.count(weights.size(), "number"),
                                Numbers.count(biases.size(), "number")));
        List<ScalarActivation> activations = Choices.SCALAR_ACTIVATION.list(activation);
        refuse(
                activations.size() != 1 && activations.size() != weights.size(),
                "--activation: %s wanted for %s, got %d"
                        .formatted(
                                weights.size() == 1
                                        ? "1 name is"
                                        : "1 name or %d are".formatted(weights.size()),
                                Numbers.count(weights.size(), "neuron"),
                                activations.size()));
        List<Neuron> chain = new ArrayList<>();
        for (int k = 0; k < weights.size(); k++)
            chain.add(
                    new Neuron(
                            weights.get(k),
                            biases.get(k),
                            activations.get(activations.size() == 1 ? 0 : k)));
        return chain;
    }

    private static List<Double> numbers(String option, String text) {
        List<String> items = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        refuse(
                !items.stream().allMatch(BackpropOptions::finite),
                "%s: finite numbers are wanted, one for each neuron, as 0.5 or 0.5,1.2, got \"%s\""
                        .formatted(option, text));
        return items.stream().map(Double::valueOf).toList();
    }

    private static double number(String option, String text) {
        refuse(
                !finite(text.strip()),
                "%s: a finite number is wanted, as 0.5 or -2, got \"%s\"".formatted(option, text));
        return Double.parseDouble(text.strip());
    }

    private static boolean finite(String text) {
        return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) throw new IllegalArgumentException(message);
    }
}
