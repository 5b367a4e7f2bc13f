package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.benchmarks.LandscapeCase.Pair;
import rookery.benchmarks.LandscapeCase.Plan;

import java.util.List;

class LandscapeTest {

    private static final Plan PLAN = new Plan(List.of(3, 16, 2), 2048, 20);

    @Test
    void points_and_passes_are_measured_in_turns() {
        LandscapeCase work = new LandscapeCase(PLAN);
        Pair pair = work.pair();
        assertThat(pair.point()).isPositive();
        assertThat(pair.pass()).isPositive();
        assertThat(work.points()).isPositive();
    }

    @Test
    void a_row_has_medians_and_the_ratios_of_pairs() {
        List<Pair> pairs =
                List.of(new Pair(0.010, 0.010), new Pair(0.020, 0.010), new Pair(0.040, 0.020));
        assertThat(LandscapePage.row(PLAN, pairs))
                .isEqualTo("| 3-16-2 | 2,048 | 20.00 | 10.00 | 2.000 (1.000–2.000) | 52.02 |");
        assertThat(LandscapePage.coldRow(new double[] {0.2601, 0.1, 9}))
                .isEqualTo("| 3-16-2, the first of a process | 299 | 0.1000 | | | 0.2601 |");
    }
}
