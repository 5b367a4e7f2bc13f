package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.data.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class AppendedFileTest {

    @TempDir Path folder;

    @Test
    void lines_are_there_once_they_are_written_and_the_rest_at_the_end() throws IOException {
        Path path = folder.resolve("lines.csv");
        Files.writeString(path, "what was there before\n");
        try (AppendedFile file = new AppendedFile(path, "a\n")) {
            assertThat(path).hasContent("a\n");
            file.append("b\n");
            file.append("c\n");
            assertThat(path).hasContent("a\n");
            file.write(AtomicFile.Durability.PROCESS);
            assertThat(path).hasContent("a\nb\nc\n");
            file.write(AtomicFile.Durability.POWER); // forces what is written, writes nothing twice
            assertThat(path).hasContent("a\nb\nc\n");
            file.append("d\n");
        }
        assertThat(path).hasContent("a\nb\nc\nd\n");
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        Path path = folder.resolve("nowhere").resolve("lines.csv");
        assertThatThrownBy(() -> new AppendedFile(path, ""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lines.csv");
    }
}
