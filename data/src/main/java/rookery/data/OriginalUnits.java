package rookery.data;

import rookery.kernels.Kernels;
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
        return new Unscaling(metric.accumulator(outputs, loss));
    }

    /** Unscales into panels of its own, which are allocated anew only for a larger batch. */
    private final class Unscaling implements Accumulator {
        private final Accumulator metric;
        private Panels target = new Panels(0, 0);
        private Panels prediction = new Panels(0, 0);

        Unscaling(Accumulator metric) {
            this.metric = metric;
        }

        @Override
        public void check(Matrix targets) {
            float[] values = targets.values().clone();
            unscale(values, values, values.length);
            metric.check(Matrix.wrap(targets.rows(), targets.cols(), values));
        }

        @Override
        public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
            this.target = unscaled(target, this.target, rows);
            this.prediction = unscaled(prediction, this.prediction, rows);
            metric.add(kernels, this.target, this.prediction, rows);
        }

        private Panels unscaled(Panels from, Panels into, int rows) {
            int panels = Panels.count(rows);
            Panels to = into.panels() < panels ? new Panels(from.features(), panels) : into;
            unscale(from.values(), to.values(), to.at(panels));
            return to;
        }

        private void unscale(float[] from, float[] to, int count) {
            for (int i = 0; i < count; i++) to[i] = (float) (mean + deviation * from[i]);
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
