package rookery.cli;

import rookery.Model;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A network with one hidden layer, in double precision and written out. */
record WrittenOut(double[][] w, double[] b, double[][] v, double[] c) {

    static WrittenOut of(Model model) {
        return new WrittenOut(
                matrix(model, "dense/kernel"),
                matrix(model, "dense/bias")[0],
                matrix(model, "dense_1/kernel"),
                matrix(model, "dense_1/bias")[0]);
    }

    private static double[][] matrix(Model model, String name) {
        return Arrays.stream(model.weights(name).toRows())
                .map(WrittenOut::doubles)
                .toArray(double[][]::new);
    }

    private static double[] layer(double[] x, double[][] kernel, double[] bias) {
        double[] z = bias.clone();
        for (int i = 0; i < x.length; i++)
            for (int j = 0; j < z.length; j++) z[j] += x[i] * kernel[i][j];
        return z;
    }

    double[] sums(double[] x) {
        return layer(x, w, b);
    }

    double[] logits(double[] x) {
        return layer(Arrays.stream(sums(x)).map(z -> Math.max(0, z)).toArray(), v, c);
    }

    double[] probabilities(double[] x) {
        double[] e = Arrays.stream(logits(x)).map(Math::exp).toArray();
        double sum = Arrays.stream(e).sum();
        return Arrays.stream(e).map(value -> value / sum).toArray();
    }

    /** ∂L/∂w[i][j] of one row. */
    double gradient(double[] x, double[] p, int i, int j) {
        if (sums(x)[j] <= 0) return 0;
        double[] q = probabilities(x);
        double back = 0;
        for (int k = 0; k < p.length; k++) back += (q[k] - p[k]) * v[j][k];
        return back * x[i];
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
