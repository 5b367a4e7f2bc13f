package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.data.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

class ChangesFileTest {

    @TempDir Path temporary;

    private Path file() {
        return temporary.resolve("changes.csv");
    }

    @Test
    void what_changed_is_read_as_it_was_written() throws IOException {
        try (ChangesFile changes = new ChangesFile(file(), new TreeMap<>(Map.of(5L, 0.5)))) {
            changes.setRate(10, 0.1);
            changes.setRate(20, 0.1); // is what it was
            changes.setRate(30, 0.01);
            changes.restore(20); // takes back what was set from there on
            changes.setRate(20, 0.1);
            changes.restoreFinally(15);
        }
        assertThat(file())
                .hasContent(
                        """
                        step,change,value
                        5,learning_rate,0.5
                        10,learning_rate,0.1
                        30,learning_rate,0.01
                        20,restored,
                        20,learning_rate,0.1
                        15,final,
                        """);
        Changes changes = ChangesFile.read(file()).orElseThrow();
        assertThat(changes.rates()).isEqualTo(Map.of(5L, 0.5, 10L, 0.1, 20L, 0.1));
        assertThat(changes.restored()).containsExactly(20L);
        assertThat(changes.finalStep()).hasValue(15);
    }

    @Test
    void a_row_cut_off_is_passed_over_and_no_file_is_no_record() throws IOException {
        assertThat(ChangesFile.read(file())).isEmpty();
        Files.writeString(file(), "step,change,value\n3,learning_rate,0.5\n7,restor");
        Changes changes = ChangesFile.read(file()).orElseThrow();
        assertThat(changes.rates()).isEqualTo(Map.of(3L, 0.5));
        assertThat(changes.restored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    steps | line 1: expected step,change,value, got "steps"
                    step,change,value;x,final, | line 2: expected a step, a change and its value, got "x,final,"
                    step,change,value;1,final | line 2: expected a step, a change and its value, got "1,final"
                    step,change,value;1,weights, | line 2: expected a step, a change and its value, got "1,weights,"
                    step,change,value;1,learning_rate,-1 | line 2: a learning rate must be positive and finite, got "-1"
                    step,change,value;1,learning_rate,NaN | line 2: a learning rate must be positive and finite, got "NaN"
                    step,change,value;1,learning_rate,low | line 2: a learning rate must be positive and finite, got "low"
                    """)
    void what_is_wrong_is_told_with_its_line(String text, String message) throws IOException {
        Files.writeString(file(), text.replace(';', '\n') + "\n");
        assertThatThrownBy(() -> ChangesFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessage(file() + " " + message);
    }
}
