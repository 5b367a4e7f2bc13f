package rookery.layers;

import rookery.kernels.Purpose;

/**
 * In training, adds a random number to each input; in inference, lets all through.
 *
 * <pre>
 *   training    y = x + n,   dx = dy,   n ~ N(0, stddev²)
 *   inference   y = x
 * </pre>
 *
 * Bishop 1995, "Training with noise is equivalent to Tikhonov regularization". The noise is a function
 * of (seed, step, layer, place in the batch). Keras takes no deviation above 1.
 *
 * @param stddev standard deviation, at least 0
 */
public record GaussianNoise(double stddev) implements Layer {

    /** Checks the deviation. */
    public GaussianNoise {
        if (!(stddev >= 0 && stddev < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "GaussianNoise: stddev must be at least 0 and finite, got " + stddev);
    }

    @Override
    public String kind() {
        return "gaussian_noise";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        if (Noise.rests(frame, pass, from, to)) return;
        Noise.normal(frame, pass, Purpose.GAUSSIAN_NOISE, frame.y(), from, to);
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        int at = frame.x().at(from);
        int end = frame.x().at(to);
        float deviation = (float) stddev;
        for (int e = at; e < end; e++) y[e] = x[e] + deviation * y[e];
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        if (frame.dx() == null) return;
        int at = frame.dy().at(from);
        System.arraycopy(frame.dy().values(), at, frame.dx().values(), at, frame.dy().at(to) - at);
    }
}
