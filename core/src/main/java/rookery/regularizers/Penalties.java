package rookery.regularizers;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

/** What the members share: the check of a factor, and sums over a tensor. */
final class Penalties {

    private Penalties() {}

    static void check(String member, String name, double factor) {
        if (!(factor >= 0 && (float) factor < Float.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: %s must be at least 0 and finite, got %s".formatted(member, name, factor));
    }

    /** Σ |θ|: places 0, 4, 8 … first, then 1, 5, 9 … and so on. */
    static double absoluteSum(ParameterSpec spec, float[] values, int at) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = at + (int) spec.size();
        for (int i = at; i < end; i += 4) {
            a += Math.abs(values[i]);
            b += Math.abs(values[i + 1]);
            c += Math.abs(values[i + 2]);
            d += Math.abs(values[i + 3]);
        }
        return a + b + (c + d);
    }

    /** Σ θ². */
    static double squareSum(Kernels kernels, ParameterSpec spec, float[] values, int at) {
        return kernels.dot(values, at, values, at, (int) spec.size());
    }
}
