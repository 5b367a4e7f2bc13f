package rookery.explain;

import rookery.Trace;
import rookery.tensor.Panels;

/**
 * The slope of a row's loss along one weight, measured by differences of losses and not by the chain
 * rule: what a gradient is checked against.
 *
 * <pre>
 *   D(h) = (ℓ(w + h) − ℓ(w − h)) / 2h,   h = s/4, s/8, … s·2⁻²⁰,   s = max(1, 2^⌊log₂|w|⌋)
 *   noise(h) = ν / h,   ν = max(4 · 2⁻²⁴ · (1 + |ℓ| + max |z|), 2 · |ℓ(w + h) − 2ℓ(w) + ℓ(w − h)|)
 * </pre>
 *
 * ν is how far single precision may have rounded the loss: estimated from the loss and the last
 * layer's z, and seen in the second difference at the five smallest steps, where nothing else is left
 * of it. Large steps leave the neighborhood in which the loss is a straight line, or step across the
 * edge of a relu; small ones drown in the noise. Taken is the largest step whose D agrees with those
 * of all smaller steps within the noise of both; what it may be wrong by is then at most 5 · noise(h).
 *
 * @param value D(h)
 * @param step h
 * @param tolerance how far the gradient may be from it
 */
public record Slope(double value, double step, double tolerance) {

    private static final int FIRST = 2;
    private static final int STEPS = 19;
    private static final int SMALLEST = 5;
    private static final double ROUNDING = 4 * 0x1p-24;

    /**
     * The slope of a row's own loss, before its weight. The trace is left as it was.
     *
     * @param row of the trace
     * @param at the weight's place in the trace's parameters
     */
    static Slope of(Trace trace, int row, int at) {
        trace.forward();
        double loss = trace.loss(row);
        double noise = ROUNDING * (1 + Math.abs(loss) + largest(trace, row));
        float weight = trace.parameters().values()[at];
        int scale = Math.max(0, Math.getExponent(weight));
        double[] slopes = new double[STEPS];
        double[] steps = new double[STEPS];
        for (int k = 0; k < STEPS; k++) {
            float above = (float) (weight + Math.scalb(1.0, scale - FIRST - k));
            float below = (float) (weight - Math.scalb(1.0, scale - FIRST - k));
            double upper = loss(trace, row, at, above);
            double lower = loss(trace, row, at, below);
            steps[k] = ((double) above - below) / 2;
            slopes[k] = (upper - lower) / (2 * steps[k]);
            if (k >= STEPS - SMALLEST)
                noise = Math.max(noise, 2 * Math.abs(upper - 2 * loss + lower));
        }
        loss(trace, row, at, weight);
        int best = 0;
        while (!agreesWithSmaller(slopes, steps, best, noise)) best++;
        return new Slope(slopes[best], steps[best], 5 * noise / steps[best]);
    }

    private static boolean agreesWithSmaller(double[] slopes, double[] steps, int k, double noise) {
        for (int m = k + 1; m < slopes.length; m++)
            if (!(Math.abs(slopes[k] - slopes[m]) <= noise / steps[k] + noise / steps[m]))
                return false;
        return true;
    }

    private static double largest(Trace trace, int row) {
        Panels z = trace.frame(trace.layers().size() - 1).z();
        double largest = 0;
        for (int k = 0; k < z.features(); k++) largest = Math.max(largest, Math.abs(z.get(row, k)));
        return largest;
    }

    private static double loss(Trace trace, int row, int at, float weight) {
        trace.parameters().values()[at] = weight;
        trace.forward();
        return trace.loss(row);
    }
}
