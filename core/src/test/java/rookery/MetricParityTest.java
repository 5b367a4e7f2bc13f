package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.kernels.Kernels;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.metrics.Accumulator;
import rookery.metrics.Auc;
import rookery.metrics.Auc.Curve;
import rookery.metrics.Auc.SummationMethod;
import rookery.metrics.Average;
import rookery.metrics.BinaryAccuracy;
import rookery.metrics.ExpectedCalibrationError;
import rookery.metrics.F1Score;
import rookery.metrics.FBetaScore;
import rookery.metrics.Metric;
import rookery.metrics.Precision;
import rookery.metrics.Recall;
import rookery.metrics.SparseTopKCategoricalAccuracy;
import rookery.metrics.TopKCategoricalAccuracy;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The same values as scikit-learn and Keras compute in double precision. */
class MetricParityTest {

    private static final double TOLERANCE = 1e-5;
    private static final Map<String, Metric> METRICS = metrics();

    private static Map<String, Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(Metric.NAMES.members().values());
        metrics.add(new BinaryAccuracy(0.3));
        metrics.add(new TopKCategoricalAccuracy(2));
        metrics.add(new SparseTopKCategoricalAccuracy(2));
        metrics.add(new ExpectedCalibrationError(4));
        for (Average average : Average.values()) {
            for (Optional<Double> at :
                    List.of(Optional.<Double>empty(), Optional.of(0.5), Optional.of(0.3))) {
                metrics.add(new Precision(average, at));
                metrics.add(new Recall(average, at));
                metrics.add(new F1Score(average, at));
                metrics.add(new FBetaScore(average, 2, at));
                metrics.add(new FBetaScore(average, 0.5, at));
            }
            for (Curve curve : Curve.values()) {
                metrics.add(auc(0, curve, SummationMethod.INTERPOLATION, average));
                metrics.add(auc(200, curve, SummationMethod.INTERPOLATION, average));
                metrics.add(auc(7, curve, SummationMethod.MINORING, average));
                metrics.add(auc(7, curve, SummationMethod.MAJORING, average));
            }
        }
        Map<String, Metric> byName = new HashMap<>();
        for (Metric metric : metrics) byName.put(metric.name(), metric);
        return byName;
    }

    private static Metric auc(int thresholds, Curve curve, SummationMethod sum, Average average) {
        Optional<Integer> given = thresholds == 0 ? Optional.empty() : Optional.of(thresholds);
        return new Auc(given, curve, sum, average);
    }

    static Stream<Arguments> cases() {
        return StreamSupport.stream(Golden.read("metrics.json").get("cases").spliterator(), false)
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void values_are_those_of_the_libraries(String name, JsonNode golden) {
        Matrix targets = Golden.matrix(golden.get("targets"));
        Loss loss =
                switch (golden.get("kind").asString()) {
                    case "binary", "labels" -> new BinaryCrossentropy();
                    case "classes" -> new CategoricalCrossentropy();
                    case "numbers" -> new MeanSquaredError();
                    default -> throw new IllegalArgumentException(name);
                };
        golden.get("values")
                .properties()
                .forEach(value -> assertValue(golden, targets, loss, value.getKey(), ""));
    }

    static Stream<Arguments> classCases() {
        return cases().filter(each ->
                ((JsonNode) each.get()[1]).get("kind").asString().equals("classes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classCases")
    void class_numbers_give_the_same_as_one_hot_rows(String name, JsonNode golden) {
        Matrix targets = classNumbers(Golden.matrix(golden.get("targets")));
        Loss loss = new SparseCategoricalCrossentropy();
        golden.get("values")
                .properties()
                .forEach(value -> {
                    boolean named = value.getKey().contains("categorical");
                    assertValue(golden, targets, loss, value.getKey(), named ? "sparse_" : "");
                });
    }

    private static void assertValue(
            JsonNode golden, Matrix targets, Loss loss, String metric, String prefix) {
        Matrix predictions = Golden.matrix(golden.get("predictions"));
        boolean number = metric.startsWith("mean") || metric.startsWith("root");
        assertThat(METRICS).containsKey(prefix + metric);
        Metric ours = METRICS.get(prefix + metric);
        for (int batch : new int[] {predictions.rows(), 33, 1}) {
            double value = value(ours, loss, targets, predictions, batch);
            golden.get("values")
                    .get(metric)
                    .properties()
                    .forEach(library -> {
                        double expected =
                                library.getValue().isNull()
                                        ? Double.NaN
                                        : library.getValue().asDouble();
                        double scale = number ? Math.abs(expected) : 1;
                        String what = ours + " of " + library.getKey() + ", batches of " + batch;
                        if (Double.isNaN(expected)) assertThat(value).as(what).isNaN();
                        else
                            assertThat(Math.abs(value - expected))
                                    .as("%s: %s, not %s", what, value, expected)
                                    .isLessThanOrEqualTo(TOLERANCE * scale);
                    });
        }
    }

    private static double value(
            Metric metric, Loss loss, Matrix targets, Matrix predictions, int batch) {
        Accumulator accumulator = metric.accumulator(predictions.cols(), loss);
        accumulator.check(targets);
        for (int first = 0; first < targets.rows(); first += batch) {
            int rows = Math.min(batch, targets.rows() - first);
            accumulator.add(
                    Kernels.best(),
                    panels(targets, first, rows),
                    panels(predictions, first, rows),
                    rows);
        }
        return accumulator.value();
    }

    private static Panels panels(Matrix rows, int first, int count) {
        Panels panels = new Panels(rows.cols(), Panels.count(count));
        int[] order = IntStream.range(0, rows.rows()).toArray();
        panels.gather(Kernels.best(), rows, order, first, count, 0, panels.panels());
        return panels;
    }

    private static Matrix classNumbers(Matrix oneHot) {
        float[] numbers = new float[oneHot.rows()];
        for (int row = 0; row < numbers.length; row++)
            for (int k = 0; k < oneHot.cols(); k++) if (oneHot.get(row, k) == 1) numbers[row] = k;
        return Matrix.wrap(numbers.length, 1, numbers);
    }

    @Test
    void every_member_has_golden_numbers() {
        Set<Metric> compared = new HashSet<>();
        cases().forEach(each ->
                ((JsonNode) each.get()[1])
                        .get("values")
                        .propertyNames()
                        .forEach(name -> {
                            compared.add(METRICS.get(name));
                            if (METRICS.containsKey("sparse_" + name))
                                compared.add(METRICS.get("sparse_" + name));
                        }));
        assertThat(Families.withoutSample(Metric.class, compared)).isEmpty();
    }
}
