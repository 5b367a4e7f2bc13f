package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "0.000023, 0.023 ms",
        "0.00146, 1.5 ms",
        "0.0999, 99.9 ms",
        "0.44, 0.4 s",
        "12.2, 12 s",
        "205, 3:25 min",
        "7380, 2:03 h"
    })
    void a_time_has_the_unit_that_shows_it(double seconds, String shown) {
        assertThat(Amounts.time(seconds).replace('\u00a0', ' ')).isEqualTo(shown);
    }
}
