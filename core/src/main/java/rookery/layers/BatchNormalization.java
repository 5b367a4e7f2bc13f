package rookery.layers;

import rookery.initializers.Initializer;
import rookery.initializers.Ones;
import rookery.initializers.Zeros;
import rookery.kernels.Kernels;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Brings each feature to mean 0 and variance 1 over the batch, then to a trained mean and scale.
 *
 * <pre>
 *   training    μ = Σ_batch x / n        σ² = Σ_batch (x − μ)² / n
 *               x̂ = (x − μ) / √(σ² + ε)   y  = γ·x̂ + β
 *               dγ = Σ_batch dy·x̂         dβ = Σ_batch dy
 *               dx = γ/√(σ² + ε) · (dy − dβ/n − x̂·dγ/n)
 *   after it    moving = momentum·moving + (1 − momentum)·(μ, σ²)
 *   inference   x̂ = (x − moving mean) / √(moving variance + ε)
 * </pre>
 *
 * Ioffe &amp; Szegedy 2015, arXiv:1502.03167. As in Keras, the moving variance takes the batch's σ²
 * over n; PyTorch's takes it over n − 1, has ε = 1e-5, and its momentum is one minus ours. Rows count
 * alike, whatever their weights. It {@link #couplesRows()}: means and variances are those of the whole
 * batch, however large, which therefore lies in memory as a whole.
 *
 * @param momentum in [0, 1); 0.99
 * @param epsilon ε, positive; 1e-3
 * @param center whether there is β
 * @param scale whether there is γ
 * @param betaInitializer zeros
 * @param gammaInitializer ones
 */
public record BatchNormalization(
        double momentum,
        double epsilon,
        boolean center,
        boolean scale,
        Initializer betaInitializer,
        Initializer gammaInitializer)
        implements Layer {

    /** Rows summed up before shards are added in a tree, as gradients are. */
    private static final int SHARD = 1024;

    /** Keras's defaults. */
    public BatchNormalization() {
        this(0.99, 1e-3, true, true, new Zeros(), new Ones());
    }

    /** Checks the values, and that nothing is null. */
    public BatchNormalization {
        Objects.requireNonNull(betaInitializer, "BatchNormalization: betaInitializer");
        Objects.requireNonNull(gammaInitializer, "BatchNormalization: gammaInitializer");
        if (!(momentum >= 0 && momentum < 1))
            throw new IllegalArgumentException(
                    "BatchNormalization: momentum must be in [0, 1), got " + momentum);
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "BatchNormalization: epsilon must be positive and finite, got " + epsilon);
    }

    @Override
    public String kind() {
        return "batch_normalization";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        List<ParameterSpec> specs = new ArrayList<>();
        if (scale) specs.add(ParameterSpec.vector("gamma", inputs));
        if (center) specs.add(ParameterSpec.vector("beta", inputs));
        specs.add(new ParameterSpec("moving_mean", List.of(inputs), false));
        specs.add(new ParameterSpec("moving_variance", List.of(inputs), false));
        return List.copyOf(specs);
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return switch (parameter.name()) {
            case "gamma" -> gammaInitializer;
            case "beta" -> betaInitializer;
            case "moving_mean" -> new Zeros();
            default -> new Ones();
        };
    }

    @Override
    public boolean couplesRows() {
        return true;
    }

    @Override
    public int kept(int inputs) {
        return inputs; // x̂
    }

    /** μ, σ², dγ and dβ of each feature. */
    @Override
    public int statistics(int inputs) {
        return 4 * inputs;
    }

    @Override
    public int rows(int inputs) {
        return 1;
    }

    private static float gamma(Frame frame, boolean scale, int f) {
        return scale ? frame.parameters().values()[frame.at(0) + f] : 1f;
    }

    private float beta(Frame frame, int f) {
        return center ? frame.parameters().values()[frame.at(scale ? 1 : 0) + f] : 0f;
    }

    private int movingMean(Frame frame) {
        return frame.at((scale ? 1 : 0) + (center ? 1 : 0));
    }

    private int movingVariance(Frame frame) {
        return frame.at((scale ? 1 : 0) + (center ? 1 : 0) + 1);
    }

    /** In inference, or frozen: with the moving statistics; keeps x̂ where a way back may follow. */
    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        float[] θ = frame.parameters().values();
        if (frame.dy() != null && !frame.frozen()) normalize(frame, θ, from, to);
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        for (int f = 0; f < frame.inputs(); f++) {
            float mean = θ[movingMean(frame) + f];
            float factor = gamma(frame, scale, f) * inverse(θ[movingVariance(frame) + f]);
            float shift = beta(frame, f);
            for (int panel = from; panel < to; panel++) {
                int at = frame.x().at(panel) + f * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++) y[e] = (x[e] - mean) * factor + shift;
            }
        }
    }

    private void normalize(Frame frame, float[] θ, int from, int to) {
        float[] x = frame.x().values();
        float[] z = frame.z().values();
        for (int f = 0; f < frame.inputs(); f++) {
            float mean = θ[movingMean(frame) + f];
            float inverse = inverse(θ[movingVariance(frame) + f]);
            for (int panel = from; panel < to; panel++) {
                int at = frame.x().at(panel) + f * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++) z[e] = (x[e] - mean) * inverse;
            }
        }
    }

    private float inverse(double variance) {
        return (float) (1 / Math.sqrt(variance + epsilon));
    }

    /** Frozen: the statistics do not depend on x. */
    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        if (frame.dx() == null) return;
        float[] θ = frame.parameters().values();
        float[] dy = frame.dy().values();
        float[] dx = frame.dx().values();
        for (int f = 0; f < frame.inputs(); f++) {
            float factor = gamma(frame, scale, f) * inverse(θ[movingVariance(frame) + f]);
            for (int panel = from; panel < to; panel++) {
                int at = frame.dy().at(panel) + f * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++) dx[e] = dy[e] * factor;
            }
        }
    }

    @Override
    public void forwardOverRows(Frame frame, Pass pass, int from, int to) {
        int rows = pass.rows();
        int stride = frame.inputs() * Panels.LANES;
        int length = Panels.count(rows) * stride;
        float[] x = frame.x().values();
        float[] z = frame.z().values();
        float[] y = frame.y().values();
        for (int f = from; f < to; f++) {
            int at = f * Panels.LANES;
            double mean = sum(pass.kernels(), frame.x(), null, f, 0, rows) / rows;
            for (int panel = at; panel < length; panel += stride)
                for (int e = panel; e < panel + Panels.LANES; e++) z[e] = (float) (x[e] - mean);
            double variance = sum(pass.kernels(), frame.z(), frame.z(), f, 0, rows) / rows;
            float inverse = inverse(variance);
            float factor = gamma(frame, scale, f);
            float shift = beta(frame, f);
            for (int panel = at; panel < length; panel += stride)
                for (int e = panel; e < panel + Panels.LANES; e++) {
                    float normalized = z[e] * inverse;
                    z[e] = normalized;
                    y[e] = normalized * factor + shift;
                }
            frame.statistics()[f] = mean;
            frame.statistics()[frame.inputs() + f] = variance;
        }
    }

    @Override
    public void backwardOverRows(Frame frame, Pass pass, int from, int to) {
        int n = frame.inputs();
        int rows = pass.rows();
        int stride = n * Panels.LANES;
        int length = Panels.count(rows) * stride;
        float[] dy = frame.dy().values();
        float[] z = frame.z().values();
        for (int f = from; f < to; f++) {
            double dβ = sum(pass.kernels(), frame.dy(), null, f, 0, rows);
            double dγ = sum(pass.kernels(), frame.dy(), frame.z(), f, 0, rows);
            frame.statistics()[2 * n + f] = dγ;
            frame.statistics()[3 * n + f] = dβ;
            if (frame.dx() == null) continue;
            float[] dx = frame.dx().values();
            float factor = gamma(frame, scale, f) * inverse(frame.statistics()[n + f]);
            float mean = (float) (dβ / rows);
            float slope = (float) (dγ / rows);
            for (int panel = f * Panels.LANES; panel < length; panel += stride)
                for (int e = panel; e < panel + Panels.LANES; e++)
                    dx[e] = factor * (dy[e] - mean - z[e] * slope);
        }
    }

    /**
     * Σ x, or Σ x·y, of a feature over the rows from {@code first} on; more than a shard in a tree:
     * split at the largest number of shards that is a power of two.
     */
    private static double sum(Kernels kernels, Panels x, Panels y, int f, int first, int rows) {
        if (rows > SHARD) {
            int left = SHARD * Integer.highestOneBit((rows - 1) / SHARD);
            return sum(kernels, x, y, f, first, left)
                    + sum(kernels, x, y, f, first + left, rows - left);
        }
        int at = x.at(first, f);
        return y == null
                ? kernels.sumOverRows(x.values(), at, x.features(), rows)
                : kernels.dotOverRows(x.values(), at, y.values(), at, x.features(), rows);
    }

    @Override
    public void gradients(Frame frame, Pass pass, int from, int to) {
        int n = frame.inputs();
        if (!pass.training()) sumsOfPass(frame, pass);
        // In training the sums are those of the whole batch.
        boolean first = !pass.training() || pass.firstPanel() == 0;
        for (int f = 0; f < n; f++) {
            if (scale)
                frame.gradients()[frame.at(0) + f] =
                        first ? (float) frame.statistics()[2 * n + f] : 0f;
            if (center)
                frame.gradients()[frame.at(scale ? 1 : 0) + f] =
                        first ? (float) frame.statistics()[3 * n + f] : 0f;
        }
        if (!first || !pass.updating()) return;
        float[] θ = frame.parameters().values();
        for (int f = 0; f < n; f++) {
            move(θ, movingMean(frame) + f, frame.statistics()[f]);
            move(θ, movingVariance(frame) + f, frame.statistics()[n + f]);
        }
    }

    /** dγ and dβ of the pass's own rows: in inference, where rows are not coupled. */
    private static void sumsOfPass(Frame frame, Pass pass) {
        int n = frame.inputs();
        int row = pass.panel() * Panels.LANES;
        for (int f = 0; f < n; f++) {
            frame.statistics()[2 * n + f] =
                    sum(pass.kernels(), frame.dy(), frame.z(), f, row, pass.rows());
            frame.statistics()[3 * n + f] =
                    sum(pass.kernels(), frame.dy(), null, f, row, pass.rows());
        }
    }

    private void move(float[] θ, int at, double value) {
        θ[at] = (float) (momentum * θ[at] + (1 - momentum) * value);
    }
}
