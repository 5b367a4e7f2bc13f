package rookery.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import rookery.benchmarks.Laps;
import rookery.benchmarks.Workload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * onnxruntime from Java: prediction from {@code float[]} to {@code float[]} through buffers that
 * are made once, with one thread or all, whichever is faster.
 */
public final class OnnxPeer {

    private static final double TRIAL_SECONDS = 1;

    private final Workload work;
    private final float[] features;
    private final float[] outputs;

    private OnnxPeer(Workload work) {
        this.work = work;
        features = Peers.features(work);
        outputs = new float[work.rows() * work.outputs()];
    }

    /** Measures a {@link Workload} of predictions. */
    public static void main(String... arguments) throws OrtException {
        Workload work = Workload.of(arguments);
        if (work.kind() != Workload.Kind.PREDICT)
            throw new IllegalArgumentException("onnxruntime is measured in prediction only");
        new OnnxPeer(work).run();
    }

    private byte[] model() {
        Random random = new Random(1);
        int[] widths = work.layers().stream().mapToInt(Integer::intValue).toArray();
        float[][] weights = new float[widths.length - 1][];
        for (int k = 0; k < weights.length; k++)
            weights[k] = Peers.weights(widths[k], widths[k + 1], random);
        return Onnx.model(widths, weights);
    }

    private void run() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        byte[] model = model();
        int best = 1;
        double time = Double.POSITIVE_INFINITY;
        for (int threads : Set.of(1, Runtime.getRuntime().availableProcessors())) {
            double own = measure(environment, model, threads, null);
            if (own < time) {
                best = threads;
                time = own;
            }
        }
        Laps laps =
                Peers.laps(
                        "onnxruntime %s, Java, %d threads"
                                .formatted(environment.getVersion(), best),
                        work);
        measure(environment, model, best, laps);
    }

    /** Laps until the clock says no or, without one, for a second; the fastest lap's seconds. */
    private double measure(OrtEnvironment environment, byte[] model, int threads, Laps laps)
            throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            try (OrtSession session = environment.createSession(model, options)) {
                return measure(environment, session, laps);
            }
        }
    }

    private double measure(OrtEnvironment environment, OrtSession session, Laps laps)
            throws OrtException {
        FloatBuffer in = direct(features.length);
        FloatBuffer out = direct(outputs.length);
        try (OnnxTensor x =
                        OnnxTensor.createTensor(
                                environment, in, new long[] {work.rows(), work.inputs()});
                OnnxTensor y =
                        OnnxTensor.createTensor(
                                environment, out, new long[] {work.rows(), work.outputs()})) {
            Map<String, OnnxTensor> inputs = Map.of("x", x);
            Map<String, OnnxTensor> pinned = Map.of("y", y);
            double best = Double.POSITIVE_INFINITY;
            long start = System.nanoTime();
            do {
                long lap = System.nanoTime();
                for (int i = 0; i < work.steps(); i++) {
                    in.put(0, features);
                    try (OrtSession.Result _ = session.run(inputs, Set.of(), pinned)) {
                        out.get(0, outputs);
                    }
                }
                best = Math.min(best, (System.nanoTime() - lap) * 1e-9);
            } while (laps == null
                    ? (System.nanoTime() - start) * 1e-9 < TRIAL_SECONDS
                    : laps.lap(Double.NaN, Double.NaN));
            return best;
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
