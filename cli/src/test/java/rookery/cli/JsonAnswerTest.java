package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class JsonAnswerTest {

    private record Answer(double largestValue, List<Double> allValues, int dLossDZ) {}

    private record Count(int count) {}

    @Test
    void a_record_becomes_an_object_in_snake_case_and_the_records_order() {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, false, 80);
        JsonAnswer.print(
                console, new Answer(Double.NaN, List.of(0.5, Double.POSITIVE_INFINITY), 2));
        assertThat(out.toString().strip())
                .isEqualTo("{\"largest_value\":null,\"all_values\":[0.5,null],\"d_loss_d_z\":2}");
    }

    /** What a record's parts are called does not depend on how it is printed. */
    @Test
    void records_can_be_parts_of_one_object() {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, false, 80);
        new JsonAnswer()
                .put("run", "a")
                .putAll(new Answer(1, List.of(), 2))
                .putAll(new Count(3))
                .print(console);
        assertThat(out.toString().strip())
                .isEqualTo(
                        "{\"run\":\"a\",\"largest_value\":1.0,\"all_values\":[],\"d_loss_d_z\":2,\"count\":3}");
    }
}
