package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * A softplus that is really 0 below −1, and really z above 1.
 *
 * <pre>
 *   y = 0 where z ≤ −1, (z + 1)²/4 where −1 &lt; z &lt; 1, else z
 *   dz = dy·(c + 1)/2,   c = min(max(z, −1), 1)
 * </pre>
 *
 * <p>{@link SparseSigmoid} is its derivative. y is the larger of (c + 1)²/4 and z.
 */
public record SparsePlus() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) {
            float c = Math.min(Math.max(in[e], -1f), 1f);
            out[e] = Math.max(0.25f * (c + 1f) * (c + 1f), in[e]);
        }
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++)
            gradient[e] *= 0.5f * (Math.min(Math.max(in[e], -1f), 1f) + 1f);
    }
}
