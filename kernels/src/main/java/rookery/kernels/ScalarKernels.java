package rookery.kernels;

/** Kernels in plain loops: for machines without vectors, and while vectors are not compiled yet. */
final class ScalarKernels implements Kernels {

    @Override
    public String name() {
        return Fused.HARDWARE ? "scalar" : "scalar-nofma";
    }

    @Override
    public void product(
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] z,
            int zAt,
            int inputs,
            int units,
            int panels) {
        ScalarProducts.product(x, xAt, w, wAt, b, bAt, z, zAt, inputs, units, panels);
    }

    @Override
    public void rowProduct(
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] z,
            int zAt,
            int inputs,
            int from,
            int to) {
        ScalarProducts.rowProduct(x, xAt, w, wAt, b, bAt, z, zAt, inputs, from, to);
    }

    @Override
    public void inputGradient(
            float[] dz,
            int dzAt,
            float[] w,
            int wAt,
            float[] dx,
            int dxAt,
            int inputs,
            int units,
            int panels) {
        ScalarProducts.inputGradient(dz, dzAt, w, wAt, dx, dxAt, inputs, units, panels);
    }

    @Override
    public void gather(
            float[] matrix, int cols, int[] order, int first, int rows, float[] x, int xAt) {
        Transposition.gather(matrix, cols, order, first, rows, x, xAt);
    }

    @Override
    public void transpose(float[] dz, int dzAt, float[] t, int tAt, int units, int panels) {
        Transposition.transpose(dz, dzAt, t, tAt, units, panels);
    }

    @Override
    public void kernelGradient(
            float[] x,
            int xAt,
            float[] t,
            int tAt,
            float[] dw,
            int dwAt,
            int inputs,
            int units,
            int rows,
            int from,
            int to) {
        ScalarProducts.kernelGradient(x, xAt, t, tAt, dw, dwAt, inputs, units, rows, from, to);
    }

    @Override
    public void biasGradient(float[] dz, int dzAt, float[] db, int dbAt, int units, int rows) {
        ScalarSums.biasGradient(dz, dzAt, db, dbAt, units, rows);
    }

    @Override
    public void randomBits(
            long seed,
            int purpose,
            int step,
            int layer,
            int index,
            int groups,
            int[] bits,
            int at) {
        Philox.groups(seed, purpose, step, layer, index, groups, bits, at);
    }

    @Override
    public void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        ScalarFunctions.exp(x, xAt, y, yAt, n);
    }

    @Override
    public void log(float[] x, int xAt, float[] y, int yAt, int n) {
        ScalarFunctions.log(x, xAt, y, yAt, n);
    }

    @Override
    public void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        ScalarFunctions.log1p(x, xAt, y, yAt, n);
    }

    @Override
    public void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        ScalarFunctions.tanh(x, xAt, y, yAt, n);
    }

    @Override
    public void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        ScalarFunctions.sigmoid(x, xAt, y, yAt, n);
    }

    @Override
    public void softmax(float[] x, int xAt, float[] y, int yAt, int features, int panels) {
        ScalarSoftmax.softmax(x, xAt, y, yAt, features, panels);
    }

    @Override
    public void logSoftmax(float[] x, int xAt, float[] y, int yAt, int features, int panels) {
        ScalarSoftmax.logSoftmax(x, xAt, y, yAt, features, panels);
    }

    @Override
    public void argmax(float[] x, int xAt, float[] places, int placesAt, int features, int panels) {
        ScalarSoftmax.argmax(x, xAt, places, placesAt, features, panels);
    }

    @Override
    public void crossEntropyGradient(
            float[] q,
            int qAt,
            float[] p,
            int pAt,
            float[] scale,
            int scaleAt,
            float[] d,
            int dAt,
            int features,
            int panels) {
        ScalarSoftmax.crossEntropyGradient(
                q, qAt, p, pAt, scale, scaleAt, d, dAt, features, panels);
    }

    @Override
    public void reluGradient(float[] z, int zAt, float slope, float[] d, int dAt, int n) {
        ScalarFunctions.reluGradient(z, zAt, slope, d, dAt, n);
    }

    @Override
    public void add(float[] x, int xAt, float[] y, int yAt, int n) {
        ScalarSums.add(x, xAt, y, yAt, n);
    }

    @Override
    public double dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return ScalarSums.dot(x, xAt, y, yAt, n, Kernels.LANES);
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public double sumOverRows(float[] x, int xAt, int features, int rows) {
        return ScalarSums.sum(x, xAt, rows, features * Kernels.LANES);
    }

    @Override
    public double dotOverRows(float[] x, int xAt, float[] y, int yAt, int features, int rows) {
        return ScalarSums.dot(x, xAt, y, yAt, rows, features * Kernels.LANES);
    }
}
