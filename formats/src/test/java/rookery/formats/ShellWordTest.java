package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class ShellWordTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "data/my-table_1.csv, data/my-table_1.csv",
                "my data.csv, '\"my data.csv\"'",
                "'', '\"\"'",
                "a$b, '\"a\\$b\"'",
                "a\"b, '\"a\\\"b\"'",
                "`ls`, '\"\\`ls\\`\"'",
                "größe, '\"größe\"'",
            })
    void is_one_word_of_a_shell(String text, String word) {
        assertThat(ShellWord.of(text)).isEqualTo(word);
    }

    @Test
    void a_run_is_its_name_where_runs_are_kept_and_its_folder_elsewhere(@TempDir Path folder) {
        assertThat(ShellWord.of(new RunFolder(Path.of("runs", "mine")))).isEqualTo("mine");
        assertThat(ShellWord.of(new RunFolder(Path.of("runs", "mine").toAbsolutePath())))
                .isEqualTo("mine");
        Path run = folder.resolve("other runs/mine");
        assertThat(ShellWord.of(new RunFolder(run))).isEqualTo("\"%s\"", run);
    }
}
