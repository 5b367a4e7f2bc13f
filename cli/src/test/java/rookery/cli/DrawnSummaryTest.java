package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code summary --svg}: a model as a picture. */
class DrawnSummaryTest {

    @TempDir static Path folder;

    private static Shell shell;

    @BeforeAll
    static void train() {
        shell = new Shell(folder.resolve("runs"));
        assertThat(shell.run("train", "penguins", "--epochs=3").code()).isZero();
    }

    private static void refuses(String message, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "summary";
        arguments[1] = "penguins-1";
        System.arraycopy(options, 0, arguments, 2, options.length);
        Shell.Outcome outcome = shell.run(arguments);
        assertThat(outcome.err().strip()).isEqualTo(message);
        assertThat(outcome.code()).isEqualTo(Problems.WRONG_USAGE);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_network_is_drawn_with_columns_units_and_classes() throws IOException {
        Path svg = folder.resolve("network.svg");
        Files.writeString(svg, "something older");
        Shell.Outcome outcome = shell.run("summary", "penguins-1", "--svg", svg.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().replaceAll("\\s+", "")).contains("drawn" + svg);
        assertThat(Files.readString(svg))
                .startsWith("<svg ")
                .contains(">flipper_length_mm<", ">not Adelie<", "unit 15 of dense", "@media");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(n -> n.contains("tmp"));
        }
    }

    @Test
    void several_files_have_the_theme_and_json_tells_them() throws IOException {
        Path svg = folder.resolve("dark.svg");
        Path png = folder.resolve("dark.png");
        JsonNode json =
                shell.run(
                                "summary",
                                "penguins-1",
                                "--theme=dark",
                                "--out=" + png,
                                "--svg=" + svg,
                                "--json")
                        .json();
        assertThat(json.get("out").size()).isEqualTo(2);
        assertThat(json.get("parameters").asInt()).isEqualTo(98);
        assertThat(Files.readString(svg)).doesNotContain("@media");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void a_model_file_can_be_drawn_from_anywhere() {
        Path svg = folder.resolve("file.svg");
        Path model = folder.resolve("runs/penguins-1/model.rookery");
        assertThat(Shell.bare("summary", model.toString(), "--svg", svg.toString()).code())
                .isZero();
        assertThat(svg).exists();
    }

    @Test
    void what_cannot_be_written_is_refused() throws IOException {
        refuses(
                "--svg: network.jpg: a file that ends with .png, .svg is wanted",
                "--svg=network.jpg");
        Path none = folder.resolve("none");
        refuses(
                "--svg: %s/a.svg: there is no folder %s; make it first".formatted(none, none),
                "--svg=" + none.resolve("a.svg"));
        Path taken = Files.createDirectories(folder.resolve("taken.svg"));
        refuses("--svg: %s is a folder".formatted(taken), "--svg=" + taken);
        Path twice = folder.resolve("twice.svg");
        refuses("--out: %s is named twice".formatted(twice), "--svg=" + twice, "--out=" + twice);
        Path own = folder.resolve("runs/penguins-1/a.svg");
        refuses(
                "--svg: %s belongs to the model penguins-1; choose another file".formatted(own),
                "--svg=" + own);
        refuses(
                "unknown theme \"grey\"; known are light, dark and automatic",
                "--svg=" + twice,
                "--theme=grey");
        assertThat(twice).doesNotExist();
    }

    @Test
    void a_folder_that_may_not_be_written_to_is_refused() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        assumeFalse(!closed.toFile().setWritable(false) || Files.isWritable(closed), "as root");
        try {
            refuses(
                    "--svg: %s/a.svg: you may not write in %s".formatted(closed, closed),
                    "--svg=" + closed.resolve("a.svg"));
        } finally {
            assertThat(closed.toFile().setWritable(true)).isTrue();
        }
    }
}
