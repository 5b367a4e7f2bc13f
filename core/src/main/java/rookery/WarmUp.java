package rookery;

import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.layers.Dense;
import rookery.losses.CategoricalCrossentropy;
import rookery.metrics.Accuracy;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * Which kernels to compute with while the JVM is young. Until C2 has compiled them, vector kernels
 * are tens of times slower than scalar ones, for a second or more; so work begins with scalar ones,
 * and once there has been enough of it a thread of its own trains a small network with vectors.
 * When that has become faster than with scalars, everybody in the process changes over: the bits
 * agree.
 */
final class WarmUp {

    /** Multiplications of scalar work, a few hundredths of a second, before it begins. */
    private static final double WORTH = 1e8;

    /** Multiplications that are counted at a time. */
    private static final double COUNTED = 1e6;

    /** A network whose sizes leave remainders in all tiles and blocks. */
    private static final int INPUTS = 300;

    private static final int UNITS = 47;
    private static final int OUTPUTS = 10;
    private static final int ROWS = 75;

    private static final int STEPS = 10;
    private static final int FASTER_ROUNDS = 5;

    /** Rounds, minutes of them, after which vectors are given up: this machine's are no faster. */
    private static final int ROUNDS = 20_000;

    private static final DoubleAdder WORK = new DoubleAdder();
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    /** A choice by the system property holds from the start. */
    private static final AtomicReference<Kernels> NOW =
            new AtomicReference<>(
                    System.getProperty("rookery.kernels") == null
                            ? Kernels.scalar()
                            : Kernels.best());

    private static final AtomicBoolean GIVEN_UP = new AtomicBoolean();

    private double uncounted;

    /**
     * The kernels for the next piece of work; allocates nothing. One object for each thread that
     * works, so that small pieces lose nothing to counting.
     *
     * @param multiplications of that piece
     */
    Kernels kernels(double multiplications) {
        uncounted += multiplications;
        if (uncounted > COUNTED) {
            count(uncounted);
            uncounted = 0;
        }
        return NOW.get();
    }

    /** Whether the kernels are those that stay: vectors, or scalars where those are no faster. */
    static boolean over() {
        return NOW.get() == Kernels.best() || GIVEN_UP.get();
    }

    private static void count(double multiplications) {
        if (BEGUN.get()) return;
        WORK.add(multiplications);
        if (WORK.sum() < WORTH || !BEGUN.compareAndSet(false, true)) return;
        if (Kernels.best() == NOW.get()) return;
        Thread.ofPlatform().daemon().name("rookery-warm-up").start(WarmUp::run);
    }

    private static void run() {
        Trainer scalar = trainer(Kernels.scalar());
        Trainer vector = trainer(Kernels.best());
        int faster = 0;
        for (int round = 0; round < ROUNDS && faster < FASTER_ROUNDS; round++)
            faster = nanos(vector) < nanos(scalar) ? faster + 1 : 0;
        if (faster == FASTER_ROUNDS) NOW.set(Kernels.best());
        else GIVEN_UP.set(true);
    }

    private static long nanos(Trainer trainer) {
        long start = System.nanoTime();
        for (int step = 0; step < STEPS; step++) trainer.step();
        return System.nanoTime() - start;
    }

    private static Trainer trainer(Kernels kernels) {
        Sequential network =
                Sequential.of(
                        INPUTS,
                        new Dense(UNITS, new Relu()),
                        new Dense(UNITS, new Relu()),
                        new Dense(OUTPUTS, new Softmax()));
        Learner learner =
                new Learner(
                        network, new CategoricalCrossentropy(), new Sgd(), List.of(new Accuracy()));
        float[] features = new float[ROWS * INPUTS];
        Philox.uniform(0, Purpose.DATA, 0, 0, 0, features, 0, features.length);
        float[] targets = new float[ROWS * OUTPUTS];
        for (int row = 0; row < ROWS; row++) targets[row * OUTPUTS + row % OUTPUTS] = 1;
        Dataset data =
                Dataset.of(
                        Matrix.wrap(ROWS, INPUTS, features), Matrix.wrap(ROWS, OUTPUTS, targets));
        Trainer trainer = learner.trainer(data, Fit.defaults().batchSize(ROWS));
        trainer.useKernels(kernels);
        trainer.useThreads(1);
        return trainer;
    }
}
