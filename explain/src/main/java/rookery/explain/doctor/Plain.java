package rookery.explain.doctor;

import rookery.Learner;
import rookery.Sequential;
import rookery.layers.AlphaDropout;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.Layer;
import rookery.layers.Residual;

import java.util.List;
import java.util.Optional;

/** The same network without what holds it back on purpose. */
final class Plain {

    private Plain() {}

    /** Without penalties on weights; with the same tensors. */
    static Learner withoutPenalties(Learner learner) {
        Sequential network = learner.network();
        List<Layer> layers = network.layers().stream().map(Plain::withoutPenalties).toList();
        return with(learner, new Sequential(network.inputs(), layers));
    }

    /** Without penalties, dropout and noise; with the same tensors. */
    static Learner withoutRegularization(Learner learner) {
        Sequential network = withoutPenalties(learner).network();
        List<Layer> layers = withoutNoise(network.layers());
        return with(learner, new Sequential(network.inputs(), layers));
    }

    private static Learner with(Learner learner, Sequential network) {
        return new Learner(network, learner.loss(), learner.optimizer(), learner.metrics());
    }

    private static Layer withoutPenalties(Layer layer) {
        return switch (layer) {
            case Dense dense ->
                    new Dense(
                            dense.units(),
                            dense.activation(),
                            dense.useBias(),
                            dense.kernelInitializer(),
                            dense.biasInitializer(),
                            Optional.empty(),
                            Optional.empty(),
                            dense.kernelConstraint(),
                            dense.biasConstraint());
            case Residual block ->
                    new Residual(block.layers().stream().map(Plain::withoutPenalties).toList());
            case Frozen frozen -> new Frozen(withoutPenalties(frozen.layer()));
            case Layer other -> other;
        };
    }

    private static List<Layer> withoutNoise(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> !isNoise(layer))
                .map(layer ->
                        layer instanceof Residual block
                                ? new Residual(withoutNoise(block.layers()))
                                : layer)
                .toList();
    }

    /** Whether a layer only draws in training. */
    static boolean isNoise(Layer layer) {
        return layer instanceof Dropout
                || layer instanceof AlphaDropout
                || layer instanceof GaussianDropout
                || layer instanceof GaussianNoise;
    }
}
