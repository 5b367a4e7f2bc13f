package rookery.data;

import rookery.kernels.Kernels;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.metrics.Accumulator;
import rookery.metrics.CustomMetric;
import rookery.metrics.Metric;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * A metric of standardized numbers, computed as if they had never been standardized.
 *
 * <pre>
 *   metric(mean + deviation · target, mean + deviation · prediction)
 *   a logarithm of a variance, as {@link GaussianNll} has it, becomes s + 2·ln deviation
 * </pre>
 *
 * @param metric the metric itself, whose name this one has
 * @param mean see the formula
 * @param deviation see the formula
 */
public record OriginalUnits(Metric metric, double mean, double deviation) implements CustomMetric {
    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public boolean rises() {
        return metric.rises();
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        int numbers = loss instanceof GaussianNll ? loss.targets(outputs) : outputs;
        return new Unscaling(metric.accumulator(outputs, loss), numbers);
    }

    /** Unscales into panels of its own, which are allocated anew only for a larger batch. */
    private final class Unscaling implements Accumulator {
        private final Accumulator metric;
        private final int numbers;
        private final double more = 2 * StrictMath.log(deviation);
        private Panels target = new Panels(0, 0);
        private Panels prediction = new Panels(0, 0);

        /** The first outputs are numbers, what follows logarithms of their variances. */
        Unscaling(Accumulator metric, int numbers) {
            this.metric = metric;
            this.numbers = numbers;
        }

        @Override
        public void check(Matrix targets) {
            float[] values = targets.values().clone();
            unscale(values, values, 0, values.length);
            metric.check(Matrix.wrap(targets.rows(), targets.cols(), values));
        }

        @Override
        public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
            this.target = unscaled(target, this.target, target.features(), rows);
            this.prediction = unscaled(prediction, this.prediction, numbers, rows);
            metric.add(kernels, this.target, this.prediction, rows);
        }

        private Panels unscaled(Panels from, Panels into, int numbers, int rows) {
            int panels = Panels.count(rows);
            Panels to = into.panels() < panels ? new Panels(from.features(), panels) : into;
            for (int panel = 0; panel < panels; panel++) {
                int split = to.at(panel) + numbers * Panels.LANES;
                unscale(from.values(), to.values(), to.at(panel), split);
                for (int i = split; i < to.at(panel + 1); i++)
                    to.values()[i] = (float) (from.values()[i] + more);
            }
            return to;
        }

        private void unscale(float[] from, float[] to, int begin, int end) {
            for (int i = begin; i < end; i++) to[i] = (float) (mean + deviation * from[i]);
        }

        @Override
        public double value() {
            return metric.value();
        }

        @Override
        public void reset() {
            metric.reset();
        }
    }
}
