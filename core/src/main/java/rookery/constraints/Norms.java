package rookery.constraints;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

/** Rescales columns to the norms they shall have. */
final class Norms {

    private static final double EPSILON = 1e-7;
    private static final int LANES = Kernels.LANES;

    private Norms() {}

    /** The norm a column shall have instead of the one it has. */
    interface Desired {
        double norm(double norm);
    }

    /** w · desired(‖w‖) / (1e-7 + ‖w‖) for each column w. */
    static void rescale(
            Desired desired, ParameterSpec spec, float[] values, int at, int from, int to) {
        if (spec.shape().size() == 1) {
            // Its window is one column without gaps; the padding at its end is 0.
            if (from == 0 && to > 0) rescale(desired, values, at, (int) spec.size(), 1);
            return;
        }
        int size = spec.rows() * LANES;
        for (int panel = from; panel < to; panel++)
            for (int lane = 0; lane < LANES; lane++)
                rescale(desired, values, at + panel * size + lane, size, LANES);
    }

    private static void rescale(Desired desired, float[] values, int at, int size, int stride) {
        int end = at + size;
        double squares = 0;
        for (int i = at; i < end; i += stride) squares += values[i] * (double) values[i];
        double norm = Math.sqrt(squares);
        double factor = desired.norm(norm) / (EPSILON + norm);
        for (int i = at; i < end; i += stride) values[i] = (float) (factor * values[i]);
    }
}
