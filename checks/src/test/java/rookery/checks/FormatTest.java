package rookery.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Java files are as google-java-format writes them: four spaces, 100 columns, Javadoc as its author
 * left it. With {@code -Dformat=write} they are rewritten instead.
 */
class FormatTest {

    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.AOSP)
                            .formatJavadoc(false)
                            .build());

    @Test
    void every_java_file_is_formatted() throws IOException, FormatterException {
        boolean write = "write".equals(System.getProperty("format"));
        List<String> unformatted = new ArrayList<>();
        for (Path file : Sources.all()) {
            String text = Sources.text(file);
            String formatted = format(text);
            if (text.equals(formatted)) continue;
            if (write) Files.writeString(file, formatted);
            else unformatted.add(Sources.name(file));
        }
        assertThat(unformatted).as("not formatted; run .ci/format").isEmpty();
    }

    private String format(String text) throws FormatterException {
        return formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(text));
    }
}
