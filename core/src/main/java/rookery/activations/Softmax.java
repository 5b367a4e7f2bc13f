package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Turns the units of an example into probabilities: positive, with sum 1.
 *
 * <pre>
 *   y_k = e^(z_k − max z) / Σ_j e^(z_j − max z)        dz_k = y_k·(dy_k − Σ_j dy_j·y_j)
 * </pre>
 *
 * The maximum is taken off so that no power overflows; it does not change the quotient.
 */
public record Softmax() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        kernels.softmax(z.values(), z.at(from), y.values(), y.at(from), z.features(), to - from);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int width = y.features() * Panels.LANES;
        for (int panel = from; panel < to; panel++) {
            int begin = y.at(panel);
            for (int lane = begin; lane < begin + Panels.LANES; lane++) {
                double sum = 0;
                for (int e = lane; e < lane + width; e += Panels.LANES)
                    sum += (double) gradient[e] * out[e];
                for (int e = lane; e < lane + width; e += Panels.LANES)
                    gradient[e] = out[e] * (gradient[e] - (float) sum);
            }
        }
    }
}
