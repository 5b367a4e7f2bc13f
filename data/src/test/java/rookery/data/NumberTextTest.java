package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource({"3,3", "-3.5,-3.5", "+.5,0.5", "7.,7", "1e3,1000", "2.5E-1,0.25", "007,7"})
    void numbers_are_decimal_with_an_optional_exponent(String text, double value) {
        assertThat(NumberText.parse(text, '.')).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "e3",
                "1e",
                "1e+",
                "1f",
                "1d",
                "0x1p3",
                "Infinity",
                "inf",
                "1e999",
                "1,5",
                "1 5",
                "1.2.3",
                "2020-01-01",
                "--1",
                "١"
            })
    void what_only_java_reads_as_a_number_is_text(String text) {
        assertThat(NumberText.parse(text, '.')).isNaN();
    }

    @Test
    void a_decimal_comma_takes_the_place_of_the_point() {
        assertThat(NumberText.parse("39,1", ',')).isEqualTo(39.1);
        assertThat(NumberText.parse("39.1", ',')).isNaN();
        assertThat(NumberText.parse("1.234,5", ',')).isNaN();
    }

    @Test
    void whole_numbers_are_printed_without_a_point() {
        assertThat(NumberText.print(3)).isEqualTo("3");
        assertThat(NumberText.print(-0.0)).isEqualTo("0");
        assertThat(NumberText.print(39.1)).isEqualTo("39.1");
        assertThat(NumberText.print(1e300)).isEqualTo("1.0E300");
        assertThat(NumberText.brief(200.9669)).isEqualTo("201.0");
        assertThat(NumberText.brief(43_430.7)).isEqualTo("43431");
        assertThat(NumberText.brief(-1.5e9 - 0.5)).isEqualTo("-1.500e+09");
    }
}
