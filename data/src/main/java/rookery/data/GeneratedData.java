package rookery.data;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Tables made by a formula and a seed, to try networks on; the same on every machine. u is uniform
 * in [0, 1), n standard normal, both drawn anew for each row; i is the row.
 */
public final class GeneratedData {
    private static final int ARMS = 3;

    private GeneratedData() {}

    /**
     * Two interleaved half circles, as scikit-learn's {@code make_moons}; columns {@code x, y,
     * moon}.
     *
     * <pre>
     *   upper (even i)  (cos πu, sin πu)            lower (odd i)  (1 − cos πu, ½ − sin πu)
     *   both coordinates + 0.1·n
     * </pre>
     */
    public static Table moons(int rows, long seed) {
        Draws draws = new Draws(seed);
        return points(
                "moons",
                rows,
                "moon",
                i -> {
                    double angle = Math.PI * draws.uniform(0, i);
                    double x = i % 2 == 0 ? StrictMath.cos(angle) : 1 - StrictMath.cos(angle);
                    double y = i % 2 == 0 ? StrictMath.sin(angle) : 0.5 - StrictMath.sin(angle);
                    return new double[] {
                        x + 0.1 * draws.normal(1, i), y + 0.1 * draws.normal(2, i)
                    };
                },
                i -> i % 2 == 0 ? "upper" : "lower");
    }

    /**
     * Three arms that wind about the origin, as in Stanford's CS231n; columns {@code x, y, arm}.
     *
     * <pre>
     *   arm a = i mod 3, r = u, angle = 4·(a + r) + 0.2·n        (r·sin angle, r·cos angle)
     * </pre>
     */
    public static Table spiral(int rows, long seed) {
        Draws draws = new Draws(seed);
        return points(
                "spiral",
                rows,
                "arm",
                i -> {
                    double radius = draws.uniform(0, i);
                    double angle = 4 * (i % ARMS + radius) + 0.2 * draws.normal(1, i);
                    return new double[] {
                        radius * StrictMath.sin(angle), radius * StrictMath.cos(angle)
                    };
                },
                i -> Character.toString('a' + i % ARMS));
    }

    /**
     * Points of a square, told apart by whether their signs agree; columns {@code x, y, signs}.
     *
     * <pre>
     *   x, y = ±(0.05 + 0.95·u)        signs: agree for even i, else differ
     * </pre>
     */
    public static Table xor(int rows, long seed) {
        Draws draws = new Draws(seed);
        return points(
                "xor",
                rows,
                "signs",
                i -> {
                    double sign = draws.uniform(2, i) < 0.5 ? -1 : 1;
                    double x = sign * (0.05 + 0.95 * draws.uniform(0, i));
                    double y = sign * (0.05 + 0.95 * draws.uniform(1, i));
                    return new double[] {x, i % 2 == 0 ? y : -y};
                },
                i -> i % 2 == 0 ? "agree" : "differ");
    }

    /**
     * A ring about another; columns {@code x, y, ring}.
     *
     * <pre>
     *   r = 0.5 (inner, even i) or 1 (outer, odd i), + 0.05·n; angle = 2πu
     *   (r·cos angle, r·sin angle)
     * </pre>
     */
    public static Table rings(int rows, long seed) {
        Draws draws = new Draws(seed);
        return points(
                "rings",
                rows,
                "ring",
                i -> {
                    double radius = (i % 2 == 0 ? 0.5 : 1) + 0.05 * draws.normal(1, i);
                    double angle = 2 * Math.PI * draws.uniform(0, i);
                    return new double[] {
                        radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)
                    };
                },
                i -> i % 2 == 0 ? "inner" : "outer");
    }

    /**
     * Waves that cross, for regression; columns {@code x, y, height}.
     *
     * <pre>
     *   x, y = 2·u − 1        height = sin(πx) + ½·cos(2πy) + 0.05·n
     * </pre>
     */
    public static Table waves(int rows, long seed) {
        Draws draws = new Draws(seed);
        double[] x = new double[rows];
        double[] y = new double[rows];
        double[] height = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = 2 * draws.uniform(0, i) - 1;
            y[i] = 2 * draws.uniform(1, i) - 1;
            double waves =
                    StrictMath.sin(Math.PI * x[i]) + 0.5 * StrictMath.cos(2 * Math.PI * y[i]);
            height[i] = waves + 0.05 * draws.normal(2, i);
        }
        return Table.of(
                "waves",
                List.of(
                        NumberColumn.of("x", x),
                        NumberColumn.of("y", y),
                        NumberColumn.of("height", height)));
    }

    private static Table points(
            String name,
            int rows,
            String target,
            IntFunction<double[]> point,
            IntFunction<String> classOf) {
        double[] x = new double[rows];
        double[] y = new double[rows];
        String[] classes = new String[rows];
        for (int i = 0; i < rows; i++) {
            double[] xy = point.apply(i);
            x[i] = xy[0];
            y[i] = xy[1];
            classes[i] = classOf.apply(i);
        }
        return Table.of(
                name,
                List.of(
                        NumberColumn.of("x", x),
                        NumberColumn.of("y", y),
                        TextColumn.of(target, classes)));
    }

    /** Random numbers of a data set, one of each kind a row. */
    private record Draws(long seed) {
        double uniform(int kind, int row) {
            return Philox.uniform(seed, Purpose.DATA, 0, kind, row);
        }

        double normal(int kind, int row) {
            return Philox.normal(seed, Purpose.DATA, 0, kind, row);
        }
    }
}
