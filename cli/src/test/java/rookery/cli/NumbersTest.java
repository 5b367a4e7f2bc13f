package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

class NumbersTest {

    @Test
    void a_measure_has_four_decimals_or_a_power_of_ten() {
        assertThat(Numbers.measure(0.12345)).isEqualTo("0.1235");
        assertThat(Numbers.measure(-12.5)).isEqualTo("-12.5000");
        assertThat(Numbers.measure(0)).isEqualTo("0.0000");
        assertThat(Numbers.measure(0.000123)).isEqualTo("1.230e-04");
        assertThat(Numbers.measure(1234567)).isEqualTo("1.235e+06");
        assertThat(Numbers.measure(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void a_number_of_a_calculation_is_as_it_is_or_visibly_rounded() {
        assertThat(Numbers.value(2)).isEqualTo("2");
        assertThat(Numbers.value(-0.0)).isEqualTo("0");
        assertThat(Numbers.value(-10_000_000)).isEqualTo("-10000000");
        assertThat(Numbers.value(0.5)).isEqualTo("0.5");
        assertThat(Numbers.value(0.9999999)).isEqualTo("0.9999999");
        assertThat(Numbers.value(0.8807970779778823)).isEqualTo("0.880797");
        assertThat(Numbers.value(2.00000000000002)).isEqualTo("2.000000");
        assertThat(Numbers.value(1e-7)).isEqualTo("1e-07");
        assertThat(Numbers.value(4.248354255291589e-18)).isEqualTo("4.248354e-18");
        assertThat(Numbers.value(-1.5e100)).isEqualTo("-1.5e+100");
        assertThat(Numbers.value(Double.NaN)).isEqualTo("undefined");
    }

    @Test
    void a_count_agrees_with_its_noun() {
        assertThat(Numbers.count(1, "row")).isEqualTo("1 row");
        assertThat(Numbers.count(0, "row")).isEqualTo("0 rows");
        assertThat(Numbers.count(12345, "row")).isEqualTo("12,345 rows");
    }

    @Test
    void a_time_is_as_precise_as_it_matters() {
        assertThat(Numbers.time(0.44)).isEqualTo("0.4 s");
        assertThat(Numbers.time(12.4)).isEqualTo("12 s");
        assertThat(Numbers.time(205)).isEqualTo("3:25 min");
        assertThat(Numbers.time(7400)).isEqualTo("2:03 h");
    }

    @Test
    void measures_show_training_and_validation_as_far_as_there_is_room() {
        Map<String, Double> logs = new LinkedHashMap<>();
        logs.put("loss", 0.5);
        logs.put("mean_absolute_error", 2.0);
        logs.put("val_loss", 0.25);
        assertThat(Measures.brief(logs, 80)).isEqualTo("loss 0.5000/0.2500  mae 2.0000");
        assertThat(Measures.brief(logs, 29)).isEqualTo("loss 0.5000/0.2500");
        assertThat(Measures.brief(logs, 17)).isEmpty();
    }
}
