package rookery.explain.doctor;

import rookery.Learner;
import rookery.data.Scaling;
import rookery.data.TableOptions;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.schedules.Constant;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** Fixes that several checks know. */
final class Remedies {

    private static final MathContext DIGITS = new MathContext(3);

    private Remedies() {}

    /** So many times the rate; none where it follows a schedule. */
    static Optional<Fix> rate(Learner learner, double times) {
        if (!(learner.optimizer().learningRate() instanceof Constant constant))
            return Optional.empty();
        double rate = new BigDecimal(constant.at(0) * times, DIGITS).doubleValue();
        return Optional.of(Fix.of(new Change.Rate(rate)));
    }

    /** Standardized inputs, if the table's numbers were taken as they are. */
    static Optional<Fix> standardized(Evidence evidence) {
        return evidence.plan()
                .description()
                .table()
                .map(TableOptions::scaling)
                .filter(Scaling.NONE::equals)
                .map(_ -> Fix.of(new Change.Scale(Scaling.STANDARD)));
    }

    /** Weights that begin as those of a layer do unless told; none if they did. */
    static Optional<Fix> usualWeights(Learner learner) {
        List<Layer> layers = learner.network().layers();
        return layers(layers, layers.stream().map(Remedies::usualWeights).toList());
    }

    private static Layer usualWeights(Layer layer) {
        if (!(layer instanceof Dense dense)) return layer;
        Dense usual = new Dense(dense.units());
        return dense.kernelInitializer(usual.kernelInitializer())
                .biasInitializer(usual.biasInitializer());
    }

    /**
     * Other layers, if they are others; none of a network that takes codes, whose first layer only
     * {@code train --embed} can make.
     */
    static Optional<Fix> layers(List<Layer> layers, List<Layer> changed) {
        if (changed.equals(layers) || layers.getFirst().takesCodes()) return Optional.empty();
        return Optional.of(Fix.of(new Change.Layers(changed)));
    }
}
