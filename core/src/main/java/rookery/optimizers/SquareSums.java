package rookery.optimizers;

import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums of squares over tensors, in {@code double}: chunks of {@value #CHUNK} numbers are summed on
 * any thread as {@link Kernels#dot} does, then added up in order.
 */
final class SquareSums {

    private static final int CHUNK = 1 << 14;

    private final Chunk[] chunks;
    private final double[] parts;
    private final double[] sums;
    private final Workers.Work work = this::share;
    private Kernels kernels;
    private float[] x;

    private record Chunk(int tensor, int from, int to) {}

    SquareSums(Parameters parameters) {
        List<Chunk> found = new ArrayList<>();
        for (int k = 0; k < parameters.specs().size(); k++) {
            ParameterSpec spec = parameters.specs().get(k);
            if (!spec.trained()) continue;
            int end = parameters.offset(k) + (int) spec.size();
            for (int at = parameters.offset(k); at < end; at += Math.min(CHUNK, end - at))
                found.add(new Chunk(k, at, at + Math.min(CHUNK, end - at)));
        }
        chunks = found.toArray(Chunk[]::new);
        parts = new double[chunks.length];
        sums = new double[parameters.specs().size()];
    }

    /** The sum of each trained tensor, 0 for the others. */
    double[] of(float[] x, Kernels kernels, int threads) {
        this.x = x;
        this.kernels = kernels;
        Workers.run(work, threads);
        Arrays.fill(sums, 0);
        for (int c = 0; c < chunks.length; c++) sums[chunks[c].tensor] += parts[c];
        return sums;
    }

    private void share(int share, int shares) {
        int to = (int) ((long) chunks.length * (share + 1) / shares);
        for (int c = (int) ((long) chunks.length * share / shares); c < to; c++) {
            Chunk chunk = chunks[c];
            parts[c] = kernels.dot(x, chunk.from, x, chunk.from, chunk.to - chunk.from);
        }
    }
}
