package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

class BenchTest {

    @Test
    void what_is_measured_fits_together() {
        Shell.Outcome outcome = Shell.bare("bench", "--layers=3,16,2", "--batch-size=64", "--json");
        assertThat(outcome.code()).isZero();
        JsonNode json = outcome.json();
        assertThat(json.propertyNames())
                .contains(
                        "microseconds_per_step",
                        "examples_per_second",
                        "gflops",
                        "peak_gflops",
                        "fraction_of_peak",
                        "threads",
                        "kernels");
        double step = json.path("microseconds_per_step").asDouble();
        assertThat(step).isPositive();
        assertRatio(json, "examples_per_second", 64 / step * 1e6);
        // forward and kernel gradients of both layers, and the input gradient of the second
        double operations = 64 * 2 * (2 * (3 * 16 + 16 * 2) + 16 * 2);
        assertRatio(json, "gflops", operations / step / 1e3);
        double gflops = json.path("gflops").asDouble();
        assertRatio(json, "fraction_of_peak", gflops / json.path("peak_gflops").asDouble());
    }

    private static void assertRatio(JsonNode json, String name, double expected) {
        assertThat(json.path(name).asDouble() / expected).as(name).isBetween(1 - 1e-9, 1 + 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers=3 | --layers: at least two numbers from 1 are wanted, as 3,16,2, got [3]",
                "--layers=3,0 | --layers: at least two numbers from 1 are wanted, as 3,16,2, got"
                        + " [3, 0]",
                "--batch-size=5 | --batch-size: goes with --layers only",
                "--threads=0 | --threads: a number from 1 to 1023 is wanted, got 0"
            })
    void what_cannot_be_measured_is_refused(String option, String message) {
        Shell.Outcome outcome = Shell.bare("bench", option);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().strip()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
    }
}
