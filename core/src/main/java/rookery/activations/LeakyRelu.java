package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Relu that lets a part of the negative side through, so that no unit dies.
 *
 * <pre>
 *   y = z where z > 0, else slope·z        dz = dy where z > 0, else slope·dy
 * </pre>
 *
 * <p>Maas et al. 2013. Keras's <i>layer</i> LeakyReLU has a slope of 0.3, PyTorch's 0.01.
 *
 * @param negativeSlope at least 0
 */
public record LeakyRelu(double negativeSlope) implements Activation {

    /** Keras's default for the activation {@code leaky_relu}: a slope of 0.2. */
    public LeakyRelu() {
        this(0.2);
    }

    /** Checks the slope. */
    public LeakyRelu {
        if (!(negativeSlope >= 0 && negativeSlope < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "LeakyRelu: negativeSlope must be at least 0 and finite, got " + negativeSlope);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float slope = (float) negativeSlope;
        for (int e = z.at(from), end = z.at(to); e < end; e++)
            out[e] = in[e] > 0f ? in[e] : slope * in[e];
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        int at = z.at(from);
        int n = z.at(to) - at;
        kernels.reluGradient(z.values(), at, (float) negativeSlope, d.values(), at, n);
    }
}
