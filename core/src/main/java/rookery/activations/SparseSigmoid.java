package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The sigmoid in three straight pieces, steeper than {@link HardSigmoid}.
 *
 * <pre>
 *   y = (min(max(z, −1), 1) + 1)/2        dz = dy/2 where −1 &lt; z &lt; 1, else 0
 * </pre>
 *
 * <p>Blondel et al. 2019, arXiv:1901.02324. The derivative at −1 and at 1 is taken as 0; in Keras it is
 * so on TensorFlow and PyTorch, and a quarter on JAX.
 */
public record SparseSigmoid() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = 0.5f * (Math.min(Math.max(in[e], -1f), 1f) + 1f);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) gradient[e] *= 0.5f * Step.of(1f - Math.abs(in[e]));
    }
}
