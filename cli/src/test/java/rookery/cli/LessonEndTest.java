package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static rookery.cli.LessonNumbersTest.number;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.PreparedTable;
import rookery.layers.Dense;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lesson's numbers of the loss landscape and of the doctor, each found in another way, too. */
class LessonEndTest {

    private static final Dataset TRAINING =
            PreparedTable.of(BundledData.PENGUINS.table(), BundledData.PENGUINS.options())
                    .training();

    @TempDir private static Path runs;

    private static JsonNode terrain;
    private static JsonNode descents;
    private static JsonNode doctor;
    private static JsonNode raw;
    private static JsonNode standardized;
    private static JsonNode diagnosis;

    @BeforeAll
    static void computed() {
        terrain = Shell.bare("lesson", "--only=5", "--json").json().path("landscape");
        descents = Shell.bare("lesson", "--only=4", "--json").json().path("descents");
        doctor = Shell.bare("lesson", "--only=13", "--json").json().path("doctor");
        Shell shell = new Shell(runs);
        raw = shell.run("train", "penguins", "--scale=none", "--name=raw", "--json").json();
        standardized = shell.run("train", "penguins", "--json").json();
        diagnosis = shell.run("doctor", "raw", "--json").json();
    }

    private static Learner learner() {
        return Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax()))
                .compile("categorical_crossentropy", "sgd", "accuracy");
    }

    private static double distance(Parameters from, Parameters to) {
        double squares = 0;
        for (int i = 0; i < from.values().length; i++)
            squares += Math.pow((double) to.values()[i] - from.values()[i], 2);
        return Math.sqrt(squares);
    }

    @Test
    void walks_end_where_the_descents_end() {
        int[] batches = {299, 32, 1};
        Parameters start = learner().initialModel(0).parameters();
        for (int k = 0; k < 3; k++) {
            JsonNode walk = terrain.path("walks").get(k);
            JsonNode descent = descents.path("descents").get(k);
            assertThat(walk.path("name")).isEqualTo(descent.path("name"));
            assertThat(walk.path("steps")).isEqualTo(descent.path("steps"));
            assertThat(number(walk, "loss")).isEqualTo(number(descent, "loss"));
            Fit fit = Fit.defaults().epochs(20).batchSize(batches[k]);
            Run run = learner().fit(TRAINING, fit);
            assertThat(number(walk, "distance"))
                    .isEqualTo(distance(start, run.model().parameters()), within(1e-12));
            double epoch = learner().fit(TRAINING, fit.epochs(1)).training().loss();
            assertThat(number(walk, "loss_after_epoch")).isEqualTo(epoch);
        }
    }

    @Test
    void a_straight_walk_is_as_long_as_its_distance_and_a_staggering_one_is_longer() {
        double[] detours = new double[3];
        for (int k = 0; k < 3; k++) {
            JsonNode walk = terrain.path("walks").get(k);
            detours[k] = number(walk, "length") / number(walk, "distance");
        }
        assertThat(detours[0]).isBetween(1.0, 1.01);
        assertThat(detours[1]).isGreaterThan(detours[0]);
        assertThat(detours[2]).isGreaterThan(4);
    }

    @Test
    void trails_begin_at_the_untrained_network_and_lie_near_the_plane() {
        double atStart =
                number(
                        Shell.bare("lesson", "--only=2", "--json").json(),
                        "compile",
                        "loss_at_start");
        JsonNode landscape = terrain.path("landscape");
        assertThat(landscape.path("trails")).hasSize(3);
        for (JsonNode trail : landscape.path("trails")) {
            JsonNode first = trail.path("points").get(0);
            assertThat(number(first, "loss")).isEqualTo(atStart);
            assertThat(number(first, "projected_loss")).isEqualTo(atStart, within(1e-7));
            assertThat(number(first, "x")).isZero();
            assertThat(number(first, "distance")).isZero();
        }
        assertThat(number(terrain, "explained")).isBetween(0.99, 1.0);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (JsonNode row : landscape.path("training").path("losses"))
            for (JsonNode loss : row) {
                lowest = Math.min(lowest, loss.asDouble());
                highest = Math.max(highest, loss.asDouble());
            }
        assertThat(number(terrain, "lowest")).isEqualTo(lowest);
        assertThat(number(terrain, "highest")).isEqualTo(highest);
    }

    private static List<String> codes(JsonNode findings) {
        List<String> codes = new ArrayList<>();
        findings.forEach(finding -> codes.add(finding.path("code").asString()));
        return codes;
    }

    @Test
    void the_doctor_says_of_the_lectures_training_what_it_says_of_the_run() {
        JsonNode ill = doctor.path("millimetres");
        assertThat(codes(ill.path("findings")))
                .isEqualTo(codes(diagnosis.path("findings")))
                .startsWith("inputs-not-scaled")
                .containsSubsequence("dead-relu", "learned-class-frequencies");
        for (int k = 0; k < ill.path("findings").size(); k++)
            assertThat(ill.path("findings").get(k).path("summary"))
                    .isEqualTo(diagnosis.path("findings").get(k).path("summary"));
        assertThat(number(ill, "loss")).isEqualTo(number(raw, "loss"));
        assertThat(number(ill, "accuracy")).isEqualTo(number(raw, "accuracy"));
        assertThat(number(ill, "validation_accuracy")).isEqualTo(number(raw, "val_accuracy"));
    }

    @Test
    void the_fix_of_the_cause_is_proved_by_a_training_that_reaches_what_train_reaches() {
        JsonNode proof = doctor.path("proofs").get(0);
        assertThat(proof.path("options").asString()).isEqualTo("--scale standard");
        assertThat(proof.path("verdict").asString()).isEqualTo("HELPS");
        assertThat(number(proof, "before", "values", "val_accuracy"))
                .isEqualTo(number(raw, "val_accuracy"));
        assertThat(number(proof, "after", "values", "val_accuracy"))
                .isEqualTo(number(standardized, "val_accuracy"))
                .isGreaterThan(0.94);
        JsonNode cured = doctor.path("standardized");
        assertThat(number(cured, "loss")).isEqualTo(number(standardized, "loss"));
        assertThat(codes(cured.path("findings")))
                .doesNotContain("inputs-not-scaled", "dead-relu", "learned-class-frequencies");
    }

    @Test
    void confusion_before_and_after_count_all_rows_and_give_the_accuracy() {
        for (String which : List.of("millimetres", "standardized")) {
            JsonNode counts = doctor.path(which).path("confusion");
            double right = counts.get(0).get(0).asDouble() + counts.get(1).get(1).asDouble();
            double wrong = counts.get(0).get(1).asDouble() + counts.get(1).get(0).asDouble();
            assertThat(right + wrong).isEqualTo(299);
            assertThat(right / 299).isEqualTo(number(doctor, which, "accuracy"), within(1e-12));
        }
        assertThat(doctor.path("millimetres").path("confusion").get(0).get(0).asInt()).isZero();
    }

    @Test
    void probabilities_of_adelie_are_one_for_all_in_millimetres_and_far_apart_standardized() {
        JsonNode finding = Shell.bare("lesson", "--only=12", "--json").json().path("finding");
        JsonNode same = finding.path("raw").path("probabilities");
        JsonNode apart = finding.path("standardized").path("probabilities");
        int[] rows = {133, 166};
        for (int k = 0; k < 2; k++) {
            assertThat(same.get(k).get(8).asInt()).as("from 0.4 to 0.45").isEqualTo(rows[k]);
            int all = 0;
            for (JsonNode count : apart.get(k)) all += count.asInt();
            assertThat(all).isEqualTo(rows[k]);
        }
        assertThat(apart.get(0).get(19).asInt()).isGreaterThan(60);
        assertThat(apart.get(1).get(0).asInt()).isGreaterThan(60);
    }
}
