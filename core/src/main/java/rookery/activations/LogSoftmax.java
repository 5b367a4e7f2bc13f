package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The logarithm of {@link Softmax}.
 *
 * <pre>
 *   y_k = (z_k − max z) − ln Σ_j e^(z_j − max z)        dz_k = dy_k − e^y_k·Σ_j dy_j
 * </pre>
 */
public record LogSoftmax() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        kernels.logSoftmax(z.values(), z.at(from), y.values(), y.at(from), z.features(), to - from);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int width = y.features() * Panels.LANES;
        kernels.exp(out, y.at(from), out, y.at(from), (to - from) * width);
        for (int panel = from; panel < to; panel++) {
            int begin = y.at(panel);
            for (int lane = begin; lane < begin + Panels.LANES; lane++) {
                double sum = 0;
                for (int e = lane; e < lane + width; e += Panels.LANES) sum += gradient[e];
                for (int e = lane; e < lane + width; e += Panels.LANES)
                    gradient[e] -= out[e] * (float) sum;
            }
        }
        forward(kernels, z, y, from, to);
    }
}
