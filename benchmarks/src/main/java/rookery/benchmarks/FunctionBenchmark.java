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

import rookery.kernels.Kernels;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;

import java.util.concurrent.TimeUnit;

/** Functions of many numbers, and an order of as many rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class FunctionBenchmark {

    /** How many. */
    @Param({"1000", "16384", "1000000"})
    public int n;

    /** The kernels' name, as {@link Kernels#named} has it. */
    @Param({"best", "scalar"})
    public String kernels;

    private Kernels k;
    private float[] x;
    private float[] y;
    private int[] order;
    private int[] scratch;
    private int epoch;

    /** Random numbers. */
    @Setup
    public void fill() {
        k = Kernels.named(kernels);
        x = Examples.features(n, 1);
        y = new float[n];
        order = new int[n];
        scratch = new int[2 * n];
    }

    /** y = eˣ. */
    @Benchmark
    public float[] exp() {
        k.exp(x, 0, y, 0, n);
        return y;
    }

    /** y = tanh x. */
    @Benchmark
    public float[] tanh() {
        k.tanh(x, 0, y, 0, n);
        return y;
    }

    /** y = 1 / (1 + e⁻ˣ). */
    @Benchmark
    public float[] sigmoid() {
        k.sigmoid(x, 0, y, 0, n);
        return y;
    }

    /** Σ x·x. */
    @Benchmark
    public double dot() {
        return k.dot(x, 0, x, 0, n);
    }

    /** The order of an epoch's rows. */
    @Benchmark
    public int[] permutation() {
        Philox.permutation(k, 0, Purpose.SHUFFLE, epoch++, n, order, scratch);
        return order;
    }
}
