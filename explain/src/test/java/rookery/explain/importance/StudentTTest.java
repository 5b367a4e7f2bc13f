package rookery.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

    /** From printed tables. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.95, 12.7062", "2, 0.95, 4.30265", "3, 0.95, 3.18245", "4, 0.95, 2.77645",
        "9, 0.95, 2.26216", "10, 0.95, 2.22814", "29, 0.95, 2.04523", "30, 0.99, 2.75000",
        "1, 0.99, 63.6567", "999, 0.95, 1.96234"
    })
    void quantiles_are_those_of_the_tables(int degrees, double probability, double t) {
        assertThat(StudentT.within(probability, degrees)).isCloseTo(t, within(1e-5 * t));
    }
}
