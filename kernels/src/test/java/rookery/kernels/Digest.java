package rookery.kernels;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.Reference.panels;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Runs all kernels and prints a digest of their bits: started by {@link SelectionTest}. */
final class Digest {

    private static final int[][] SHAPES = {
        {13, 16, 25}, {207, 64, 100}, {64, 100, 207}, {4, 300, 1}, {300, 131, 70}
    };

    private final MessageDigest digest;
    private final Kernels kernels;

    private Digest(Kernels kernels) throws Exception {
        this.kernels = kernels;
        digest = MessageDigest.getInstance("SHA-256");
    }

    /** Prints the name of the kernels and their digest, a line for each set of kernels. */
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            Kernels kernels = Kernels.named(name);
            System.out.println(kernels.name() + " " + new Digest(kernels).all());
        }
        System.out.println("best " + Kernels.best().name());
    }

    private String all() {
        for (int[] shape : SHAPES) {
            products(shape[0], shape[1], shape[2]);
        }
        functions();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void products(int inputs, int units, int rows) {
        int panels = panels(rows);
        float[] x = normal(panels * inputs * LANES, 0);
        float[] w = normal(panels(units) * inputs * LANES, 1);
        float[] b = normal(units, 2);
        float[] z = new float[panels * units * LANES];
        kernels.product(x, 0, w, 0, b, 0, z, 0, inputs, units, panels);
        add(z);
        float[] dx = new float[x.length];
        kernels.inputGradient(z, 0, w, 0, dx, 0, inputs, units, panels);
        add(dx);
        float[] t = new float[panels * panels(units) * LANES * LANES];
        kernels.transpose(z, 0, t, 0, units, panels);
        add(t);
        float[] dw = new float[w.length];
        kernels.kernelGradient(x, 0, t, 0, dw, 0, inputs, units, rows, 0, inputs);
        add(dw);
        kernels.biasGradient(z, 0, b, 0, units, rows);
        add(b);
        float[] p = new float[z.length];
        kernels.softmax(z, 0, p, 0, units, panels);
        add(p);
        kernels.logSoftmax(z, 0, p, 0, units, panels);
        add(p);
        kernels.crossEntropyGradient(p, 0, z, 0, x, 0, p, 0, units, panels);
        add(p);
        float[] places = new float[panels * LANES];
        kernels.argmax(z, 0, places, 0, units, panels);
        add(places);
        kernels.reluGradient(z, 0, 0.1f, p, 0, z.length);
        add(p);
        kernels.add(z, 0, p, 0, z.length);
        add(p);
        add(new float[] {(float) kernels.dot(z, 0, p, 0, rows)});
    }

    private void functions() {
        float[] x = normal(4099, 3);
        float[] y = new float[x.length];
        kernels.exp(x, 0, y, 0, x.length);
        add(y);
        kernels.log(x, 0, y, 0, x.length);
        add(y);
        kernels.log1p(x, 0, y, 0, x.length);
        add(y);
        kernels.tanh(x, 0, y, 0, x.length);
        add(y);
        kernels.sigmoid(x, 0, y, 0, x.length);
        add(y);
        Philox.uniform(1, Purpose.DATA, 0, 5, 3, y, 0, y.length);
        add(y);
    }

    private static float[] normal(int size, int layer) {
        float[] values = new float[size];
        Philox.normal(9, Purpose.DATA, 0, layer, 0, values, 0, size);
        return values;
    }

    private void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES);
        for (float value : values) {
            digest.update(bytes.putInt(0, Float.floatToIntBits(value)).array());
        }
    }
}
