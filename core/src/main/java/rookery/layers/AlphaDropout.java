package rookery.layers;

import rookery.kernels.Purpose;

/**
 * Dropout for networks of selu units: sets a random part of the inputs to what selu has at its lower
 * end, and keeps mean 0 and variance 1.
 *
 * <pre>
 *   training    y = a·x + b with probability 1 − rate, else a·α′ + b        dx = a·dy, else 0
 *               α′ = −1.7580993408473766 = −scale·alpha of selu
 *               a  = 1/√((1 − rate)·(1 + rate·α′²))        b = −a·α′·rate
 *   inference   y = x
 * </pre>
 *
 * Klambauer et al. 2017, arXiv:1706.02515. The mask is a function of (seed, step, layer, place in the
 * batch).
 *
 * @param rate in [0, 1)
 */
public record AlphaDropout(double rate) implements Layer {

    /** selu(−∞): what shut off units have. */
    private static final double LOWEST = -1.6732632423543772 * 1.0507009873554805;

    /** Checks the rate. */
    public AlphaDropout {
        if (!(rate >= 0 && rate < 1)) // also refuses NaN
        throw new IllegalArgumentException("AlphaDropout: rate must be in [0, 1), got " + rate);
    }

    @Override
    public String kind() {
        return "alpha_dropout";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public int kept(int inputs) {
        return inputs; // a where x passes, else 0
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        if (Noise.rests(frame, pass, from, to)) return;
        Noise.uniform(frame, pass, Purpose.ALPHA_DROPOUT, frame.z(), from, to);
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        float[] mask = frame.z().values();
        int at = frame.x().at(from);
        int end = frame.x().at(to);
        double a = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST));
        double b = -a * LOWEST * rate;
        float threshold = (float) rate;
        float factor = (float) a;
        float shift = (float) b;
        float lowest = (float) (a * LOWEST + b);
        for (int e = at; e < end; e++) {
            boolean off = mask[e] < threshold;
            mask[e] = off ? 0f : factor;
            y[e] = off ? lowest : x[e] * factor + shift;
        }
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        Noise.backward(frame, from, to);
    }
}
