package rookery.explain.doctor;

import rookery.activations.Activation;
import rookery.layers.Dense;

/** Dense layers that are the same but for one thing. */
final class Retyped {

    private Retyped() {}

    /** With another activation. */
    static Dense with(Dense dense, Activation activation) {
        return with(dense, dense.units(), activation);
    }

    /** With other units. */
    static Dense with(Dense dense, int units) {
        return with(dense, units, dense.activation());
    }

    private static Dense with(Dense dense, int units, Activation activation) {
        return new Dense(
                units,
                activation,
                dense.useBias(),
                dense.kernelInitializer(),
                dense.biasInitializer(),
                dense.kernelRegularizer(),
                dense.biasRegularizer(),
                dense.kernelConstraint(),
                dense.biasConstraint());
    }
}
