package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.explain.doctor.Doctor;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each finding has a command, and each command does what it says. */
class DoctorFixTest {

    private static final String LARGE =
            "dense(32, tanh, kernel_initializer=random_normal(stddev=0.7))";
    private static final String SIGMOIDS = String.join(", ", Collections.nCopies(8, "8 sigmoid"));
    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");

    @TempDir Path folder;

    /** Trainings with a fault, so many that each check finds one. */
    private List<List<String>> broken() throws IOException {
        return List.of(
                List.of(columns(), "--target=kind", "--epochs=5"),
                List.of(columns(), "--target=kind", "--embed=word=2", "--epochs=5"),
                List.of("penguins", "--scale=none"),
                List.of("moons", "--hidden=dense(16, relu, bias_initializer=constant(8))"),
                List.of("xor", "--hidden=2", "--optimizer=adam(0.05)"),
                List.of("rings", "--hidden=16 tanh", "--optimizer=sgd(30)", "--batch-size=full"),
                List.of("waves", "--hidden=" + SIGMOIDS, "--optimizer=sgd", "--epochs=10"),
                List.of("moons", "--hidden=" + large(16), "--optimizer=sgd(0.0001)", "--epochs=1"),
                List.of("waves", "--optimizer=sgd(100)"),
                List.of("moons", "--config=" + sigmoids(), "--epochs=5"),
                List.of("penguins", "--target=species", "--scale=none", "--optimizer=rmsprop"),
                List.of(noise(), "--target=kind", "--validation=0.5", "--hidden=128,128"),
                List.of(clouds(), "--target=class", "--validation=0"),
                List.of("moons", "--optimizer=adam(exponential_decay(1e-7, 100, 0.5))"),
                List.of(noise(), "--target=kind", "--embed=word=3", "--class-weight=balanced"),
                List.of(noise(), "--target=x", "--loss=gaussian_nll", "--patience=50"));
    }

    @Test
    void each_check_finds_something_and_says_the_command_that_mends_it() throws IOException {
        Set<String> codes = new LinkedHashSet<>();
        Shell shell = new Shell(folder.resolve("runs with blanks"));
        int run = 0;
        for (List<String> training : broken()) {
            List<String> train = new ArrayList<>(List.of("train"));
            train.addAll(training);
            train.addAll(List.of("--quiet", "--name=broken-" + ++run));
            assertThat(shell.run(train.toArray(String[]::new)).code())
                    .as("%s", train)
                    .isLessThan(2);
            JsonNode found = shell.run("doctor", "broken-" + run, "--json").json();
            for (JsonNode finding : found.path("findings")) {
                codes.add(finding.path("code").asString());
                assertThat(finding.path("code_lines").size()).as("%s", finding).isPositive();
                runs(finding.path("fix").asString());
            }
        }
        assertThat(codes).containsExactlyInAnyOrderElementsOf(Doctor.codes());
    }

    @Test
    void so_do_findings_before_a_training() throws IOException {
        String[] doctor = {"doctor", columns(), "--target=kind", "--embed=word=2", "--json"};
        JsonNode found = new Shell(folder.resolve("runs")).run(doctor).json();
        Set<String> codes = new LinkedHashSet<>();
        for (JsonNode finding : found.path("findings")) {
            codes.add(finding.path("code").asString());
            runs(finding.path("fix").asString());
        }
        assertThat(codes)
                .contains("constant-column", "duplicate-column", "leakage", "duplicate-rows");
    }

    /** The command as a shell reads it; a training is cut short. */
    private static void runs(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find())
            words.add(
                    matcher.group(2) != null
                            ? matcher.group(2)
                            : matcher.group(1).replaceAll("\\\\(.)", "$1"));
        assertThat(words.removeFirst()).isEqualTo("rookery");
        if (words.getFirst().equals("train")) {
            words.removeIf(word -> word.equals("--epochs=5"));
            if (!words.contains("--epochs")) words.addAll(List.of("--epochs", "1"));
            words.add("--quiet");
        }
        Shell.Outcome outcome = Shell.bare(words.toArray(String[]::new));
        assertThat(outcome.code()).as("%s: %s", line, outcome.err()).isLessThan(2);
    }

    private static String large(int layers) {
        return String.join(", ", Collections.nCopies(layers, LARGE)) + ", 2 tanh";
    }

    /** A column that is always the same, one twice, one that is the target, and all rows twice. */
    private String columns() throws IOException {
        StringBuilder csv = new StringBuilder("a,inches,z,later,word,kind\n");
        for (int i = 0; i < 160; i++) {
            int row = i / 2;
            double a = new Random(row).nextGaussian();
            boolean kind = row % 3 == 0;
            csv.append(
                    "%s,%s,7,%s,%s,%s%n"
                            .formatted(
                                    a,
                                    a / 2.54,
                                    kind ? row : -row - 1,
                                    "pqr".charAt(row % 7 % 3),
                                    kind));
        }
        return write("columns.csv", csv);
    }

    /** Numbers and words that say nothing of a kind. */
    private String noise() throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("x,y,word,kind\n");
        for (int i = 0; i < 120; i++)
            csv.append(
                    "%s,%s,%s,%s%n"
                            .formatted(
                                    random.nextGaussian(),
                                    random.nextGaussian(),
                                    "abcdef".charAt(i % 6),
                                    random.nextBoolean() ? "p" : "q"));
        return write("noise.csv", csv);
    }

    /** Two clouds far apart; row 13 lies deep in the wrong one. */
    private String clouds() throws IOException {
        StringBuilder csv = new StringBuilder("x,y,class\n");
        for (int i = 0; i < 80; i++) {
            boolean left = i % 2 == 0;
            String label = left || i == 13 ? "left" : "right";
            csv.append("%d,%d,%s%n".formatted((left ? -20 : 20) + i % 7, i % 11, label));
        }
        return write("clouds.csv", csv);
    }

    /** Probabilities that do not add up to 1. */
    private String sigmoids() throws IOException {
        return write(
                "sigmoids.json",
                new StringBuilder(
                        "{\"learner\": {\"network\": {\"layers\": \"16 relu, 2 sigmoid\"}}}"));
    }

    private String write(String name, CharSequence text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
