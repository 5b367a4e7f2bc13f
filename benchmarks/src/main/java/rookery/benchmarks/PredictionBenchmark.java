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

import rookery.Predictor;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;

import java.util.concurrent.TimeUnit;

/** Predictions of one row and of many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class PredictionBenchmark {

    private static final int ROWS = 1024;

    /** Units from the inputs to the outputs. */
    @Param({"3-16-2", "64-128-128-10", "784-512-512-10", "784-2048-2048-10"})
    public String layers;

    private Predictor predictor;
    private float[] row;
    private float[] outputs;
    private Matrix rows;

    /** A network with its initial weights. */
    @Setup
    public void fill() {
        Workload work = Workload.of("predict", layers, String.valueOf(ROWS), "none");
        predictor =
                Ours.network(work.layers())
                        .compile("categorical_crossentropy", "sgd")
                        .initialModel(0)
                        .predictor();
        predictor.useKernels(Kernels.best());
        row = Examples.features(1, work.inputs());
        outputs = new float[work.outputs()];
        rows = Matrix.wrap(ROWS, work.inputs(), Examples.features(ROWS, work.inputs()));
    }

    /** From an array to an array. */
    @Benchmark
    public float[] row() {
        predictor.predict(row, outputs);
        return outputs;
    }

    /** 1,024 at a time. */
    @Benchmark
    public Matrix rows() {
        return predictor.predict(rows);
    }
}
