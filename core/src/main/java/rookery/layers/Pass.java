package rookery.layers;

import rookery.kernels.Kernels;

/**
 * What is the same for all layers in one pass over a shard of a batch. One object is used again for
 * every pass, so that nothing is allocated per step.
 */
public final class Pass {

    private final boolean training;
    private final long seed;
    private Kernels kernels;
    private int step;
    private int firstPanel;
    private int rows;

    /**
     * A pass over nothing yet.
     *
     * @param training whether layers behave as in training (dropout drops) or as in inference
     * @param seed of the run, for layers that draw
     */
    public Pass(boolean training, long seed) {
        this.training = training;
        this.seed = seed;
        this.kernels = Kernels.scalar();
    }

    /** Begins the pass over a shard: which step, the shard's first panel in the batch, its rows. */
    public void begin(Kernels kernels, long step, int firstPanel, int rows) {
        this.kernels = kernels;
        this.step = (int) step;
        this.firstPanel = firstPanel;
        this.rows = rows;
    }

    /** The loops to compute with. */
    public Kernels kernels() {
        return kernels;
    }

    /** Whether layers behave as in training. */
    public boolean training() {
        return training;
    }

    /** The seed of the run. */
    public long seed() {
        return seed;
    }

    /** The step's low 32 bits, as the random functions count steps. */
    public int step() {
        return step;
    }

    /** Where the shard's first panel stands in the whole batch. */
    public int firstPanel() {
        return firstPanel;
    }

    /** Examples in the shard. */
    public int rows() {
        return rows;
    }
}
