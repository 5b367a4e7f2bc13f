package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The identity: what a layer has that names no activation.
 *
 * <pre>
 *   y = z        dz = dy
 * </pre>
 */
public record Linear() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        int at = z.at(from);
        System.arraycopy(z.values(), at, y.values(), at, z.at(to) - at);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        // dz = dy: nothing to do
    }
}
