package rookery.explain;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A training, as {@link Influence} and {@link SelfInfluence} look at it: what was learned from, and
 * the network on its way.
 *
 * @param model what came out
 * @param checkpoints the network on its way, looked through once; each may be read when it is its turn
 * @param training the rows learned from
 * @param fit for its class weights
 * @param table the rows as their table has them; none if they never were in one
 */
public record Teaching(
        Model model,
        Iterable<Checkpoint> checkpoints,
        Dataset training,
        Fit fit,
        Optional<TableRows> table) {

    /** Checks that nothing is null. */
    public Teaching {
        Objects.requireNonNull(model, "Teaching: model");
        Objects.requireNonNull(checkpoints, "Teaching: checkpoints");
        Objects.requireNonNull(training, "Teaching: training");
        Objects.requireNonNull(fit, "Teaching: fit");
        Objects.requireNonNull(table, "Teaching: table");
    }

    /** A training on numbers that were in no table. */
    public Teaching(Model model, Iterable<Checkpoint> checkpoints, Dataset training, Fit fit) {
        this(model, checkpoints, training, fit, Optional.empty());
    }

    /** How much each training row counted in the loss: its own weight times that of its class. */
    double[] rowWeights() {
        double[] weights = new double[training.rows()];
        Arrays.fill(weights, 1);
        training.weights().ifPresent(own -> Arrays.setAll(weights, i -> own[i]));
        if (fit.classWeights().isEmpty()) return weights;
        int[] classes = training.classes();
        Arrays.setAll(weights, i -> weights[i] * fit.classWeights().get(classes[i]));
        return weights;
    }
}
