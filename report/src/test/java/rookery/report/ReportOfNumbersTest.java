package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Trail;
import rookery.formats.Replay;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;
import rookery.layers.Dense;
import rookery.report.Part.Known;
import rookery.report.Part.Missing;
import rookery.tensor.Matrix;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The report of a run that a program trained on numbers of its own. */
class ReportOfNumbersTest {

    private static final Report.Progress SILENT = (_, _) -> _ -> {};

    @TempDir private Path runs;
    private RunFolder folder;
    private Dataset data;

    @BeforeEach
    void train() {
        float[][] inputs = new float[40][2];
        float[][] targets = new float[40][2];
        for (int row = 0; row < inputs.length; row++) {
            inputs[row][0] = (row * 7 % 40 - 20) / 10f;
            inputs[row][1] = (row * 11 % 40 - 20) / 10f;
            targets[row][inputs[row][0] > inputs[row][1] ? 1 : 0] = 1;
        }
        data = Dataset.of(Matrix.of(inputs), Matrix.of(targets));
        Learner learner =
                Sequential.of(2, new Dense(4, new Relu()), new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "adam", "accuracy");
        Fit fit = Fit.defaults().epochs(5).batchSize(8).seed(1);
        folder = new RunStore(runs).create("numbers");
        try (RunRecorder recorder =
                RunRecorder.begin(
                        folder, RunDescription.of(learner, fit), data, Optional.empty())) {
            recorder.finish(learner.fit(data, fit, recorder));
        }
    }

    @Test
    void with_the_numbers_it_has_findings_activity_and_landscape() {
        Report report = Report.of(Replay.of(folder, data, Optional.empty()), SILENT);

        assertThat(report.diagnosis()).isInstanceOf(Known.class);
        assertThat(report.activity()).isInstanceOf(Known.class);
        Landscape landscape = ((Known<Landscape>) report.landscape()).value();
        List<Trail.Point> path = landscape.trails().getFirst().points();
        assertThat(path.getLast().step()).isEqualTo(25);
        assertThat(path.getLast().loss())
                .isEqualTo(report.run().results().orElseThrow().values().get("loss"));
        assertThat(ReportHtml.html(report, "rookery", Theme.LIGHT))
                .contains("principal components of the path", "numbers of a program")
                .doesNotContain("train --config");
    }

    @Test
    void without_them_it_says_what_to_pass() {
        Report report = Report.of(folder, SILENT);

        assertThat(report.history()).isInstanceOf(Known.class);
        assertThat(report.landscape())
                .isEqualTo(
                        new Missing<>(
                                "numbers-1: a program trained it on numbers of its own, which are"
                                        + " not kept; in Java, pass them to Replay.of"));
    }
}
