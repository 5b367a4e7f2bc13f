package rookery.cli;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Predictor;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.kernels.FmaPeak;
import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.losses.CategoricalCrossentropy;
import rookery.metrics.Accuracy;
import rookery.optimizers.Optimizer;
import rookery.tensor.Matrix;

import java.util.Arrays;
import java.util.List;

/**
 * How fast one network is trained and predicts: whole steps with shuffling, loss and accuracy, on
 * random numbers; medians of rounds.
 *
 * @param layers units from the inputs to the outputs
 * @param batchSize rows of a step
 * @param threads the training computed with
 * @param kernels it computed with
 * @param step seconds of a training step
 * @param row seconds of the prediction of a single row
 * @param rows seconds of the prediction of {@link #ROWS} rows
 * @param peak billions of floating-point operations a second this machine reached on as many threads
 *     in a loop without memory, the higher of before and after
 */
record Measurement(
        List<Integer> layers,
        int batchSize,
        int threads,
        String kernels,
        double step,
        double row,
        double rows,
        double peak) {

    /** Rows predicted at a time. */
    static final int ROWS = 1024;

    private static final int BATCHES = 8;
    private static final int ROUNDS = 9;
    private static final int AT_A_TIME = 4;
    private static final double ROUND_SECONDS = 0.1;

    /** Warm is what has not become faster by a twentieth in as many rounds … */
    private static final int STEADY_ROUNDS = 5;

    private static final double FASTER = 0.95;

    /** … or after this time. */
    private static final double LONGEST_WARM_UP = 20;

    /** A peak this much below that at the other end tells that something else was running. */
    private static final double DISTURBED = 0.9;

    private static final int TRIES = 3;

    /** Measures, again if the machine was disturbed; takes a few seconds. */
    static Measurement of(List<Integer> layers, int batchSize, Optimizer optimizer, int threads) {
        Learner learner =
                network(layers).compile(new CategoricalCrossentropy(), optimizer, new Accuracy());
        int used = threads > 0 ? threads : learner.threads(batchSize);
        for (int tries = 1; ; tries++) {
            double before = FmaPeak.gigaflops(used);
            Trainer trainer = trainer(learner, batchSize, used);
            double step = seconds(trainer::step);
            Predictor predictor = learner.initialModel(0).predictor();
            predictor.useKernels(Kernels.best());
            float[] input = new float[layers.getFirst()];
            float[] output = new float[layers.getLast()];
            double row = seconds(() -> predictor.predict(input, output));
            Matrix many = random(ROWS, layers.getFirst());
            double rows = seconds(() -> predictor.predict(many));
            double after = FmaPeak.gigaflops(used);
            double peak = Math.max(before, after);
            if (Math.min(before, after) >= DISTURBED * peak || tries == TRIES)
                return new Measurement(
                        layers, batchSize, used, trainer.kernels().name(), step, row, rows, peak);
        }
    }

    private static Sequential network(List<Integer> widths) {
        Layer[] layers = new Layer[widths.size() - 1];
        for (int k = 0; k < layers.length; k++)
            layers[k] =
                    new Dense(
                            widths.get(k + 1), k == layers.length - 1 ? new Softmax() : new Relu());
        return Sequential.of(widths.getFirst(), layers);
    }

    private static Trainer trainer(Learner learner, int batchSize, int threads) {
        int outputs = learner.network().outputs();
        int rows = Math.multiplyExact(BATCHES, batchSize);
        float[] targets = new float[Math.multiplyExact(rows, outputs)];
        for (int row = 0; row < rows; row++) targets[row * outputs + row % outputs] = 1;
        Dataset data =
                Dataset.of(
                        random(rows, learner.network().inputs()),
                        Matrix.wrap(rows, outputs, targets));
        Trainer trainer = learner.trainer(data, Fit.defaults().batchSize(batchSize));
        trainer.useKernels(Kernels.best());
        trainer.useThreads(threads);
        return trainer;
    }

    private static Matrix random(int rows, int cols) {
        float[] values = new float[Math.multiplyExact(rows, cols)];
        Philox.normal(0, Purpose.DATA, 0, 0, 0, values, 0, values.length);
        return Matrix.wrap(rows, cols, values);
    }

    /** The median of some rounds, after the JVM has compiled what is measured. */
    private static double seconds(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        int steady = 0;
        for (long start = System.nanoTime();
                steady < STEADY_ROUNDS && since(start) < LONGEST_WARM_UP; ) {
            double seconds = round(work);
            steady = seconds < FASTER * best ? 0 : steady + 1;
            best = Math.min(best, seconds);
        }
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) rounds[round] = round(work);
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    /** Seconds a time, over a tenth of a second. */
    private static double round(Runnable work) {
        long start = System.nanoTime();
        int times = 0;
        do {
            // Small work is not worth a look at the clock each time.
            for (int i = 0; i < AT_A_TIME; i++) work.run();
            times += AT_A_TIME;
        } while (since(start) < ROUND_SECONDS);
        return since(start) / times;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Floating-point operations of a step: forward, both gradients, but none of the inputs. */
    private double operations() {
        double products = 0;
        for (int k = 0; k < layers.size() - 1; k++)
            products += (k == 0 ? 4.0 : 6.0) * layers.get(k) * layers.get(k + 1);
        return products * batchSize;
    }

    /** Billions of floating-point operations a second in training. */
    double gigaflops() {
        return operations() / step * 1e-9;
    }

    /** The part of the peak that is reached in training. */
    double fractionOfPeak() {
        return gigaflops() / peak;
    }

    /** Rows learned from in a second. */
    double examplesPerSecond() {
        return batchSize / step;
    }
}
