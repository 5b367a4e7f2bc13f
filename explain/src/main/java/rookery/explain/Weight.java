package rookery.explain;

import rookery.names.Names;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A single parameter of a network, as a user names it: {@code dense/kernel[0,2]}, {@code
 * dense/bias[3]}.
 *
 * @param spec the tensor it stands in
 * @param i its row there, from 0; 0 in a vector
 * @param j its column there, from 0
 */
public record Weight(ParameterSpec spec, int i, int j) {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*([^\\[\\]]+?)\\s*\\[\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?]\\s*");

    /** Checks the place. */
    public Weight {
        if (i < 0 || i >= spec.rows() || j < 0 || j >= spec.cols())
            throw new IllegalArgumentException(
                    "weight %s%s: there are %s"
                            .formatted(spec.name(), place(spec, i, j), places(spec)));
    }

    /**
     * The weight that a user means.
     *
     * @param text a tensor's name and a place in it, from 0: {@code dense/kernel[0,2]}
     * @param specs the network's tensors
     * @throws IllegalArgumentException if there is none; offers the nearest names, and says which
     *     places there are
     */
    public static Weight parse(String text, List<ParameterSpec> specs) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) throw unreadable(text, specs);
        ParameterSpec spec = find(text, form.group(1), specs);
        boolean vector = spec.shape().size() == 1;
        if (vector != (form.group(3) == null))
            throw new IllegalArgumentException(
                    "weight \"%s\": %s has %s, and there are %s"
                            .formatted(
                                    text,
                                    spec.name(),
                                    vector ? "one index" : "two indices",
                                    places(spec)));
        int first = Integer.parseInt(form.group(2));
        return vector
                ? new Weight(spec, 0, first)
                : new Weight(spec, first, Integer.parseInt(form.group(3)));
    }

    private static ParameterSpec find(String text, String name, List<ParameterSpec> specs) {
        return specs.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(text, name, specs));
    }

    /** A name without a place, or with one that is no whole numbers. */
    private static IllegalArgumentException unreadable(String text, List<ParameterSpec> specs) {
        String name = text.replaceFirst("\\[.*", "").strip();
        for (ParameterSpec spec : specs)
            if (spec.name().equals(name))
                return new IllegalArgumentException(
                        "weight \"%s\": a place in %s is wanted; there are %s"
                                .formatted(text, name, places(spec)));
        return unknown(text, name, specs);
    }

    private static IllegalArgumentException unknown(
            String text, String name, List<ParameterSpec> specs) {
        List<String> names = specs.stream().map(ParameterSpec::name).toList();
        String cure = Names.suggest(name, names);
        Set<String> words = new HashSet<>(List.of(cure.split("[ ,?]+")));
        String places =
                specs.stream()
                        .filter(spec -> words.contains(spec.name()))
                        .map(Weight::places)
                        .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "weight \"%s\": no parameter \"%s\"; %s There are %s"
                        .formatted(text, name, cure.endsWith("?") ? cure : cure + ".", places));
    }

    /** The places of a tensor: {@code dense/kernel[0,0] to dense/kernel[2,15]}. */
    private static String places(ParameterSpec spec) {
        String last = spec.name() + place(spec, spec.rows() - 1, spec.cols() - 1);
        return spec.count() == 1 ? last + " only" : spec.name() + place(spec, 0, 0) + " to " + last;
    }

    private static String place(ParameterSpec spec, int i, int j) {
        return spec.shape().size() == 1 ? "[" + j + "]" : "[" + i + "," + j + "]";
    }

    /** As a user writes it: {@code dense/kernel[0,2]}. */
    public String name() {
        return spec.name() + place(spec, i, j);
    }

    /** The layer it belongs to: {@code dense}, {@code residual/dense} … */
    public String layer() {
        return spec.name().substring(0, spec.name().lastIndexOf('/'));
    }

    /** The tensor's name within its layer: {@code kernel}, {@code bias}, {@code gamma} … */
    public String tensor() {
        return spec.name().substring(spec.name().lastIndexOf('/') + 1);
    }

    /** Where it is in the arrays of these parameters, and of whatever lies as they do. */
    int at(Parameters parameters) {
        return parameters.at(spec.name(), i, j);
    }

    /** Why it has no gradient, in a sentence; of a trained one there is none. */
    public Optional<String> untrained() {
        if (spec.trained()) return Optional.empty();
        String why =
                tensor().startsWith("moving_")
                        ? "it is a statistic of the rows that its layer keeps for inference"
                        : "its layer is frozen";
        return Optional.of(name() + " is not trained and has no gradient: " + why);
    }

    void requireTrained() {
        untrained()
                .ifPresent(sentence -> {
                    throw new IllegalArgumentException(sentence);
                });
    }

    @Override
    public String toString() {
        return name();
    }
}
