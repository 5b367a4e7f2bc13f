package rookery.optimizers;

import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;

/**
 * An update under way: what is the same for all shares of it. One object is used again for every
 * step, so that nothing is allocated per step.
 */
public final class Update {

    private static final int FACTORS = 4;

    private final Optimizer optimizer;
    private final Parameters parameters;
    private final float[] gradients;
    private final OptimizerState state;
    private final long seed;
    private final Object scratch;
    private final double[] factors = new double[FACTORS];
    private final double[] scales;
    private final SquareSums squareSums;

    /** Where ranges of trained parameters begin and end, in turns, ascending. */
    private final int[] trained;

    private final Workers.Work beforeShare = this::beforeShare;
    private Before before;
    private Kernels kernels = Kernels.scalar();
    private int threads = 1;
    private double rate;

    /** What an optimizer does with each parameter before it needs whole tensors. */
    interface Before {
        void before(Update update, int from, int to);
    }

    /**
     * Updates of these parameters.
     *
     * @param optimizer that makes them
     * @param parameters to be changed
     * @param gradients in the parameters' layout, padding 0; an optimizer may overwrite them
     * @param state what the optimizer remembers, from {@link Optimizer#init}
     * @param seed of the run, for optimizers that draw
     */
    public Update(
            Optimizer optimizer,
            Parameters parameters,
            float[] gradients,
            OptimizerState state,
            long seed) {
        this.optimizer = optimizer;
        this.parameters = parameters;
        this.gradients = gradients;
        this.state = state;
        this.seed = seed;
        scratch = optimizer.scratch(parameters).orElse(null);
        scales = new double[parameters.specs().size()];
        squareSums = new SquareSums(parameters);
        trained = trainedRanges(parameters);
    }

    private static int[] trainedRanges(Parameters parameters) {
        List<Integer> ends = new ArrayList<>();
        for (int k = 0; k < parameters.specs().size(); k++) {
            ParameterSpec spec = parameters.specs().get(k);
            if (!spec.trained()) continue;
            int at = parameters.offset(k);
            if (!ends.isEmpty() && ends.getLast() == at) ends.removeLast();
            else ends.add(at);
            ends.add(at + (int) spec.size());
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Begins a step: it is counted in the state.
     *
     * @param kernels the loops to compute with
     * @param threads to share work out to where an optimizer does so by itself
     * @param rate the learning rate of this step
     */
    public void begin(Kernels kernels, int threads, double rate) {
        this.kernels = kernels;
        this.threads = threads;
        this.rate = rate;
        state.next();
        optimizer.begin(this);
    }

    /** Does what needs all gradients, before {@link #update} is called for the shares. */
    public void prepare() {
        if (!optimizer.elementwise()) optimizer.prepare(this);
    }

    /** Changes the trained ones of the parameters {@code from} to {@code to} (exclusive). */
    public void update(int from, int to) {
        for (int k = 0; k < trained.length; k += 2) {
            int begin = Math.max(from, trained[k]);
            int end = Math.min(to, trained[k + 1]);
            if (begin < end) optimizer.update(this, begin, end);
        }
    }

    /** Does this with all trained parameters, shared out to the threads. */
    void before(Before before) {
        this.before = before;
        Workers.run(beforeShare, threads);
    }

    private void beforeShare(int share, int shares) {
        int from = shareBegin(share, shares);
        int to = shareBegin(share + 1, shares);
        for (int k = 0; k < trained.length; k += 2) {
            int begin = Math.max(from, trained[k]);
            int end = Math.min(to, trained[k + 1]);
            if (begin < end) before.before(this, begin, end);
        }
    }

    /** Where a share of the parameters begins: at a whole group of 32. */
    public int shareBegin(int share, int shares) {
        long groups = parameters.values().length / Panels.LANES;
        return (int) (groups * share / shares) * Panels.LANES;
    }

    /** The loops to compute with. */
    public Kernels kernels() {
        return kernels;
    }

    /** How many threads there are for work that an optimizer shares out by itself. */
    public int threads() {
        return threads;
    }

    /** The parameters to be changed: values, names and shapes. */
    public Parameters parameters() {
        return parameters;
    }

    /** The gradients in the parameters' layout, padding 0: the array itself. */
    public float[] gradients() {
        return gradients;
    }

    /** What the optimizer remembers. */
    public OptimizerState state() {
        return state;
    }

    /** The seed of the run. */
    public long seed() {
        return seed;
    }

    /** The learning rate of this step. */
    public double rate() {
        return rate;
    }

    /**
     * Four numbers for the innermost optimizer to keep what {@link Optimizer#begin} computes: the
     * array itself.
     */
    public double[] factors() {
        return factors;
    }

    /** What {@link Optimizer#scratch} made. */
    public <T> T scratch(Class<T> type) {
        return type.cast(scratch);
    }

    /**
     * A number for each tensor, for what is computed in {@link Optimizer#prepare} and needed in
     * {@link Optimizer#update}. The last to prepare has it, as whoever is around another one that
     * is not elementwise does its own work in {@code prepare}.
     */
    double[] scales() {
        return scales;
    }

    /** Σ x² over each trained tensor, 0 for the others. The array is used again. */
    double[] squareSums(float[] x) {
        return squareSums.of(x, kernels, threads);
    }

    /** x ← scale·x, each tensor's own, for the places {@code from} to {@code to} (exclusive). */
    void scale(float[] x, int from, int to) {
        for (int k = 0; k < scales.length; k++) {
            int begin = Math.max(from, parameters.offset(k));
            int end = Math.min(to, parameters.offset(k) + (int) parameters.specs().get(k).size());
            float scale = (float) scales[k];
            for (int i = begin; i < end; i++) x[i] = scale * x[i];
        }
    }
}
