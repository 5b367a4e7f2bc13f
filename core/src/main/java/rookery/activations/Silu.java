package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Sigmoid linear unit, also called swish: z, weighted by its own sigmoid.
 *
 * <pre>
 *   y = z·σ(z)        dz = dy·σ(z)·(1 + z·(1 − σ(z)))
 * </pre>
 *
 * <p>Ramachandran et al. 2017, arXiv:1710.05941.
 */
public record Silu() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        kernels.sigmoid(in, at, out, at, end - at);
        for (int e = at; e < end; e++) out[e] = in[e] * out[e];
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        kernels.sigmoid(in, at, out, at, end - at);
        for (int e = at; e < end; e++) gradient[e] *= out[e] * (1f + in[e] * (1f - out[e]));
        for (int e = at; e < end; e++) out[e] = in[e] * out[e];
    }
}
