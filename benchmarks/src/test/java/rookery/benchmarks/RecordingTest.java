package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.benchmarks.RecordingCase.Plan;
import rookery.benchmarks.RecordingCase.Times;
import rookery.benchmarks.RecordingPage.Pair;

import java.nio.file.Path;
import java.util.List;

class RecordingTest {

    @TempDir Path folder;

    @Test
    void a_training_is_measured_with_a_recorder_and_without_and_leaves_nothing() {
        RecordingCase training =
                new RecordingCase(Plan.of("train 3-4-2 8 adam", 40, 6, 30), folder);
        Pair pair = Pair.of(training);
        assertThat(pair.alone().fit()).isPositive();
        assertThat(pair.recorded().around()).isPositive();
        assertThat(pair.recorded().snapshots()).isEqualTo(2); // at steps 0 and 150
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_row_has_medians_and_the_ratios_of_pairs() {
        List<Pair> pairs =
                List.of(
                        new Pair(new Times(0.010, 0, 0), new Times(0.020, 0.005, 3)),
                        new Pair(new Times(0.020, 0, 0), new Times(0.022, 0.007, 3)),
                        new Pair(new Times(0.040, 0, 0), new Times(0.040, 0.006, 3)));
        Plan plan = Plan.of("train 3-4-2 8 sgd", 41, 0, 30);
        assertThat(RecordingPage.row("some", plan, pairs))
                .isEqualTo("| some | 180 | 20.00 | 22.00 | 1.100 (1.000–2.000) | 6.0 | 3 |");
    }

    @Test
    void each_section_of_the_page_is_replaced_alone() {
        String page = "# Results\n\nmuch\n";
        String both =
                Section.OPTIMIZERS.replaced(
                        Section.RECORDING.replaced(page, List.of("r")), List.of("o"));
        String expected =
                "# Results\n\nmuch\n\n## Optimizers beside copying\n\no\n\n## Recording\n\nr\n";
        assertThat(both).isEqualTo(expected);
        assertThat(Section.RECORDING.replaced(both, List.of("new")))
                .isEqualTo(expected.replace("\nr\n", "\nnew\n"));
        assertThat(Section.OPTIMIZERS.replaced(both, List.of("new")))
                .isEqualTo(expected.replace("\no\n", "\nnew\n"));
        assertThat(Section.kept("# Anew\n", both))
                .isEqualTo(expected.replace("# Results\n\nmuch\n", "# Anew\n"));
        assertThat(Section.kept("# Anew\n", page)).isEqualTo("# Anew\n");
    }
}
