package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Targets that a network sees as they are: counts, and numbers above 0. */
class CountsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "poisson, exponential, 0.9",
        "mean_squared_logarithmic_error, exponential, 0.9",
        "mean_absolute_percentage_error, linear, 0.5"
    })
    void a_loss_of_counts_sees_them_as_they_are(String loss, String last, double least)
            throws IOException {
        Shell shell = new Shell(folder);
        Shell.Outcome outcome =
                shell.run(
                        "train",
                        counts(),
                        "--target=y",
                        "--task=regression",
                        "--learning-rate=0.01",
                        "--loss=" + loss);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("y: the target, as it is").contains(last);
        assertThat(
                        shell.run("evaluate", "counts-1", counts(), "--json")
                                .json()
                                .path("r2_score")
                                .asDouble())
                .isGreaterThan(least);
    }

    @Test
    void a_negative_number_is_no_count() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "x,y\n1,0.5\n2,-1.5\n3,2.5\n");
        Shell.Outcome outcome =
                new Shell(folder)
                        .run(
                                "train",
                                file.toString(),
                                "--target=y",
                                "--task=regression",
                                "--loss=poisson");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("poisson").contains("-1.5");
    }

    /** y = 3·2^(x/25), rounded. */
    private String counts() throws IOException {
        StringBuilder csv = new StringBuilder("x,y\n");
        for (int x = 0; x < 100; x++)
            csv.append("%d,%d\n".formatted(x, Math.round(3 * Math.pow(2, x / 25.0))));
        return Files.writeString(folder.resolve("counts.csv"), csv.toString()).toString();
    }
}
