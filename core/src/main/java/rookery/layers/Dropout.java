package rookery.layers;

import rookery.kernels.Purpose;

/**
 * In training, shuts off a random part of the inputs and scales the rest up so that the mean stays;
 * in inference, lets all through.
 *
 * <pre>
 *   training    y = x ⊙ m,   dx = dy ⊙ m,   m = 0 with probability rate, else 1/(1 − rate)
 *   inference   y = x
 * </pre>
 *
 * Srivastava et al. 2014. The mask is a function of (seed, step, layer, place in the batch): it can
 * be computed again for any step.
 *
 * @param rate in [0, 1)
 */
public record Dropout(double rate) implements Layer {

    /** Checks the rate. */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) // also refuses NaN
        throw new IllegalArgumentException("Dropout: rate must be in [0, 1), got " + rate);
    }

    @Override
    public String kind() {
        return "dropout";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public int kept(int inputs) {
        return inputs; // the mask
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        if (Noise.rests(frame, pass, from, to)) return;
        Noise.uniform(frame, pass, Purpose.DROPOUT, frame.z(), from, to);
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        float[] mask = frame.z().values();
        int at = frame.x().at(from);
        int end = frame.x().at(to);
        float scale = (float) (1 / (1 - rate));
        float threshold = (float) rate;
        for (int e = at; e < end; e++) {
            mask[e] = mask[e] < threshold ? 0f : scale;
            y[e] = x[e] * mask[e];
        }
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        Noise.backward(frame, from, to);
    }
}
