package rookery.explain;

import rookery.Sequential;
import rookery.constraints.Constraint;
import rookery.kernels.Kernels;
import rookery.layers.Layer;
import rookery.regularizers.Regularizer;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.Optional;

/**
 * What a tensor's layer asks of it beside a small loss.
 *
 * @param regularizer what is added to the loss for it
 * @param constraint what it must obey after each update
 */
record Regularization(Optional<Regularizer> regularizer, Optional<Constraint> constraint) {

    /** Of the tensor of this name; of one that is not trained nothing is asked. */
    static Regularization of(Sequential network, String tensor) {
        for (int k = 0; k < network.layers().size(); k++) {
            Layer layer = network.layers().get(k);
            List<ParameterSpec> named = network.parametersOf(k);
            for (int t = 0; t < named.size(); t++) {
                if (!named.get(t).name().equals(tensor) || !named.get(t).trained()) continue;
                ParameterSpec own = layer.parameters(network.width(k)).get(t);
                return new Regularization(layer.regularizer(own), layer.constraint(own));
            }
        }
        return new Regularization(Optional.empty(), Optional.empty());
    }

    /** ∂penalty/∂w at these weights: the number that training adds; 0 without a regularizer. */
    float gradient(Parameters parameters, Weight weight) {
        if (regularizer.isEmpty()) return 0;
        float[] gradients = new float[parameters.values().length];
        int at = parameters.offset(parameters.indexOf(weight.spec().name()));
        regularizer
                .get()
                .addGradient(
                        Kernels.scalar(),
                        weight.spec(),
                        parameters.values(),
                        gradients,
                        at,
                        at,
                        at + (int) weight.spec().size(),
                        new float[regularizer.get().scratch(weight.spec())]);
        return gradients[weight.at(parameters)];
    }
}
