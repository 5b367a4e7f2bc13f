package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands that {@code train} ends with. */
class NextStepsTest {

    @TempDir Path folder;

    @Test
    void they_find_the_run_and_data_with_blanks() throws IOException {
        Path data =
                Files.writeString(folder.resolve("my data.csv"), "x,y\n" + "1,a\n2,b\n".repeat(20));
        String[] words =
                new Shell(folder.resolve("runs"))
                        .run("train", data.toString(), "--target=y", "--epochs=2")
                        .out()
                        .lines()
                        .filter(line -> line.contains("rookery predict "))
                        .findFirst()
                        .orElseThrow()
                        .strip()
                        .split(" ", 4);
        assertThat(words[2]).isEqualTo(folder.resolve("runs/my-data-1").toString());
        assertThat(words[3]).isEqualTo("\"%s\"", data);
        Shell elsewhere = new Shell(folder.resolve("others"));
        assertThat(elsewhere.run("predict", words[2], data.toString()).code()).isZero();
    }
}
