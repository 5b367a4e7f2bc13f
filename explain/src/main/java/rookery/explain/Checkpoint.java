package rookery.explain;

import rookery.Model;

import java.util.Objects;

/**
 * A network on its way through a training.
 *
 * @param step steps taken before it
 * @param learningRate of the next step, at least 0
 * @param model with the weights of that moment
 */
public record Checkpoint(long step, double learningRate, Model model) {

    /** Checks step and rate. */
    public Checkpoint {
        Objects.requireNonNull(model, "Checkpoint: model");
        if (step < 0)
            throw new IllegalArgumentException("Checkpoint: step must be at least 0, got " + step);
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Checkpoint: learningRate must be at least 0 and finite, got " + learningRate);
    }
}
