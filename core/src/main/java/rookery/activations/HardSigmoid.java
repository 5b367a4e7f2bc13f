package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The sigmoid in three straight pieces.
 *
 * <pre>
 *   y = min(max(z + 3, 0), 6) / 6        dz = dy/6 where −3 &lt; z &lt; 3, else 0
 * </pre>
 *
 * <p>The derivative at −3 and at 3 is taken as 0, as in Keras and PyTorch.
 */
public record HardSigmoid() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = Math.min(Math.max(in[e] + 3f, 0f), 6f) / 6f;
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) gradient[e] *= Step.of(3f - Math.abs(in[e])) / 6f;
    }
}
