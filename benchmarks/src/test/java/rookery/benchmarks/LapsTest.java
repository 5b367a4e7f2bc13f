package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

class LapsTest {

    @Test
    void a_process_warms_up_names_itself_and_answers_each_request() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Laps laps =
                new Laps(
                        "some library 1.0",
                        10,
                        new BufferedReader(new StringReader("0.001\n0.002\n")),
                        new PrintStream(written, true, StandardCharsets.UTF_8));
        int done = 1;
        while (laps.lap(0.5, Double.NaN)) done++;

        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readTree(lines.getFirst()).get("name").asString())
                .isEqualTo("some library 1.0");
        int measured = 0;
        for (String line : lines.subList(1, 3)) {
            JsonNode answer = json.readTree(line);
            assertThat(answer.get("microseconds").asDouble())
                    .isGreaterThanOrEqualTo(answer.get("fastest").asDouble());
            assertThat(answer.get("laps").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(answer.get("loss").asDouble()).isEqualTo(0.5);
            assertThat(answer.get("accuracy").isNull()).isTrue();
            measured += answer.get("laps").asInt();
        }
        assertThat(done).as("laps of warming up are not measured").isGreaterThan(measured);
    }
}
