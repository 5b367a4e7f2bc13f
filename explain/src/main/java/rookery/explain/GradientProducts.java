package rookery.explain;

import rookery.Trace;
import rookery.layers.Activation;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frame;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.Layer;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.List;

/**
 * Dot products of the gradients of single rows, from what a trace's way back has left: the gradients
 * themselves are never written down.
 *
 * <pre>
 *   dense            g_i·g_j = (x_i·x_j + 1)·(δ_i·δ_j)         without the 1 where there is no bias
 *   scale γ          g_i·g_j = (dy_i ⊙ x̂_i)·(dy_j ⊙ x̂_j)      of normalizations; prelu's α likewise
 *   shift β          g_i·g_j = dy_i·dy_j
 *   embedding        g_i·g_j = dy_i·dy_j where i and j have the same code, else 0
 * </pre>
 *
 * A row's dense gradient is x ⊗ δ, δ = ∂ℓ/∂z: Goodfellow 2015, arXiv:1510.01799. Rows must not be
 * coupled, so the trace is one in inference mode. Frozen layers are left out, as they do not learn, and
 * so are layers of the user's own. Sums are in {@code double}.
 */
final class GradientProducts {

    /** Of the codes of a part that has none. */
    private static final int NO_CODE = -1;

    /**
     * A term of the product: f_i,j · (d_i·d_j) over the features {@code from} to {@code to}.
     *
     * @param x f is x_i·x_j; null: there is none, and f is 1
     * @param bias what is added to x_i·x_j
     * @param code the feature of x whose equality f is instead
     */
    private record Part(Panels x, int bias, int code, Panels d, int from, int to) {
        Part(Panels d) {
            this(null, 0, NO_CODE, d, 0, d.features());
        }
    }

    private final int rows;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> tensors = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /** Of a trace in inference mode, after its way back. */
    GradientProducts(Trace trace) {
        if (trace.pass().training())
            throw new IllegalArgumentException("GradientProducts: needs a trace in inference mode");
        rows = trace.rows();
        for (int k = 0; k < trace.layers().size(); k++) {
            Frame frame = trace.frame(k);
            if (frame.frozen()) continue;
            Layer layer = trace.layers().get(k);
            for (ParameterSpec spec : layer.parameters(frame.inputs()))
                if (spec.trained())
                    (layer instanceof CustomLayer ? leftOut : tensors)
                            .add(trace.names().get(k) + "/" + spec.name());
            add(layer, frame);
        }
    }

    private void add(Layer layer, Frame frame) {
        switch (layer) {
            case Dense dense ->
                    parts.add(
                            new Part(
                                    frame.x(),
                                    dense.useBias() ? 1 : 0,
                                    NO_CODE,
                                    frame.dy(),
                                    0,
                                    frame.outputs()));
            case Embedding embedding -> add(embedding, frame);
            case BatchNormalization normalization -> {
                if (normalization.scale()) parts.add(new Part(product(frame)));
                if (normalization.center()) parts.add(new Part(frame.dy()));
            }
            case LayerNormalization normalization -> {
                if (normalization.scale()) parts.add(new Part(frame.turned()));
                if (normalization.center()) parts.add(new Part(frame.dy()));
            }
            case RmsNormalization _, PRelu _ -> parts.add(new Part(frame.turned()));
            case Activation _,
                    Dropout _,
                    AlphaDropout _,
                    GaussianDropout _,
                    GaussianNoise _,
                    Residual _,
                    Frozen _,
                    CustomLayer _ -> {}
        }
    }

    private void add(Embedding embedding, Frame frame) {
        List<Integer> columns = embedding.columns();
        int out = 0;
        for (int k = 0; k < columns.size(); k++) {
            int before = k == 0 ? -1 : columns.get(k - 1);
            int dimension = embedding.dimension().get(embedding.dimension().size() == 1 ? 0 : k);
            out += columns.get(k) - before - 1;
            parts.add(new Part(frame.x(), 0, columns.get(k), frame.dy(), out, out + dimension));
            out += dimension;
        }
    }

    /** dy ⊙ x̂, which batch normalization does not keep. */
    private static Panels product(Frame frame) {
        Panels product = new Panels(frame.inputs(), frame.dy().panels());
        float[] p = product.values();
        float[] dy = frame.dy().values();
        float[] z = frame.z().values();
        for (int e = 0; e < p.length; e++) p[e] = dy[e] * z[e];
        return product;
    }

    /** The tensors whose gradients are multiplied. */
    List<String> tensors() {
        return tensors;
    }

    /** Trained tensors that are not: those of the user's own layers. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Adds {@code factor} · g_i·g_j for each row i here and the row j there. */
    void add(GradientProducts other, int j, double factor, double[] sums, int at) {
        for (int panel = 0; panel < Panels.count(rows); panel++) {
            double[] products = new double[Panels.LANES];
            for (int k = 0; k < parts.size(); k++)
                add(parts.get(k), panel, other.parts.get(k), j, products);
            put(products, panel, factor, sums, at);
        }
    }

    /** Adds {@code factor} · ‖g_i‖² for each row i here. */
    void addSquares(double factor, double[] sums, int at) {
        for (int panel = 0; panel < Panels.count(rows); panel++) {
            double[] products = new double[Panels.LANES];
            for (Part part : parts) add(part, panel, null, 0, products);
            put(products, panel, factor, sums, at);
        }
    }

    private void put(double[] products, int panel, double factor, double[] sums, int at) {
        int first = panel * Panels.LANES;
        for (int lane = 0; lane < Math.min(Panels.LANES, rows - first); lane++)
            sums[at + first + lane] += factor * products[lane];
    }

    /** A part's products for the rows of a panel with the row j of another, or each with itself. */
    private static void add(Part part, int panel, Part other, int j, double[] products) {
        double[] d = dots(part.d, part.from, part.to, panel, other == null ? null : other.d, j);
        if (part.code != NO_CODE) {
            for (int lane = 0; lane < Panels.LANES; lane++)
                if (other == null || code(part, panel, lane) == other.x.get(j, part.code))
                    products[lane] += d[lane];
        } else if (part.x == null) {
            for (int lane = 0; lane < Panels.LANES; lane++) products[lane] += d[lane];
        } else {
            Panels x = other == null ? null : other.x;
            double[] f = dots(part.x, 0, part.x.features(), panel, x, j);
            for (int lane = 0; lane < Panels.LANES; lane++)
                products[lane] += (f[lane] + part.bias) * d[lane];
        }
    }

    private static float code(Part part, int panel, int lane) {
        return part.x.get(panel * Panels.LANES + lane, part.code);
    }

    /** Σ_f p_i,f · q_j,f for the rows i of a panel; with itself where there is no q. */
    private static double[] dots(Panels p, int from, int to, int panel, Panels q, int j) {
        double[] sums = new double[Panels.LANES];
        float[] values = p.values();
        for (int f = from; f < to; f++) {
            int at = p.at(panel) + f * Panels.LANES;
            if (q == null)
                for (int lane = 0; lane < Panels.LANES; lane++)
                    sums[lane] += (double) values[at + lane] * values[at + lane];
            else {
                double factor = q.get(j, f);
                for (int lane = 0; lane < Panels.LANES; lane++)
                    sums[lane] += values[at + lane] * factor;
            }
        }
        return sums;
    }
}
