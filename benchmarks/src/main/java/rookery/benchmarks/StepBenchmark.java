package rookery.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import rookery.Fit;
import rookery.Learner;
import rookery.Trainer;
import rookery.kernels.Kernels;

import java.util.concurrent.TimeUnit;

/** Whole training steps with shuffled rows, loss and accuracy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class StepBenchmark {

    /** The network, and the rows of a step. */
    @Param({"3-16-2 32", "64-128-128-10 128", "784-512-512-10 128", "784-2048-2048-10 512"})
    public String network;

    /** Its name. */
    @Param({"sgd", "adam"})
    public String optimizer;

    /** That share a step. */
    @Param({"1", "2"})
    public int threads;

    private Trainer trainer;

    /** A training at its beginning. */
    @Setup
    public void begin() {
        String[] parts = network.split(" ");
        Workload work = Workload.of("train", parts[0], parts[1], optimizer);
        Learner learner =
                Ours.network(work.layers())
                        .compile("categorical_crossentropy", optimizer, "accuracy");
        trainer =
                learner.trainer(
                        Ours.data(work.dataRows(), work.inputs(), work.outputs()),
                        Fit.defaults().batchSize(work.rows()));
        trainer.useKernels(Kernels.best());
        trainer.useThreads(threads);
    }

    /** One step; returns its loss. */
    @Benchmark
    public double step() {
        return trainer.step();
    }
}
