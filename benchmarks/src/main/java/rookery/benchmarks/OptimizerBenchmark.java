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
import rookery.optimizers.Adam;
import rookery.optimizers.Ftrl;
import rookery.optimizers.Optimizer;
import rookery.optimizers.OptimizerState;
import rookery.optimizers.RmsProp;
import rookery.optimizers.Sgd;
import rookery.optimizers.Update;
import rookery.schedules.Constant;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An update of one kernel, beside copying what the update reads and writes; on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class OptimizerBenchmark {

    private static final double RATE = 1e-6;

    /** Its name, and its way. */
    @Param({
        "sgd",
        "sgd momentum",
        "sgd nesterov",
        "adagrad",
        "adadelta",
        "rmsprop",
        "rmsprop momentum",
        "rmsprop centered",
        "rmsprop centered momentum",
        "adam",
        "adam amsgrad",
        "adamw",
        "adamax",
        "nadam",
        "ftrl",
        "ftrl power",
        "lion",
        "lamb",
        "muon",
        "weight_decay",
        "clip_by_value",
        "clip_by_norm",
        "clip_by_global_norm",
        "gradient_noise",
        "exponential_moving_average",
        "gradient_accumulation"
    })
    public String optimizer;

    /** The kernel's inputs and units: 2²⁰ parameters. */
    @Param({"1024x1024"})
    public String shape;

    /**
     * {@code copy} reads parameters, gradients and slots, and writes parameters and slots, with one
     * addition. The two are measured one after the other.
     */
    @Param({"copy", "update"})
    public String work;

    private Update update;
    private float[] θ;
    private float[] gradients;
    private float[][] slots;

    private static Optimizer named(String name) {
        Constant η = new Constant(RATE);
        return switch (name) {
            case "sgd momentum" -> new Sgd(RATE, 0.9, false);
            case "sgd nesterov" -> new Sgd(RATE, 0.9, true);
            case "rmsprop momentum" -> new RmsProp(η, 0.9, 0.9, 1e-7, false);
            case "rmsprop centered" -> new RmsProp(η, 0.9, 0, 1e-7, true);
            case "rmsprop centered momentum" -> new RmsProp(η, 0.9, 0.9, 1e-7, true);
            case "adam amsgrad" -> new Adam(η, 0.9, 0.999, 1e-7, true);
            case "ftrl power" -> new Ftrl(η, -0.6, 0.1, 0, 0, 0, 0);
            default -> Objects.requireNonNull(Optimizer.NAMES.members().get(name), name);
        };
    }

    /** Random weights and gradients. */
    @Setup
    public void fill() {
        Optimizer member = named(optimizer);
        String[] sides = shape.split("x");
        ParameterSpec spec =
                ParameterSpec.kernel(
                        "dense/kernel", Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        Parameters parameters = Parameters.zeros(List.of(spec));
        θ = parameters.values();
        float[] weights = Examples.features(θ.length, 1);
        System.arraycopy(weights, 0, θ, 0, θ.length);
        gradients = Examples.features(θ.length, 1);
        OptimizerState state = member.init(parameters);
        slots = new float[state.names().size()][];
        for (int k = 0; k < slots.length; k++) slots[k] = state.slot(k);
        update = new Update(member, parameters, gradients, state, 1);
    }

    /** A whole update, or a copy. */
    @Benchmark
    public float[] step() {
        if (work.equals("copy")) copy();
        else update();
        return θ;
    }

    private void update() {
        update.begin(Kernels.best(), 1, RATE);
        update.prepare();
        update.update(0, θ.length);
    }

    private void copy() {
        switch (slots.length) {
            case 0 -> copy(θ, gradients);
            case 1 -> copy(θ, gradients, slots[0]);
            case 2 -> copy(θ, gradients, slots[0], slots[1]);
            case 3 -> copy(θ, gradients, slots[0], slots[1], slots[2]);
            default -> throw new IllegalStateException(slots.length + " slots");
        }
    }

    private static void copy(float[] a, float[] g) {
        for (int i = 0; i < a.length; i++) a[i] = a[i] + g[i];
    }

    private static void copy(float[] a, float[] g, float[] b) {
        for (int i = 0; i < a.length; i++) {
            float old = a[i];
            a[i] = b[i];
            b[i] = old + g[i];
        }
    }

    private static void copy(float[] a, float[] g, float[] b, float[] c) {
        for (int i = 0; i < a.length; i++) {
            float old = a[i];
            a[i] = b[i];
            b[i] = c[i];
            c[i] = old + g[i];
        }
    }

    private static void copy(float[] a, float[] g, float[] b, float[] c, float[] d) {
        for (int i = 0; i < a.length; i++) {
            float old = a[i];
            a[i] = b[i];
            b[i] = c[i];
            c[i] = d[i];
            d[i] = old + g[i];
        }
    }
}
