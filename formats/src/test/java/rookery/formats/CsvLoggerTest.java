package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Fit;
import rookery.Run;
import rookery.data.InputException;
import rookery.events.Callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CsvLoggerTest {

    @TempDir Path folder;

    private static Run train(int epochs, Callback... callbacks) {
        return Samples.LEARNER.fit(Samples.data(), Fit.defaults().epochs(epochs), callbacks);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void each_epoch_is_a_row_that_is_there_before_the_next_begins() {
        Path file = folder.resolve("log.csv");
        List<Integer> rows = new ArrayList<>();
        Run run =
                train(
                        3,
                        new CsvLogger(file),
                        Callback.onEpochBegin((_, _) -> rows.add(lines(file).size())));
        assertThat(rows).containsExactly(1, 2, 3);
        assertThat(lines(file)).first().isEqualTo("epoch,loss,accuracy,learning_rate");
        assertThat(HistoryFile.read(file).get("loss")).isEqualTo(run.history().get("loss"));
        assertThat(HistoryFile.read(file).get("learning_rate")).containsOnly(0.001);
    }

    @Test
    void a_file_that_is_there_is_replaced_or_gone_on_with() throws IOException {
        Path file = folder.resolve("log.csv");
        train(2, new CsvLogger(file).separator(';'));
        List<String> two = lines(file);
        train(2, new CsvLogger(file).separator(';'));
        assertThat(lines(file)).isEqualTo(two).hasSize(3);
        assertThat(two.getFirst()).isEqualTo("epoch;loss;accuracy;learning_rate");
        train(1, new CsvLogger(file).separator(';').append(true));
        assertThat(lines(file)).hasSize(4).startsWith(two.toArray(String[]::new));
        assertThat(lines(file).getLast()).isEqualTo(two.get(1));

        Files.writeString(file, "epoch,loss,accuracy,learning_rate\n0,0.5,0.5");
        train(1, new CsvLogger(file).append(true));
        assertThat(lines(file)).hasSize(3).element(1).isEqualTo("0,0.5,0.5");
        train(1, new CsvLogger(folder.resolve("new.csv")).append(true));
        assertThat(lines(folder.resolve("new.csv"))).hasSize(2);
    }

    @Test
    void what_is_wrong_is_found_before_the_training_begins() throws IOException {
        Callback never =
                Callback.onEpochBegin((_, _) -> {
                    throw new AssertionError("an epoch has begun");
                });
        Path file = folder.resolve("other.csv");
        Files.writeString(file, "epoch,loss\n0,1\n");
        assertThatThrownBy(() -> train(1, new CsvLogger(file).append(true), never))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "%s: has the columns [epoch, loss], but this training has [epoch, loss,"
                            + " accuracy, learning_rate]; choose another file, or do not append",
                        file);
        assertThat(lines(file)).hasSize(2);
        Path nowhere = folder.resolve("nowhere/log.csv");
        assertThatThrownBy(() -> train(1, new CsvLogger(nowhere), never))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(nowhere + ": could not be written: No such file");
        assertThatThrownBy(() -> train(1, new CsvLogger(file).separator('_'), never))
                .hasMessage(
                        "CsvLogger: the name \"learning_rate\" has a separator, a quote or a line"
                                + " break in it");
        for (char wrong : new char[] {'.', '"', '7', 'E'})
            assertThatThrownBy(() -> new CsvLogger(file).separator(wrong))
                    .hasMessage(
                            "CsvLogger: numbers and lines can contain \"%s\", so it cannot separate"
                                    + " them",
                            wrong);
    }
}
