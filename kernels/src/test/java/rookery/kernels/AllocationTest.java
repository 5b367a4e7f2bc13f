package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Once compiled, no kernel allocates: vectors, too, live in registers alone. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A whole number of the largest tiles, and one tile each of 4, 2 and 1 rows. */
    private static final int[] SIZES = {40, 7};

    private static final int LARGEST = 40;
    private static final int CALLS = 200;

    /** Compilation runs beside the test, so it is given as many rounds as it needs. */
    private static final int ROUNDS = 5000;

    /** Rounds after which the compiler gets a processor for itself, should it lack one. */
    private static final int PAUSE = 100;

    private static final int PAUSE_MILLIS = 10;

    static Stream<Kernels> all() {
        return KernelsTest.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_is_allocated_once_a_kernel_is_compiled(Kernels kernels)
            throws InterruptedException {
        for (int size : SIZES) {
            for (Map.Entry<String, Runnable> work : work(kernels, size).entrySet()) {
                long bytes = Long.MAX_VALUE;
                for (int round = 0; round < ROUNDS && bytes > 0; round++) {
                    bytes = allocated(work.getValue());
                    if (round % PAUSE == PAUSE - 1) Thread.sleep(PAUSE_MILLIS);
                }
                assertThat(bytes)
                        .as("bytes in %d calls of %s %s", CALLS, kernels, work.getKey())
                        .isZero();
            }
        }
    }

    private static long allocated(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            work.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static Map<String, Runnable> work(Kernels k, int size) {
        float[] x = new float[LARGEST * 64];
        float[] y = new float[x.length];
        float[] w = new float[x.length];
        float[] t = new float[2 * 2 * 32 * 32];
        Philox.uniform(1, Purpose.DATA, 0, 0, 0, x, 0, x.length);
        int n = 64 * size - 3;
        int[] order = new int[100];
        int[] scratch = new int[200];
        Map<String, Runnable> work = new TreeMap<>();
        work.put("product", () -> k.product(x, 0, w, 0, w, 0, y, 0, size, size, 2));
        work.put("inputGradient", () -> k.inputGradient(x, 0, w, 0, y, 0, size, size, 2));
        work.put("transpose", () -> k.transpose(x, 0, t, 0, size, 2));
        work.put(
                "kernelGradient",
                () -> k.kernelGradient(x, 0, t, 0, y, 0, size, size, 50, 0, size - 1));
        work.put("biasGradient", () -> k.biasGradient(x, 0, y, 0, size, 50));
        work.put("exp", () -> k.exp(x, 0, y, 0, n));
        work.put("log", () -> k.log(x, 0, y, 0, n));
        work.put("log1p", () -> k.log1p(x, 0, y, 0, n));
        work.put("tanh", () -> k.tanh(x, 0, y, 0, n));
        work.put("sigmoid", () -> k.sigmoid(x, 0, y, 0, n));
        work.put("softmax", () -> k.softmax(x, 0, y, 0, size, 2));
        work.put("logSoftmax", () -> k.logSoftmax(x, 0, y, 0, size, 2));
        work.put("reluGradient", () -> k.reluGradient(x, 0, 0.1f, y, 0, n));
        work.put("add", () -> k.add(x, 0, y, 0, n));
        work.put("dot", () -> y[0] = (float) k.dot(x, 0, y, 0, n));
        work.put("uniform", () -> Philox.uniform(1, Purpose.DATA, 0, 0, 5, y, 0, n));
        work.put("normal", () -> Philox.normal(1, Purpose.DATA, 0, 0, 5, y, 0, n));
        work.put(
                "permutation",
                () -> Philox.permutation(k, 1, Purpose.SHUFFLE, 0, 100, order, scratch));
        return work;
    }
}
