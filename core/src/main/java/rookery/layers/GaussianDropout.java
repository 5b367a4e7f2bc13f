package rookery.layers;

import rookery.kernels.Purpose;

/**
 * In training, multiplies each input with a random number around 1; in inference, lets all through.
 *
 * <pre>
 *   training    y = x ⊙ m,   dx = dy ⊙ m,   m ~ N(1, rate/(1 − rate))
 *   inference   y = x
 * </pre>
 *
 * Srivastava et al. 2014, section 10: mean and variance of the factors are those of dropout. They are
 * a function of (seed, step, layer, place in the batch).
 *
 * @param rate in [0, 1)
 */
public record GaussianDropout(double rate) implements Layer {

    /** Checks the rate. */
    public GaussianDropout {
        if (!(rate >= 0 && rate < 1)) // also refuses NaN
        throw new IllegalArgumentException("GaussianDropout: rate must be in [0, 1), got " + rate);
    }

    @Override
    public String kind() {
        return "gaussian_dropout";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public int kept(int inputs) {
        return inputs; // the factors
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        if (Noise.rests(frame, pass, from, to)) return;
        Noise.normal(frame, pass, Purpose.GAUSSIAN_DROPOUT, frame.z(), from, to);
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        float[] factors = frame.z().values();
        int at = frame.x().at(from);
        int end = frame.x().at(to);
        float deviation = (float) Math.sqrt(rate / (1 - rate));
        for (int e = at; e < end; e++) {
            factors[e] = 1f + deviation * factors[e];
            y[e] = x[e] * factors[e];
        }
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        Noise.backward(frame, from, to);
    }
}
