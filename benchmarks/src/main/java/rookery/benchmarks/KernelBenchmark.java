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

import java.util.concurrent.TimeUnit;

/** The kernels of one dense layer on 128 rows, on one thread: products and what is around them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {

    private static final int PANELS = 4;
    private static final int ROWS = PANELS * Kernels.LANES;

    /** Inputs and units of the layer, odd ones among them. */
    @Param({"3x16", "16x2", "64x128", "127x131", "784x512", "512x10", "1021x1031", "2048x2048"})
    public String shape;

    /** The kernels' name, as {@link Kernels#named} has it. */
    @Param({"best", "scalar"})
    public String kernels;

    private Kernels k;
    private int inputs;
    private int units;
    private float[] x;
    private float[] w;
    private float[] b;
    private float[] dz;
    private float[] turned;
    private float[] features;
    private float[] outputs;
    private float[] gradient;

    /** Random numbers of the right sizes. */
    @Setup
    public void fill() {
        String[] sides = shape.split("x");
        inputs = Integer.parseInt(sides[0]);
        units = Integer.parseInt(sides[1]);
        k = Kernels.named(kernels);
        int padded = Math.ceilDiv(units, Kernels.LANES) * Kernels.LANES;
        x = Examples.features(ROWS, inputs);
        w = Examples.features(padded, inputs);
        b = Examples.features(1, padded);
        dz = Examples.features(ROWS, units);
        turned = new float[ROWS * padded];
        k.transpose(dz, 0, turned, 0, units, PANELS);
        features = new float[ROWS * inputs];
        outputs = new float[ROWS * units];
        gradient = new float[padded * inputs];
    }

    /** z = x·W + b. */
    @Benchmark
    public float[] product() {
        k.product(x, 0, w, 0, b, 0, outputs, 0, inputs, units, PANELS);
        return outputs;
    }

    /** z = x·W + b for a single row. */
    @Benchmark
    public float[] rowProduct() {
        k.rowProduct(x, 0, w, 0, b, 0, outputs, 0, inputs, 0, units);
        return outputs;
    }

    /** dx = dz·Wᵀ. */
    @Benchmark
    public float[] inputGradient() {
        k.inputGradient(dz, 0, w, 0, features, 0, inputs, units, PANELS);
        return features;
    }

    /** dW = xᵀ·dz. */
    @Benchmark
    public float[] kernelGradient() {
        k.kernelGradient(x, 0, turned, 0, gradient, 0, inputs, units, ROWS, 0, inputs);
        return gradient;
    }

    /** db = Σ dz. */
    @Benchmark
    public float[] biasGradient() {
        k.biasGradient(dz, 0, b, 0, units, ROWS);
        return b;
    }

    /** dz turned, as the gradient of the kernel wants it. */
    @Benchmark
    public float[] transpose() {
        k.transpose(dz, 0, turned, 0, units, PANELS);
        return turned;
    }

    /** Of each row's units. */
    @Benchmark
    public float[] softmax() {
        k.softmax(dz, 0, outputs, 0, units, PANELS);
        return outputs;
    }
}
