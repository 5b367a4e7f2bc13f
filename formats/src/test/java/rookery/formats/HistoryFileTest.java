package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.data.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class HistoryFileTest {

    @TempDir Path temporary;

    @Test
    void a_history_cut_off_in_the_last_row_is_read_up_to_there() throws IOException {
        Path file = temporary.resolve("history.csv");
        Files.writeString(file, "epoch,loss\n0,0.5\n1,NaN\n2,0.2");
        assertThat(HistoryFile.read(file).get("loss")).containsExactly(0.5, Double.NaN);
        Files.writeString(file, "epoch,loss\n0,0.5\n1\n");
        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " line 3: expected 2 values, got 1");
        Files.writeString(file, "epoch,loss\n0,zero\n");
        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + " line 2: not a number");
    }
}
