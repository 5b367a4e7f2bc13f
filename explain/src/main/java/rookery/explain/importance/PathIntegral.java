package rookery.explain.importance;

import rookery.InputGradients;
import rookery.tensor.Matrix;

import java.util.Arrays;

/**
 * The integral of an answer's gradient along the straight line between two points.
 *
 * @param value of the answer at the end
 * @param baselineValue at the beginning
 * @param parts of the integral, one for each group of features
 * @param steps of the sum
 * @param gap the parts' sum less the difference of the values
 * @param tolerance of gap and parts
 * @param complete whether they are within
 */
record PathIntegral(
        double value,
        double baselineValue,
        double[] parts,
        int steps,
        double gap,
        double tolerance,
        boolean complete) {

    private static final double TOLERANCE = 1e-3;
    private static final int FIRST = 32;

    /** The most steps for one row: half a million passes of a small network take a second. */
    static final int MOST = 1 << 14;

    /**
     * A line, and which features belong together.
     *
     * @param from its beginning
     * @param to its end
     * @param begins of the groups, and where the last one ends
     */
    record Line(float[] from, float[] to, int[] begins) {

        /** Points at these places, 0 to 1, one a row. */
        Matrix at(double... places) {
            float[] points = new float[Math.multiplyExact(places.length, from.length)];
            for (int k = 0; k < places.length; k++)
                for (int i = 0; i < from.length; i++)
                    points[k * from.length + i] =
                            (float) (from[i] + places[k] * ((double) to[i] - from[i]));
            return Matrix.wrap(places.length, from.length, points);
        }
    }

    /**
     * Integrates, with twice the steps until that changes nothing.
     *
     * @param most steps
     */
    static PathIntegral of(InputGradients gradients, Line line, Answer answer, int most) {
        Matrix ends = gradients.of(line.at(0, 1), answer.output()).outputs();
        double before = answer.of(ends.get(0, answer.output()));
        double after = answer.of(ends.get(1, answer.output()));
        double tolerance =
                TOLERANCE * Math.max(Math.abs(answer.factor()), Math.abs(after - before));
        double[] last = sums(gradients, line, answer, FIRST);
        for (int steps = 2 * FIRST; ; steps *= 2) {
            double[] parts = sums(gradients, line, answer, steps);
            double gap = Arrays.stream(parts).sum() - (after - before);
            double moved = 0;
            for (int k = 0; k < parts.length; k++)
                moved = Math.max(moved, Math.abs(parts[k] - last[k]));
            boolean complete = Math.abs(gap) <= tolerance && moved <= tolerance;
            if (complete || 2 * steps > most)
                return new PathIntegral(after, before, parts, steps, gap, tolerance, complete);
            last = parts;
        }
    }

    /** The midpoint sum over so many steps, for each group. */
    private static double[] sums(InputGradients gradients, Line line, Answer answer, int steps) {
        double[] places = new double[steps];
        for (int k = 0; k < steps; k++) places[k] = (k + 0.5) / steps;
        float[] g = gradients.of(line.at(places), answer.output()).gradients().values();
        int features = line.from.length;
        double[] means = new double[features];
        for (int k = 0; k < steps; k++)
            for (int i = 0; i < features; i++) means[i] += (double) g[k * features + i] / steps;
        double[] sums = new double[line.begins.length - 1];
        for (int group = 0; group < sums.length; group++)
            for (int i = line.begins[group]; i < line.begins[group + 1]; i++)
                sums[group] += answer.factor() * means[i] * ((double) line.to[i] - line.from[i]);
        return sums;
    }
}
