package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class TextWidthTest {

    @Test
    void letters_have_their_widths() {
        assertThat(TextWidth.of("iW", 10)).isCloseTo(2.78 + 9.89, within(1e-9));
        assertThat(TextWidth.of("日😀", 10)).isEqualTo(20);
    }

    @Test
    void what_fits_stays_and_what_does_not_loses_its_middle() {
        String name = "flipper_length_in_millimetres";
        assertThat(TextWidth.shortened(name, 12, 300)).isEqualTo(name);
        String shorter = TextWidth.shortened(name, 12, 100);
        assertThat(shorter).matches("flip\\w*…\\w*tres");
        assertThat(TextWidth.of(shorter, 12)).isBetween(85.0, 100.0);
        assertThat(TextWidth.shortened(name, 12, 1)).isEqualTo("…");
    }

    @Test
    void names_that_differ_in_their_middles_are_told_apart() {
        List<String> names =
                List.of(
                        "city=town number 1 that has a long name",
                        "city=town number 2 that has a long name");
        List<String> shown = TextWidth.shortened(names, 12, 150);
        assertThat(shown).doesNotHaveDuplicates().allMatch(text -> TextWidth.of(text, 12) <= 150);
        assertThat(shown.getFirst()).contains("number 1");
    }

    @Test
    void names_that_differ_at_their_ends_keep_them() {
        List<String> names = List.of("measured_in_the_morning_1", "measured_in_the_morning_2");
        assertThat(TextWidth.shortened(names, 12, 100))
                .allMatch(text -> text.matches("meas\\w*…\\w+_\\d"));
    }
}
