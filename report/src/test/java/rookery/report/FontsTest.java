package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server may have no fonts: in a process of its own, with an empty list of them. */
class FontsTest {

    @TempDir Path folder;

    /** What the process does. */
    static final class Draw {
        public static void main(String[] arguments) {
            try {
                Png.of(new Svg(9, 9, "", "").text(1, 8, "a", "f-ink", 9).document(Theme.LIGHT), 1);
                System.out.print("drawn");
            } catch (RuntimeException e) {
                System.out.print(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void without_fonts_the_error_says_what_to_install() throws Exception {
        Path none = folder.resolve("fonts.conf");
        Files.writeString(none, "<fontconfig></fontconfig>");
        assertThat(draw(none))
                .startsWith("InputException: pixels need a font")
                .contains("apt-get install fontconfig", "or write .svg");
    }

    private String draw(Path fonts) throws Exception {
        ProcessBuilder java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.awt.headless=true",
                                "-Duser.home=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Draw.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        java.environment().put("FONTCONFIG_FILE", fonts.toString());
        Process process = java.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
