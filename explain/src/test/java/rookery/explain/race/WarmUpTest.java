package rookery.explain.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Sequential;
import rookery.layers.Dense;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a race's warm-up foretells, by a clock that tells a step's time by what is compiled. */
class WarmUpTest {

    private static final long COLD_NANOS = 50_000_000;
    private static final long WARM_NANOS = 100_000;

    private long now;
    private long compiledAt;
    private final List<Long> rounds = new ArrayList<>();

    private boolean compiled() {
        return now >= compiledAt;
    }

    /** The warm-up looks at the clock before and after each step. */
    private long tick() {
        return now += compiled() ? WARM_NANOS : COLD_NANOS;
    }

    /** Of two racers that see one row once. */
    private double foretold() {
        Dataset row =
                Dataset.of(Matrix.wrap(1, 1, new float[] {1}), Matrix.wrap(1, 1, new float[] {3}));
        RacePlan plan =
                new RacePlan(
                        Sequential.of(1, new Dense(1)).compile("mean_squared_error", "sgd"),
                        row,
                        Optional.empty(),
                        Fit.defaults().epochs(1),
                        Racer.list("gd,adam(0.01)", 32),
                        1,
                        0,
                        1,
                        Optional.empty(),
                        Optional.of(0));
        return new Racing(plan, this::compiled, this::tick).warmUp(rounds::add);
    }

    /** A step each, and the losses of six laps, which are taken for a third of a step: three. */
    private static double seconds(long nanosPerStep) {
        return 2 * 3 * nanosPerStep * 1e-9;
    }

    @Test
    void a_race_is_foretold_by_compiled_kernels_however_late_they_are() {
        compiledAt = 15_000_000_000L;
        assertThat(foretold()).isCloseTo(seconds(WARM_NANOS), within(1e-6));
        assertThat(now).isGreaterThan(compiledAt);
        assertThat(rounds).startsWith(0L).endsWith(3L);
    }

    @Test
    void kernels_that_are_never_compiled_are_waited_for_for_twenty_seconds() {
        compiledAt = Long.MAX_VALUE;
        assertThat(foretold()).isCloseTo(seconds(COLD_NANOS), within(1e-6));
        assertThat(now).isBetween(20_000_000_000L, 25_000_000_000L);
    }
}
