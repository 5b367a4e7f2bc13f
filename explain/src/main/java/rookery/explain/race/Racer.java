package rookery.explain.race;

import rookery.Fit;
import rookery.names.Names;
import rookery.optimizers.Adam;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;
import rookery.schedules.LearningRate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An optimizer that takes part in a race.
 *
 * <pre>
 *   gd            sgd, all rows a step          momentum      sgd(momentum=0.9)
 *   online        sgd, one row a step           nesterov      sgd(momentum=0.9, nesterov=True)
 *   minibatch     sgd, 32 rows a step           amsgrad       adam(amsgrad=True)
 *
 *   adagrad       adam(0.001, beta_1=0.8)       lion@64       sgd(cosine_decay(0.1, 1000))@full
 * </pre>
 *
 * @param name as the race calls it: what the user wrote
 * @param optimizer what it is; its learning rate counts only if {@code rateGiven}
 * @param batchSize rows of a step; {@link Fit#FULL_BATCH} for all
 * @param rateGiven whether its learning rate is given and not to be tuned
 */
public record Racer(String name, Optimizer optimizer, int batchSize, boolean rateGiven) {

    /** The lecture's three variants of gradient descent, and the usual overview's optimizers. */
    public static final String USUAL =
            "gd,online,minibatch,momentum,nesterov,adagrad,adadelta,rmsprop,adam,adamax,nadam,amsgrad";

    private static final double MOMENTUM = 0.9;
    private static final String FULL = "full";

    /** The lecture's variants, by their rows of a step. */
    private static final Map<String, Integer> VARIANTS =
            Map.of("gd", Fit.FULL_BATCH, "online", 1, "minibatch", 32);

    /** Optimizers that have names here besides Keras's. */
    private static final Map<String, Optimizer> OWN =
            Map.of(
                    "momentum", new Sgd(0.01, MOMENTUM, false),
                    "nesterov", new Sgd(0.01, MOMENTUM, true),
                    "amsgrad", new Adam(new Constant(0.001), 0.9, 0.999, 1e-7, true));

    /** Stands for a learning rate that a text does not say; known by its identity. */
    private static final Constant UNSAID = new Constant(0.01);

    private static final Names<Optimizer> WITHOUT_RATES =
            Optimizer.NAMES.changed(optimizer -> optimizer.withLearningRate(UNSAID));

    /** Checks the batch size. */
    public Racer {
        if (batchSize < 1)
            throw new IllegalArgumentException(
                    "%s: rows of a step must be at least 1, got %d".formatted(name, batchSize));
    }

    /** The same with this learning rate, which is not tuned then. */
    public Racer withRate(LearningRate rate) {
        return new Racer(name, optimizer.withLearningRate(rate), batchSize, true);
    }

    /**
     * The racers a list means, with commas between them.
     *
     * @param batchSize rows of a step where the text does not say
     * @throws IllegalArgumentException if one is unknown, wrong or there twice
     */
    public static List<Racer> list(String texts, int batchSize) {
        List<Racer> racers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : split(texts)) {
            Racer racer = of(text.strip(), batchSize);
            if (!names.add(racer.name))
                throw new IllegalArgumentException(
                        "race: %s is there twice; name it once".formatted(racer.name));
            racers.add(racer);
        }
        return List.copyOf(racers);
    }

    /** At the commas outside of all brackets. */
    private static List<String> split(String texts) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < texts.length(); i++) {
            char c = texts.charAt(i);
            if (c == '(' || c == '[') depth++;
            if (c == ')' || c == ']') depth--;
            if (c == ',' && depth == 0) {
                parts.add(texts.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(texts.substring(from));
        return parts;
    }

    /**
     * The racer a text means: a name of the race's own, or an optimizer as everywhere, with its
     * arguments; after {@code @} the rows of a step, or {@code full}.
     *
     * @param batchSize rows of a step where the text does not say
     * @throws IllegalArgumentException if it is unknown or wrong
     */
    public static Racer of(String text, int batchSize) {
        if (text.isEmpty())
            throw new IllegalArgumentException(
                    "race: names of optimizers are wanted, as gd,adam; one of them is empty");
        int at = text.lastIndexOf('@');
        String what = at < 0 ? text : text.substring(0, at).strip();
        if (VARIANTS.containsKey(what)) {
            if (at >= 0)
                throw new IllegalArgumentException(
                        "%s: %s has its own rows of a step; pass sgd%s for others"
                                .formatted(text, what, text.substring(at)));
            return new Racer(text, new Sgd(), VARIANTS.get(what), false);
        }
        int rows = at < 0 ? batchSize : rows(text, text.substring(at + 1).strip());
        if (OWN.containsKey(what)) return new Racer(text, OWN.get(what), rows, false);
        refuseArguments(what);
        Optimizer optimizer = WITHOUT_RATES.get(what);
        return optimizer.learningRate() == UNSAID
                ? new Racer(text, Optimizer.NAMES.get(what), rows, false)
                : new Racer(text, optimizer, rows, true);
    }

    private static void refuseArguments(String text) {
        int bracket = text.indexOf('(');
        String name = bracket < 0 ? text : text.substring(0, bracket).strip();
        if (VARIANTS.containsKey(name) || OWN.containsKey(name))
            throw new IllegalArgumentException(
                    "%s: %s takes no arguments; pass %s with them"
                            .formatted(
                                    text,
                                    name,
                                    Optimizer.NAMES.nameOf(OWN.getOrDefault(name, new Sgd()))));
    }

    private static int rows(String text, String rows) {
        if (rows.equals(FULL)) return Fit.FULL_BATCH;
        try {
            int number = Integer.parseInt(rows);
            if (number >= 1) return number;
        } catch (NumberFormatException _) {
            // Told below, as for numbers out of range.
        }
        throw new IllegalArgumentException(
                "%s: rows of a step are wanted after @, from 1 on or full, got \"%s\""
                        .formatted(text, rows));
    }
}
