package rookery.layers;

import rookery.tensor.Panels;
import rookery.tensor.Parameters;

/**
 * One layer's place in a network that is being computed: the windows of its parameters and its
 * buffers. Allocated once, for batches up to a number of panels.
 *
 * @param index the layer's number in the network, from 0
 * @param parameters of the whole network
 * @param gradients of the whole network, in the parameters' layout; null in inference
 * @param firstParameter the position of this layer's first tensor in {@code parameters}
 * @param x inputs: the layer below's y
 * @param z what the layer keeps from forward to backward; x where it keeps nothing
 * @param y outputs
 * @param dy gradient with respect to y; null in inference
 * @param dx gradient with respect to x: the layer below's dy; null in inference and, but for
 *     {@link rookery.InputGradients}, in the first layer
 * @param turned what the layer passes from backward to gradients; null in inference
 * @param statistics what the layer keeps for a whole batch
 * @param zeros as many as outputs, in whole panels: a bias where there is none; nobody writes to them
 * @param begin the frame at which a residual block begins, in the frame at which it ends; else null
 * @param frozen whether the layer's parameters stay as they are, so that it behaves as in inference
 * @param joined whether the loss takes the values before this layer's activation, so that dy comes
 *     as their gradient
 */
public record Frame(
        int index,
        Parameters parameters,
        float[] gradients,
        int firstParameter,
        Panels x,
        Panels z,
        Panels y,
        Panels dy,
        Panels dx,
        Panels turned,
        double[] statistics,
        float[] zeros,
        Frame begin,
        boolean frozen,
        boolean joined) {

    /** Where the layer's k-th tensor begins, in parameters and in gradients. */
    public int at(int k) {
        return parameters.offset(firstParameter + k);
    }

    /** Numbers an example that go in. */
    public int inputs() {
        return x.features();
    }

    /** Numbers an example that come out. */
    public int outputs() {
        return y.features();
    }
}
