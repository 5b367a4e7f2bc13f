package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.benchmarks.PeerProcess.Answer;
import rookery.benchmarks.Session.Case;
import rookery.benchmarks.Session.Series;

import java.util.List;

class ReportTest {

    private static final MachineFacts MACHINE =
            new MachineFacts("some CPU", 2, "vector-256", "Linux", "JVM 25");

    private static Answer answer(double microseconds) {
        return new Answer(microseconds, microseconds, 3, 0.1, 0.9);
    }

    private static List<Answer> answers(double... microseconds) {
        return java.util.Arrays.stream(microseconds).mapToObj(ReportTest::answer).toList();
    }

    private static Session session() {
        Series ours =
                new Series("ours", "Rookery", "R", null, 1 << 20, answers(10, 10, 40), List.of());
        Series jax =
                new Series(
                        "jax",
                        "JAX",
                        "JAX 1",
                        null,
                        3 << 20,
                        answers(5, 20, 20),
                        answers(10, 10, 40));
        Series absent = new Series("torch", "PyTorch", null, "no torch", 0, List.of(), List.of());
        Workload work = Workload.of("train", "3-16-2", "32", "sgd");
        return new Session(
                "2026-01-01",
                MACHINE,
                3,
                1.5,
                List.of(new Case(work, 200, 190, 0.01, ours, List.of(jax, absent))),
                List.of(new ColdStart.Times("ours", "Rookery", null, List.of(0.5, 0.7, 0.6))));
    }

    @Test
    void ratios_are_those_of_neighbours_and_rows_we_lose_stand_like_the_others() {
        // Neighbours: 10/5, 10/20, 40/20; the medians alone would give 10/20.
        assertThat(session().cases().getFirst().peers().getFirst().oursToIts()).isEqualTo(2);
        assertThat(Report.of(session()))
                .contains("| train 3-16-2, 32 rows, sgd | 10.00 | 20.00 | 2.00 | 2.00 JAX |")
                .contains("| JAX | 20.00 | 0.6 | 2.00 | 1.00 |")
                .contains("- PyTorch: no torch")
                .contains("fma peak of 2 cores: 200 GFLOP/s before, 190 after")
                .contains("| JAX | 3 | 3.00 |")
                .contains("| Rookery | 0.60 |")
                .contains("- JAX 1\n");
    }

    @Test
    void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assertThat(Session.median(4, 1, 3, 100)).isEqualTo(3.5);
        assertThat(Session.median(4, 1, 3)).isEqualTo(3);
    }
}
