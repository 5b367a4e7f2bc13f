package rookery.optimizers;

import rookery.kernels.Kernels;
import rookery.tensor.Parameters;

/**
 * An update under way: what is the same for all shares of it. One object is used again for every
 * step, so that nothing is allocated per step.
 */
public final class Update {

    private final Parameters parameters;
    private final float[] gradients;
    private final OptimizerState state;
    private final long seed;
    private Kernels kernels = Kernels.scalar();
    private int threads = 1;
    private double rate;

    /**
     * Updates of these parameters.
     *
     * @param parameters to be changed
     * @param gradients in the parameters' layout, padding 0; an optimizer may overwrite them
     * @param state what the optimizer remembers, from {@link Optimizer#init}
     * @param seed of the run, for optimizers that draw
     */
    public Update(Parameters parameters, float[] gradients, OptimizerState state, long seed) {
        this.parameters = parameters;
        this.gradients = gradients;
        this.state = state;
        this.seed = seed;
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
}
