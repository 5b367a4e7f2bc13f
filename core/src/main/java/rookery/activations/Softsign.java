package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Between −1 and 1 like tanh, but slower to get there.
 *
 * <pre>
 *   y = z / (1 + |z|)        dz = dy / (1 + |z|)²
 * </pre>
 */
public record Softsign() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = in[e] / (1f + Math.abs(in[e]));
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) {
            float size = 1f + Math.abs(in[e]);
            gradient[e] /= size * size;
        }
    }
}
