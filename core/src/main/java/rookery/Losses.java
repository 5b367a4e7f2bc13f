package rookery;

import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The mean loss of a network over all rows of a data set at any weights: regularizers' penalties
 * included, in inference mode, without gradients. At many weights one thread takes one after the
 * other; of a large network all threads share the rows. Either gives the same bits, and those of
 * {@link Model#evaluate}.
 *
 * {@snippet :
 * Losses losses = Losses.of(run.model(), training, fit);
 * double[] line = new double[11];
 * losses.at(line, (k, weights) -> { // from the model's weights to 0
 *     for (int i = 0; i < weights.length; i++) weights[i] = end[i] * (1 - k / 10f);
 * }, done -> {});
 * }
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Losses {

    /** Parameters from which on threads share one copy of them: more than a core's own cache. */
    private static final long LARGE = 1 << 20;

    private final Evaluator[] evaluators;
    private final Parameters[] parameters;
    private final WarmUp[] warmUps;
    private final double multiplications;
    private final boolean large;
    private final AtomicInteger next = new AtomicInteger();
    private final Workers.Work work = this::share;
    private Kernels chosen;
    private double[] losses;
    private Points points;
    private IntConsumer progress;

    /** Where losses are asked for. */
    @FunctionalInterface
    public interface Points {
        /**
         * Writes the weights of the k-th point, padding included, as {@link Parameters#values} has
         * them. Called by several threads at once, for different points.
         *
         * @param weights hold those of any other point
         */
        void put(int k, float[] weights);
    }

    private Losses(Learner learner, Parameters like, Dataset data, float[] weights, int threads) {
        multiplications = (double) like.count() * data.rows();
        large = large(like);
        int copies = large ? 1 : threads;
        evaluators = new Evaluator[copies];
        parameters = new Parameters[copies];
        warmUps = new WarmUp[copies];
        for (int k = 0; k < copies; k++) {
            parameters[k] = like.copy();
            evaluators[k] = new Evaluator(learner, parameters[k], "data", data, weights);
            warmUps[k] = new WarmUp();
        }
    }

    /** Whether the parameters are more than a core's own cache holds. */
    static boolean large(Parameters parameters) {
        return parameters.count() >= LARGE;
    }

    /**
     * Of a model's network.
     *
     * @param fit for its class weights
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public static Losses of(Model model, Dataset data, Fit fit) {
        return of(model, data, fit, Threads.most());
    }

    /** The same on this many threads; any give the same bits. */
    static Losses of(Model model, Dataset data, Fit fit, int threads) {
        Learner learner = model.learner();
        float[] weights = RowWeights.of(learner, data, fit.classWeights());
        return new Losses(learner, model.parameters(), data, weights, threads);
    }

    /**
     * The kernels to compute with from now on; any give the same bits. Unless told, scalar ones
     * until there has been enough work in this process for vector kernels to be compiled.
     */
    public void useKernels(Kernels kernels) {
        chosen = kernels;
    }

    /**
     * Whether this process computes as fast as it will, with kernels that are compiled: before, a
     * point tells nothing of the time that others will take.
     */
    public static boolean warm() {
        return WarmUp.over();
    }

    /**
     * The loss at these weights.
     *
     * @throws IllegalArgumentException if they are another network's
     */
    public double at(Parameters weights) {
        if (!ParameterSpec.alike(weights.specs(), parameters[0].specs()))
            throw new IllegalArgumentException("Losses: these are the weights of another network");
        float[] values = parameters[0].values();
        System.arraycopy(weights.values(), 0, values, 0, values.length);
        return evaluators[0].measure(kernels(0));
    }

    /**
     * The losses at as many points as there are places; allocates nothing.
     *
     * @param progress is told how many points were begun, in the end all, by the caller's own thread
     *     after each point of its share; what it throws ends the work
     */
    public void at(double[] losses, Points points, IntConsumer progress) {
        this.losses = losses;
        this.points = points;
        this.progress = progress;
        next.set(0);
        Workers.run(work, Math.clamp(losses.length, 1, evaluators.length));
        progress.accept(losses.length);
    }

    /** Takes points until there are none left: a thread that is slower takes fewer. */
    private void share(int share, int shares) {
        try {
            for (int k = next.getAndIncrement(); k < losses.length; k = next.getAndIncrement()) {
                points.put(k, parameters[share].values());
                losses[k] = measure(share);
                if (share == 0) progress.accept(Math.min(next.get(), losses.length));
            }
        } finally {
            next.set(losses.length); // whoever fails ends the work of all
        }
    }

    private double measure(int share) {
        Evaluator evaluator = evaluators[share];
        return large ? evaluator.measure(kernels(share)) : evaluator.measure(kernels(share), 1);
    }

    private Kernels kernels(int share) {
        return chosen != null ? chosen : warmUps[share].kernels(multiplications);
    }
}
