package rookery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.kernels.Kernels;
import rookery.losses.GaussianNll;
import rookery.losses.MeanSquaredError;
import rookery.tensor.Panels;

import java.util.List;
import java.util.Set;

/** Metrics of a network that says a mean and the logarithm of a variance for each number. */
class GaussianMetricsTest {

    private static final Set<String> OF_NUMBERS =
            Set.of(
                    "mean_squared_error",
                    "root_mean_squared_error",
                    "mean_absolute_error",
                    "mean_absolute_percentage_error",
                    "r2_score",
                    "cosine_similarity");

    static List<Metric> metrics() {
        return List.copyOf(Metric.NAMES.members().values());
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void a_metric_measures_the_means_or_is_refused(Metric metric) {
        if (OF_NUMBERS.contains(metric.name())) {
            Accumulator expected = metric.accumulator(2, new MeanSquaredError());
            Accumulator measured = metric.accumulator(4, new GaussianNll());
            expected.add(Kernels.best(), panels(2, 1), panels(2, 3), 40);
            measured.add(Kernels.best(), panels(2, 1), panels(4, 3), 40);
            assertThat(measured.value()).isEqualTo(expected.value()).isNotEqualTo(0);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.accumulator(2, new GaussianNll()))
                    .withMessageStartingWith(metric.name() + ": ")
                    .withMessageEndingWith(
                            ": is of classes, but gaussian_nll is of numbers; use"
                                    + " mean_absolute_error, root_mean_squared_error or r2_score,"
                                    + " which measure the mean");
        }
    }

    @Test
    void there_is_nothing_to_confuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfusionMatrix.Counting(2, new GaussianNll()))
                .withMessageStartingWith("confusion matrix: is of classes");
    }

    /** 40 rows; the k-th number of row b is the same however many numbers there are. */
    private static Panels panels(int features, int factor) {
        Panels panels = new Panels(features, 2);
        for (int b = 0; b < 40; b++)
            for (int k = 0; k < features; k++)
                panels.values()[panels.at(b, k)] = 1 + (b * 7 + k * 5) * factor % 11;
        return panels;
    }
}
