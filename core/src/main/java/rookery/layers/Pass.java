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
    private int panel;
    private boolean updating;

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
        panel = 0;
        updating = false;
    }

    /**
     * Goes on to the parameters' gradients over a shard.
     *
     * @param firstPanel the shard's first panel in the batch
     * @param panel the same in the buffers
     * @param rows of the shard
     * @param updating whether a step is being taken, so that layers may change their statistics
     */
    public void beginGradients(int firstPanel, int panel, int rows, boolean updating) {
        this.firstPanel = firstPanel;
        this.panel = panel;
        this.rows = rows;
        this.updating = updating;
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

    /** Where the shard's first panel stands in the buffers, for the parameters' gradients. */
    public int panel() {
        return panel;
    }

    /** Whether a step is being taken, and not only gradients looked at. */
    public boolean updating() {
        return updating;
    }
}
