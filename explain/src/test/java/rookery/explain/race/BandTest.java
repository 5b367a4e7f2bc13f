package rookery.explain.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.DoubleStream;

class BandTest {

    @Test
    void has_the_middle_of_three_and_of_two_and_count_nan_as_infinite() {
        assertThat(Band.of(DoubleStream.of(3, 1, 2))).isEqualTo(new Band(1, 2, 3));
        assertThat(Band.of(DoubleStream.of(4, 1))).isEqualTo(new Band(1, 2.5, 4));
        assertThat(Band.of(DoubleStream.of(Double.NaN, 1, 2)))
                .isEqualTo(new Band(1, 2, Double.POSITIVE_INFINITY));
    }
}
