package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Model;
import rookery.Objective;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many rows a batch must have until its gradient is more signal than noise.
 *
 * <pre>
 *   |G|² = (B·|g_B|² − b·|g_b|²) / (B − b)      S = (|g_b|² − |g_B|²) / (1/b − 1/B)      S / |G|²
 * </pre>
 *
 * g_b of batches of the training's size, g_B of all their rows together, at the final weights in
 * inference mode. McCandlish et al. 2018, arXiv:1812.06162.
 *
 * @param batch b
 * @param rows S / |G|²
 */
record NoiseScale(int batch, double rows) {

    private static final int BATCHES = 32;

    /** None where all rows are one batch, or |G|² is not above 0. */
    static Optional<NoiseScale> of(Evidence evidence) {
        Dataset data = evidence.replay().training();
        int b = Math.min(evidence.fit().batchSize(), data.rows());
        int batches = Math.min(BATCHES, data.rows() / b);
        if (batches < 2) return Optional.empty();
        Dataset all = Evidence.spread(data, batches * b);
        double ofBatches = 0;
        for (int k = 0; k < batches; k++) {
            int first = k;
            int[] rows = IntStream.range(0, b).map(i -> i * batches + first).toArray();
            ofBatches += square(evidence, all.select(rows)) / batches;
            evidence.tick();
        }
        double ofAll = square(evidence, all);
        double B = all.rows();
        double signal = (B * ofAll - b * ofBatches) / (B - b);
        double noise = (ofBatches - ofAll) / (1.0 / b - 1 / B);
        return signal > 0 ? Optional.of(new NoiseScale(b, noise / signal)) : Optional.empty();
    }

    private static double square(Evidence evidence, Dataset rows) {
        Model model = evidence.model();
        Objective objective = Objective.inInference(model, rows, evidence.fit());
        objective.lossAndGradients();
        double sum = 0;
        for (float g : objective.gradients().values()) sum += (double) g * g;
        return sum;
    }

    /** In words. */
    String sentence() {
        return "noise: batches have %s, the gradient's noise scale is %s"
                .formatted(Words.count(batch, "row"), Words.number(rows));
    }
}
