package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Model;
import rookery.data.BundledData;
import rookery.data.NumberColumn;
import rookery.data.Table;
import rookery.formats.ModelFile;
import rookery.tensor.Matrix;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code --loss gaussian_nll}: numbers, and how far off they may be. */
class GaussianTest {

    @TempDir Path folder;

    private Shell shell() {
        return new Shell(folder.resolve("runs"));
    }

    private Shell.Outcome train(String... options) {
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = "--name=run";
        Shell.Outcome outcome = shell().run(all);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    /** A column as the network sees it, its mean and deviation taken over all rows. */
    private record Standardized(double[] values, double mean, double deviation) {
        static Standardized of(String name) {
            Table table = BundledData.WAVES.table();
            NumberColumn column = (NumberColumn) table.column(name);
            double[] values = new double[table.rows()];
            for (int row = 0; row < values.length; row++) values[row] = column.value(row);
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance =
                    Arrays.stream(values).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
            return new Standardized(values, mean, Math.sqrt(variance));
        }

        double of(int row) {
            return (values[row] - mean) / deviation;
        }
    }

    /** Mean and logarithm of the variance, from the weights alone. */
    private static double[] outputs(Model model, double... x) {
        double[] hidden = layer(model, "dense", x);
        for (int i = 0; i < hidden.length; i++) hidden[i] = Math.max(0, hidden[i]);
        return layer(model, "dense_1", hidden);
    }

    private static double[] layer(Model model, String name, double... x) {
        Matrix kernel = model.weights(name + "/kernel");
        Matrix bias = model.weights(name + "/bias");
        double[] z = new double[kernel.cols()];
        for (int j = 0; j < z.length; j++) {
            z[j] = bias.values()[j];
            for (int i = 0; i < x.length; i++) z[j] += x[i] * kernel.get(i, j);
        }
        return z;
    }

    @Test
    void waves_are_predicted_with_a_standard_deviation_each() {
        JsonNode trained =
                train(
                                "train",
                                "waves",
                                "--loss=gaussian_nll",
                                "--validation=0",
                                "--epochs=40",
                                "--learning-rate=0.005",
                                "--json")
                        .json();
        Model model = ModelFile.read(folder.resolve("runs/run/model.rookery")).model();
        JsonNode answers = shell().run("predict", "run", "waves", "--json").json();
        Standardized height = Standardized.of("height");
        Standardized x = Standardized.of("x");
        Standardized y = Standardized.of("y");
        double loss = 0;
        double distance = 0;
        for (int row = 0; row < 900; row++) {
            double[] expected = outputs(model, x.of(row), y.of(row));
            JsonNode answer = answers.at("/predictions/" + row);
            double value = answer.get("prediction").asDouble();
            assertThat(value)
                    .isCloseTo(height.mean() + height.deviation() * expected[0], within(1e-5));
            assertThat(answer.get("standard_deviation").asDouble())
                    .isCloseTo(height.deviation() * Math.exp(expected[1] / 2), within(1e-5));
            double error = height.of(row) - expected[0];
            loss += (expected[1] + error * error / Math.exp(expected[1])) / 2 / 900;
            distance += Math.abs(value - height.values()[row]) / 900;
        }
        JsonNode measured = shell().run("evaluate", "run", "waves", "--json").json();
        assertThat(measured.get("loss").asDouble()).isCloseTo(loss, within(1e-5));
        assertThat(measured.get("mean_absolute_error").asDouble())
                .isCloseTo(distance, within(1e-5));
        for (String name : List.of("loss", "mean_absolute_error", "r2_score"))
            assertThat(measured.get(name)).isEqualTo(trained.get(name));
        assertThat(measured.get("r2_score").asDouble()).isGreaterThan(0.7);
    }

    /** Values of group a are 5 ± 0.1, those of group b 7 ± 1. */
    private String groups() throws IOException {
        Path file = folder.resolve("groups.csv");
        Files.writeString(file, "group,y\n" + "a,4.9\na,5.1\nb,6\nb,8\n".repeat(50));
        return file.toString();
    }

    private void trainGroups(String... options) throws IOException {
        String[] all = Arrays.copyOf(options, options.length + 5);
        all[options.length] = "--target=y";
        all[options.length + 1] = "--task=regression";
        all[options.length + 2] = "--hidden=none";
        all[options.length + 3] = "--learning-rate=0.02";
        all[options.length + 4] = "--validation=0";
        train(all);
    }

    @Test
    void what_scatters_more_is_predicted_to_scatter_more() throws IOException {
        trainGroups("train", groups(), "--loss=gaussian_nll", "--epochs=150");
        Shell.Outcome csv = shell().run("predict", "run", groups());
        List<String> lines = csv.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("row,prediction,standard_deviation");
        assertPredicted(lines.get(1), 5, 0.1);
        assertPredicted(lines.get(3), 7, 1);
        assertThat(shell().run("summary", "run").out()).contains("standard deviation");
    }

    private static void assertPredicted(String line, double value, double deviation) {
        String[] fields = line.split(",");
        assertThat(Double.parseDouble(fields[1])).isCloseTo(value, within(0.02));
        assertThat(Double.parseDouble(fields[2])).isCloseTo(deviation, within(0.02 * deviation));
    }

    @Test
    void a_standard_deviation_is_not_below_the_least_of_the_loss() throws IOException {
        trainGroups("train", groups(), "--loss=gaussian_nll(eps=0.25)", "--epochs=150");
        JsonNode answers = shell().run("predict", "run", groups(), "--json").json();
        double deviation = Math.sqrt(1 + (0.01 + 1) / 2); // between groups, and within
        assertThat(answers.at("/predictions/0/standard_deviation").asDouble())
                .isCloseTo(deviation * 0.5, within(1e-6));
        assertThat(answers.at("/predictions/2/standard_deviation").asDouble())
                .isCloseTo(1, within(0.02));
    }

    @Test
    void a_run_is_trained_again_by_its_own_description_or_with_another_loss() {
        train("train", "waves", "--loss=gaussian_nll", "--epochs=2");
        Path recipe = folder.resolve("runs/run/run.json");
        JsonNode again =
                shell().run("train", "--config=" + recipe, "--name=again", "--json").json();
        assertThat(again.get("weights_sha256"))
                .isEqualTo(shell().run("summary", "run", "--json").json().get("weights_sha256"));
        String[] other = {"train", "--config=" + recipe, "--loss=mse", "--hidden=8", "--name=mse"};
        assertThat(shell().run(other).code()).isZero();
        assertThat(shell().run("predict", "mse", "waves").out()).startsWith("row,prediction\n");
    }

    @ParameterizedTest
    @CsvSource({
        "mse, mean_squared_error", "rmse, root_mean_squared_error",
        "mae, mean_absolute_error", "r2, r2_score",
        "mape, mean_absolute_percentage_error", "cosine_similarity, cosine_similarity"
    })
    void metrics_of_numbers_measure_the_mean(String metric, String name) throws IOException {
        trainGroups("train", groups(), "--loss=gaussian_nll", "--epochs=5", "--metrics=" + metric);
        JsonNode predicted = shell().run("predict", "run", groups(), "--json").json();
        double[] truth = {4.9, 5.1, 6, 8};
        double squares = 0;
        double distances = 0;
        double shares = 0;
        for (int k = 0; k < 4; k++) {
            double error = predicted.at("/predictions/%d/prediction".formatted(k)).asDouble();
            error -= truth[k];
            squares += error * error / 4;
            distances += Math.abs(error) / 4;
            shares += 100 * Math.abs(error) / truth[k] / 4;
        }
        double expected =
                switch (metric) {
                    case "mse" -> squares;
                    case "rmse" -> Math.sqrt(squares);
                    case "mae" -> distances;
                    case "r2" -> 1 - squares / (1 + 1.01 / 2);
                    case "mape" -> shares;
                    default -> 1; // one positive number points where another does
                };
        double measured =
                shell().run("evaluate", "run", groups(), "--json").json().get(name).asDouble();
        assertThat(measured).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
    }
}
