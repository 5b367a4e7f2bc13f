package rookery.kernels;

import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;

/** Ten independent chains of vector operations, which hide the latency of each. */
final class VectorPeak {

    /** Floating-point operations of one repetition. */
    static final int OPERATIONS = 2 * 10 * LENGTH;

    private VectorPeak() {}

    static void run(int repetitions, float[] sink, int at) {
        FloatVector x = FloatVector.broadcast(FLOATS, 0.5f);
        FloatVector y = FloatVector.broadcast(FLOATS, 0.25f);
        FloatVector a = y, b = x, c = y, d = x, e = y, f = x, g = y, h = x, i = y, j = x;
        for (int k = 0; k < repetitions; k++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
        }
        a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).add(i.add(j)).intoArray(sink, at);
    }
}
