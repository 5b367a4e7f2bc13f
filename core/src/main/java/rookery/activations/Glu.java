package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Gated linear unit: the first half of the units, each let through as far as its partner in the second
 * half says. The only activation that changes the width: n units become n/2.
 *
 * <pre>
 *   z = (a, b)   y = a·σ(b)        da = dy·σ(b)        db = dy·a·σ(b)·(1 − σ(b))
 * </pre>
 *
 * <p>Dauphin et al. 2017, arXiv:1612.08083. Keras's Dense takes it, too, but no layer can follow there.
 */
public record Glu() implements Activation {

    @Override
    public int outputs(int inputs) {
        if (inputs % 2 != 0)
            throw new IllegalArgumentException(
                    "Glu: the number of inputs must be even, got " + inputs);
        return inputs / 2;
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int half = y.features() * Panels.LANES;
        for (int panel = from; panel < to; panel++) {
            int at = y.at(panel);
            int first = z.at(panel);
            kernels.sigmoid(in, first + half, out, at, half);
            for (int e = 0; e < half; e++) out[at + e] = in[first + e] * out[at + e];
        }
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float[] gradient = d.values();
        int half = y.features() * Panels.LANES;
        for (int panel = from; panel < to; panel++) {
            int at = y.at(panel);
            int first = z.at(panel);
            int second = first + half;
            kernels.sigmoid(in, second, out, at, half);
            for (int e = 0; e < half; e++) {
                float gate = out[at + e];
                float dy = gradient[at + e];
                out[at + e] = in[first + e] * gate;
                in[second + e] = dy * out[at + e] * (1f - gate);
                in[first + e] = dy * gate;
            }
        }
    }
}
