package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Momentum whose matrices are made orthogonal, so that all directions get steps of the same length.
 *
 * <pre>
 *   m = momentum·m + g        u = orthogonal(nesterov ? g + momentum·m : m)
 *   θ = θ − η·weightDecay·θ − η·rmsRate·√max(inputs, units) · u
 * </pre>
 *
 * <p>For kernels; vectors, embeddings and excluded layers are updated by {@link AdamW}, as the
 * layer with the network's outputs should be: {@code excludeLayers = List.of("dense_2")}.
 *
 * <p>Jordan et al. 2024; the rate by the root mean square: Liu et al. 2025, arXiv:2502.16982.
 * Orthogonal by {@code nsSteps} steps of Newton and Schulz with muonA·X + muonB·X·Xᵀ·X +
 * muonC·X·Xᵀ·X·Xᵀ·X. As in Keras; PyTorch rounds them to bfloat16, keeps the momentum as a mean and
 * has no rmsRate by default.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param adamBeta1 in [0, 1); 0.9
 * @param adamBeta2 in [0, 1); 0.999
 * @param adamWeightDecay λ where AdamW updates; 0.004, none if empty
 * @param epsilon of AdamW, positive; 1e-7
 * @param weightDecay λ elsewhere; 0.004, none if empty
 * @param excludeLayers regular expressions: a tensor in whose name, as {@code dense_2/kernel}, one is
 *     found is updated by AdamW
 * @param excludeEmbeddings whether a tensor with "embedding" in its name is, too; true
 * @param muonA 3.4445
 * @param muonB −4.775
 * @param muonC 2.0315
 * @param adamLrRatio of AdamW's learning rate to η, without weight decay; 1
 * @param momentum in [0, 1); 0.95
 * @param nsSteps at least 0; 5
 * @param nesterov true
 * @param rmsRate 0.2; if empty steps are η·u
 */
