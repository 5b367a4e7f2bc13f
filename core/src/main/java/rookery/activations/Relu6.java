package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Relu that ends at 6.
 *
 * <pre>
 *   y = min(max(z, 0), 6)        dz = dy where 0 &lt; z &lt; 6, else 0
 * </pre>
 *
 * <p>Krizhevsky 2010. The derivative at 0 and at 6 is taken as 0, as in Keras and PyTorch.
 */
public record Relu6() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = Math.min(Math.max(in[e], 0f), 6f);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) gradient[e] *= Step.of(Math.min(in[e], 6f - in[e]));
    }
}
