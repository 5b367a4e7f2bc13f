package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.RowUse;
import rookery.data.TableOptions;
import rookery.layers.Dense;
import rookery.layers.Layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Replays of runs on tables, and what is refused of data and versions. */
class ReplayTableTest {

    @TempDir Path temporary;

    private RunFolder recordPenguins() {
        return recordTable(DataSource.of("penguins", CsvOptions.defaults()), Optional.empty());
    }

    private RunFolder recordTable(DataSource source, Optional<DataSource> validation) {
        TableOptions options = BundledData.PENGUINS.options();
        PreparedTable data =
                validation
                        .map(other -> PreparedTable.of(source.table(), other.table(), options))
                        .orElseGet(() -> PreparedTable.of(source.table(), options));
        Learner learner =
                Sequential.of(
                                3,
                                new Layer[] {new Dense(4, new Relu()), new Dense(2, new Softmax())})
                        .compile("categorical_crossentropy", "adam", "accuracy");
        Fit fit = Fit.defaults().epochs(5).seed(1);
        RunDescription description =
                RunDescription.of(
                        DataReference.of(source), CsvOptions.defaults(), options, learner, fit);
        if (validation.isPresent())
            description = description.validationData(DataReference.of(validation.get()));
        RunFolder folder = new RunStore(temporary.resolve("runs")).create("points");
        try (RunRecorder recorder = RunRecorder.begin(folder, description, data, _ -> {})) {
            recorder.finish(
                    learner.fit(data.training(), data.validation().orElseThrow(), fit, recorder));
        }
        return folder;
    }

    @Test
    void a_run_on_a_table_reads_it_again() {
        Replay replay = Replay.of(recordPenguins());
        assertThat(replay.verify()).isTrue();
        assertThat(replay.prepared()).isPresent();
        assertThat(replay.use(3)).isEqualTo(new RowUse.LeftOut("bill_length_mm is missing"));
        int training = 0;
        int validation = 0;
        for (int row = 0; row < 344; row++)
            switch (replay.use(row)) {
                case RowUse.Training use -> {
                    training++;
                    assertThat(replay.training().rowNumber(use.position())).isEqualTo(row);
                }
                case RowUse.Validation use -> {
                    validation++;
                    assertThat(replay.validation().orElseThrow().rowNumber(use.position()))
                            .isEqualTo(row);
                }
                case RowUse.LeftOut(String reason) -> assertThat(reason).endsWith("is missing");
            }
        assertThat(training).isEqualTo(299);
        assertThat(validation).isEqualTo(34);
        assertThatThrownBy(() -> replay.use(344))
                .isInstanceOf(InputException.class)
                .hasMessage("row 344: the table has the rows 0 to 343");
        Trainer trainer = Replay.at(replay.folder(), 7);
        assertThat(trainer.steps()).isEqualTo(7);
        assertThat(trainer.nextRows()).hasSize(32).isEqualTo(replay.at(7).nextRows());
    }

    @Test
    void data_that_changed_or_moved_are_refused_with_what_to_do() throws IOException {
        Path file = temporary.resolve("birds.csv");
        Files.write(file, BundledData.PENGUINS.csv());
        Path other = temporary.resolve("more.csv");
        Files.write(other, BundledData.PENGUINS.csv());
        CsvOptions csv = CsvOptions.defaults();
        DataSource source = DataSource.of(file.toString(), csv);
        RunFolder folder = recordTable(source, Optional.of(DataSource.of(other.toString(), csv)));
        Replay replay = Replay.of(folder);
        assertThat(replay.verify()).isTrue();
        assertThat(replay.training().rows()).isEqualTo(333);

        Files.writeString(other, Files.readString(other).replaceFirst("39.1", "39.2"));
        String now = DataSource.of(other.toString(), csv).sha256();
        assertThatThrownBy(() -> Replay.of(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: its data have changed: %s has SHA-256 %s, the run was trained on %s; put that file back, or train anew"
                                .formatted(other, now, source.sha256()));
        Files.delete(file);
        assertThatThrownBy(() -> Replay.of(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: its data are not there: %s: no such file; put the file back, or start from the folder that the run was started from"
                                .formatted(file));
    }

    @Test
    void a_run_of_an_older_version_is_refused_where_it_kept_too_little() throws IOException {
        RunFolder folder = recordPenguins();
        RecordedRun run = folder.read();
        Files.delete(folder.path().resolve("changes.csv"));
        assertThat(Replay.of(folder).verify()).isTrue();
        String older =
                "points-1: was recorded by an older Rookery (%s), which did not keep %%s; train it anew: train --config %s"
                        .formatted(Versions.current().rookery(), folder.path().resolve("run.json"));

        folder.write(run.resumed(run.description().patience(3), run.machine()));
        assertThat(Replay.of(folder).at(7).steps()).isEqualTo(7);
        assertThatThrownBy(() -> Replay.of(folder).model())
                .isInstanceOf(InputException.class)
                .hasMessage(older.formatted("which epoch's weights were put back at the end"));
        folder.write(run.resumed(run.description().reduceOnPlateau(3), run.machine()));
        assertThatThrownBy(() -> Replay.of(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(older.formatted("when the learning rate was lowered"));
    }

    @Test
    void other_numerics_and_another_encoding_are_refused() throws IOException {
        RunFolder folder = recordPenguins();
        Path file = folder.path().resolve("run.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"numerics\" *: *1", "\"numerics\" : 2"));
        assertThatThrownBy(() -> Replay.of(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: was computed by version 2 of the numerics, this Rookery has version 1: it would give other bits; use Rookery %s"
                                .formatted(Versions.current().rookery()));
        Files.writeString(file, text.replaceFirst("\"fill\" *: *", "\"fill\" : 1"));
        assertThatThrownBy(() -> Replay.of(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: penguins became other numbers then than it does now, in this"
                                + " version of Rookery; train it anew");
    }
}