public record Muon(
        LearningRate learningRate,
        double adamBeta1,
        double adamBeta2,
        Optional<Double> adamWeightDecay,
        double epsilon,
        Optional<Double> weightDecay,
        List<String> excludeLayers,
        boolean excludeEmbeddings,
        double muonA,
        double muonB,
        double muonC,
        double adamLrRatio,
        double momentum,
        int nsSteps,
        boolean nesterov,
        Optional<Double> rmsRate)
        implements Optimizer, Update.Before {

    /** What a training needs besides: which tensors are orthogonalized, and where. */
    private record Scratch(boolean[] orthogonal, NewtonSchulz iteration, double[] coefficients) {}

    /** Keras's defaults. */
    public Muon() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Muon(double learningRate) {
        this(new Constant(learningRate), List.of());
    }

    /** Keras's defaults with another rate, and layers left to AdamW. */
    public Muon(LearningRate learningRate, List<String> excludeLayers) {
        this(
                learningRate,
                0.9,
                0.999,
                Optional.of(0.004),
                1e-7,
                Optional.of(0.004),
                excludeLayers,
                true,
                3.4445,
                -4.775,
                2.0315,
                1,
                0.95,
                5,
                true,
                Optional.of(0.2));
    }

    /** Checks the hyperparameters. */
    public Muon {
        Objects.requireNonNull(learningRate, "Muon: learningRate");
        Hyperparameters.fraction("Muon", "adamBeta1", adamBeta1);
        Hyperparameters.fraction("Muon", "adamBeta2", adamBeta2);
        adamWeightDecay.ifPresent(λ -> Hyperparameters.notNegative("Muon", "adamWeightDecay", λ));
        Hyperparameters.positive("Muon", "epsilon", epsilon);
        weightDecay.ifPresent(λ -> Hyperparameters.notNegative("Muon", "weightDecay", λ));
        excludeLayers = List.copyOf(excludeLayers);
        for (String expression : excludeLayers) compiled(expression);
        Hyperparameters.finite("Muon", "muonA", muonA);
        Hyperparameters.finite("Muon", "muonB", muonB);
        Hyperparameters.finite("Muon", "muonC", muonC);
        Hyperparameters.notNegative("Muon", "adamLrRatio", adamLrRatio);
        Hyperparameters.fraction("Muon", "momentum", momentum);
        Hyperparameters.atLeast(0, "Muon", "nsSteps", nsSteps);
        rmsRate.ifPresent(rate -> Hyperparameters.notNegative("Muon", "rmsRate", rate));
    }

    private static Pattern compiled(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "Muon: excludeLayers must be regular expressions, got \"%s\": %s"
                            .formatted(expression, e.getDescription()));
        }
    }

    @Override
    public Muon withLearningRate(LearningRate other) {
        return new Muon(
                other,
                adamBeta1,
                adamBeta2,
                adamWeightDecay,
                epsilon,
                weightDecay,
                excludeLayers,
                excludeEmbeddings,
                muonA,
                muonB,
                muonC,
                adamLrRatio,
                momentum,
                nsSteps,
                nesterov,
                rmsRate);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return Adam.state(parameters, false);
    }

    @Override
    public Optional<Object> scratch(Parameters parameters) {
        boolean[] orthogonal = new boolean[parameters.specs().size()];
        List<ParameterSpec> specs = new ArrayList<>();
        for (int k = 0; k < orthogonal.length; k++) {
            ParameterSpec spec = parameters.specs().get(k);
            orthogonal[k] = spec.trained() && orthogonal(spec);
            if (orthogonal[k]) specs.add(spec);
        }
        double[] coefficients = {muonA, muonB, muonC};
        return Optional.of(new Scratch(orthogonal, new NewtonSchulz(specs), coefficients));
    }

    private boolean orthogonal(ParameterSpec spec) {
        if (spec.shape().size() != 2) return false;
        if (excludeEmbeddings && spec.name().toLowerCase(Locale.ROOT).contains("embedding"))
            return false;
        return excludeLayers.stream()
                .noneMatch(expression -> compiled(expression).matcher(spec.name()).find());
    }

    @Override
    public boolean elementwise() {
        return false;
    }

    @Override
    public void begin(Update update) {
        update.factors()[0] =
                update.rate() * adamLrRatio * Adam.correction(update, adamBeta1, adamBeta2);
    }

    @Override
    public void prepare(Update update) {
        update.before(this);
        Scratch scratch = update.scratch(Scratch.class);
        Parameters parameters = update.parameters();
        for (int k = 0; k < scratch.orthogonal.length; k++)
            if (scratch.orthogonal[k])
                scratch.iteration.orthogonalize(
                        update.kernels(),
                        update.threads(),
                        parameters.specs().get(k),
                        update.gradients(),
                        parameters.offset(k),
                        scratch.coefficients,
                        nsSteps);
    }

    /** Puts the momentum into the place of the gradients. */
    @Override
    public void before(Update update, int from, int to) {
        Parameters parameters = update.parameters();
        Scratch scratch = update.scratch(Scratch.class);
        for (int k = 0; k < scratch.orthogonal.length; k++) {
            if (!scratch.orthogonal[k]) continue;
            int at = parameters.offset(k);
            int end = at + (int) parameters.specs().get(k).size();
            accumulate(update, Math.max(from, at), Math.min(to, end));
        }
    }

    private void accumulate(Update update, int from, int to) {
        float μ = (float) momentum;
        float[] g = update.gradients();
        float[] m = update.state().slot(0);
        if (nesterov)
            for (int i = from; i < to; i++) {
                float next = μ * m[i] + g[i];
                m[i] = next;
                g[i] = g[i] + μ * next;
            }
        else
            for (int i = from; i < to; i++) {
                float next = μ * m[i] + g[i];
                m[i] = next;
                g[i] = next;
            }
    }

    @Override
    public void update(Update update, int from, int to) {
        Parameters parameters = update.parameters();
        Scratch scratch = update.scratch(Scratch.class);
        for (int k = 0; k < scratch.orthogonal.length; k++) {
            ParameterSpec spec = parameters.specs().get(k);
            int begin = Math.max(from, parameters.offset(k));
            int end = Math.min(to, parameters.offset(k) + (int) spec.size());
            if (begin >= end) continue;
            if (scratch.orthogonal[k]) step(update, spec, begin, end);
            else {
                double decay =
                        update.rate() * (adamWeightDecay.isEmpty() ? 0 : adamWeightDecay.get());
                Adam.step(update, begin, end, adamBeta1, adamBeta2, epsilon, decay);
            }
        }
    }

    private void step(Update update, ParameterSpec spec, int from, int to) {
        double length =
                rmsRate.isEmpty()
                        ? 1
                        : rmsRate.get() * Math.sqrt(Math.max(spec.rows(), spec.cols()));
        float η = (float) (update.rate() * length);
        float λ = (float) (update.rate() * (weightDecay.isEmpty() ? 0 : weightDecay.get()));
        float[] u = update.gradients();
        float[] θ = update.parameters().values();
        for (int i = from; i < to; i++) θ[i] = θ[i] - λ * θ[i] - η * u[i];
    }
}
