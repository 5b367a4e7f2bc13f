package rookery.explain.doctor;

import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.data.Scaling;
import rookery.data.TableOptions;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Layer;
import rookery.schedules.Constant;
import rookery.schedules.LearningRate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Fixes that several checks know. */
final class Remedies {

    private static final MathContext DIGITS = new MathContext(3);

    /** Of a schedule that are looked at. */
    private static final int PLACES = 100;

    private Remedies() {}

    /** So many times the rate; a constant one, of the highest, where it follows a schedule. */
    static Fix rate(Evidence evidence, double times) {
        LearningRate rate = evidence.learner().optimizer().learningRate();
        double highest = rate instanceof Constant ? rate.at(0) : highest(rate, evidence.plan());
        double changed = new BigDecimal(highest * times, DIGITS).doubleValue();
        return Fix.of(new Change.Rate(changed));
    }

    private static double highest(LearningRate rate, Plan plan) {
        int rows = plan.training().rows();
        long steps =
                (long) plan.fit().epochs()
                        * Math.ceilDiv(rows, Math.min(rows, plan.fit().batchSize()));
        long stride = Math.max(1, steps / PLACES);
        return LongStream.rangeClosed(0, steps / stride)
                .mapToDouble(k -> rate.at(k * stride))
                .max()
                .orElseThrow();
    }

    /** Standardized inputs; those of a program by a layer. */
    static Fix scaled(Evidence evidence) {
        boolean table = evidence.plan().description().table().isPresent();
        if (table) return Fix.of(new Change.Scale(Scaling.STANDARD));
        List<Layer> layers = new ArrayList<>(evidence.learner().network().layers());
        layers.add(codes(layers), new BatchNormalization());
        return Fix.of(new Change.Layers(layers));
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

    /** Classes that count alike. */
    static Fix balanced(Evidence evidence) {
        Plan plan = evidence.plan();
        return Fix.of(
                plan.prepared().isPresent()
                        ? new Change.BalanceClasses()
                        : Change.BalanceClasses.of(plan.learner(), plan.training()));
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

    /** Other layers, if they are others. */
    static Optional<Fix> layers(List<Layer> layers, List<Layer> changed) {
        if (changed.equals(layers)) return Optional.empty();
        return Optional.of(Fix.of(new Change.Layers(changed)));
    }

    /** Four times as many hidden units; 16 where there are none. */
    static Fix wider(Sequential network) {
        List<Layer> layers = new ArrayList<>(network.layers());
        boolean hidden = false;
        for (int k = 0; k < layers.size() - 1; k++)
            if (layers.get(k) instanceof Dense dense) {
                layers.set(k, Retyped.with(dense, 4 * dense.units()));
                hidden = true;
            }
        if (!hidden) layers.add(codes(layers), new Dense(16, new Relu()));
        return Fix.of(new Change.Layers(layers));
    }

    /** The last layer alone, beside what takes codes. */
    static Fix withoutHidden(Sequential network) {
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.subList(codes(layers), layers.size() - 1).clear();
        return Fix.of(new Change.Layers(layers));
    }

    /** What goes into the last layer normalized; a second time where it was. */
    static Fix normalizedOutputs(Learner learner) {
        List<Layer> layers = new ArrayList<>(learner.network().layers());
        layers.add(layers.size() - 1, new BatchNormalization());
        return Fix.of(new Change.Layers(layers));
    }

    /** Batch normalization behind each hidden dense layer that has none behind it. */
    static Optional<Fix> normalized(Sequential network) {
        List<Layer> changed = new ArrayList<>();
        List<Layer> layers = network.layers();
        for (int k = 0; k < layers.size(); k++) {
            changed.add(layers.get(k));
            if (k < layers.size() - 1
                    && layers.get(k) instanceof Dense
                    && !(layers.get(k + 1) instanceof BatchNormalization))
                changed.add(new BatchNormalization());
        }
        return layers(layers, changed);
    }

    /** Half of what goes into the last layer left out at random. */
    static Fix dropout(Sequential network) {
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.add(layers.size() - 1, new Dropout(0.5));
        return Fix.of(new Change.Layers(layers));
    }

    /** How many layers stand before the hidden ones: that which takes codes. */
    private static int codes(List<Layer> layers) {
        return layers.getFirst().takesCodes() ? 1 : 0;
    }
}
