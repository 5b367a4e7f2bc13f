package rookery.explain.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Linear;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.data.BundledData;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.explain.landscape.Trail;
import rookery.layers.Dense;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class RacingTest {

    private static final PreparedTable MOONS =
            PreparedTable.of(BundledData.MOONS.table(), BundledData.MOONS.options());

    static RacePlan moons(String racers, int epochs, int starts, int rates) {
        Learner learner =
                Sequential.of(2, new Dense(4, new Tanh()), new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        return new RacePlan(
                learner,
                MOONS.training(),
                MOONS.validation(),
                Fit.defaults().epochs(epochs).seed(5),
                Racer.list(racers, 32),
                starts,
                rates,
                2,
                Optional.empty(),
                Optional.of(5));
    }

    private static Race run(RacePlan plan) {
        return new Racing(plan).run(_ -> {});
    }

    @Test
    void all_racers_of_a_start_begin_with_the_same_weights() {
        Race race = run(moons("gd,online,adam,rmsprop@7", 1, 3, 0));
        assertThat(race.seeds()).containsExactly(5L, 6L, 7L);
        List<Double> starts = new ArrayList<>();
        for (int start = 0; start < 3; start++) {
            int s = start;
            assertThat(race.entries())
                    .extracting(entry -> entry.descents().get(s).laps().getFirst().loss())
                    .containsOnly(lap(race, 0, s));
            starts.add(lap(race, 0, s));
        }
        assertThat(starts).doesNotHaveDuplicates();
        assertThat(race.landscape().orElseThrow().trails())
                .extracting(trail -> place(trail.points().getFirst()))
                .containsOnly(place(trail(race, 0).points().getFirst()));
    }

    private static double lap(Race race, int racer, int start) {
        return race.entries().get(racer).descents().get(start).laps().getFirst().loss();
    }

    private static Trail trail(Race race, int racer) {
        return race.landscape().orElseThrow().trails().get(racer);
    }

    private static List<Double> place(Trail.Point point) {
        return List.of(point.x(), point.y());
    }

    @Test
    void racers_with_the_same_batch_size_see_the_same_batches() {
        Race race = run(moons("minibatch,sgd(0.01),momentum,sgd@16", 3, 2, 0));
        List<Entry> all = race.entries();
        assertThat(losses(all.get(1))).isEqualTo(losses(all.get(0)));
        assertThat(losses(all.get(1))).isNotEqualTo(losses(all.get(3)));
        assertThat(all.get(1).rank()).isEqualTo(all.get(0).rank());
    }

    private static List<Double> losses(Entry entry) {
        return entry.descents().stream()
                .flatMap(descent -> descent.laps().stream())
                .map(Lap::loss)
                .toList();
    }

    /** One row x = 1 with target 3: the error w + b − 3 becomes 1 − 4η = 0.6 of itself in a step. */
    @Test
    void full_batch_descent_on_a_parabola_is_its_closed_form() {
        Learner learner =
                Sequential.of(1, new Dense(1, new Linear())).compile("mean_squared_error", "sgd");
        Dataset row =
                Dataset.of(Matrix.wrap(1, 1, new float[] {1}), Matrix.wrap(1, 1, new float[] {3}));
        RacePlan plan =
                new RacePlan(
                        learner,
                        row,
                        Optional.empty(),
                        Fit.defaults().epochs(5),
                        List.of(Racer.of("sgd(0.1)@full", 32)),
                        1,
                        0,
                        1,
                        Optional.of(0.5),
                        Optional.of(0));
        Race race = run(plan);
        Entry entry = race.entries().getFirst();
        List<Double> losses = losses(entry);
        assertThat(losses).hasSize(6);
        for (int k = 1; k < 6; k++)
            assertThat(losses.get(k) / losses.get(0))
                    .isCloseTo(StrictMath.pow(0.6, 2 * k), within(1e-5));
        int reached = 0;
        while (losses.get(reached) > 0.5) reached++;
        assertThat(entry.reached().steps()).contains((double) reached);
        assertThat(entry.bestValidationLoss()).isEmpty();
        assertThat(race.landscape()).isEmpty();
    }

    /** 10 rows in batches of 4: the third of an epoch has 2. */
    @Test
    void a_gradient_evaluation_is_a_row_whose_gradient_was_computed() {
        RacePlan moons = moons("sgd@4,gd,online", 2, 1, 0);
        Dataset ten = moons.training().select(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        RacePlan plan =
                new RacePlan(
                        moons.learner(),
                        ten,
                        Optional.empty(),
                        moons.fit(),
                        moons.racers(),
                        1,
                        0,
                        1,
                        Optional.empty(),
                        Optional.of(0));
        Race race = run(plan);
        assertThat(laps(race, 0)).extracting(Lap::step).containsExactly(0L, 1L, 2L, 3L, 6L);
        assertThat(laps(race, 0))
                .extracting(Lap::gradientEvaluations)
                .containsExactly(0L, 4L, 8L, 10L, 20L);
        assertThat(laps(race, 0)).extracting(Lap::epoch).containsExactly(0.0, 0.4, 0.8, 1.0, 2.0);
        assertThat(laps(race, 1)).extracting(Lap::step).containsExactly(0L, 1L, 2L);
        assertThat(laps(race, 1))
                .extracting(Lap::gradientEvaluations)
                .containsExactly(0L, 10L, 20L);
        assertThat(laps(race, 2).getLast().step()).isEqualTo(20);
    }

    private static List<Lap> laps(Race race, int racer) {
        return race.entries().get(racer).descents().getFirst().laps();
    }

    @Test
    void each_racer_without_a_rate_tries_the_same_ones_for_as_long_and_takes_the_best() {
        RacePlan plan = moons("gd,online,adam,sgd(0.5)", 1, 1, 4);
        List<Long> progress = new ArrayList<>();
        Race race = new Racing(plan).run(progress::add);
        Tuning tuning = race.tuning().orElseThrow();
        assertThat(tuning.rates()).containsExactly(1e-4, 0.0046, 0.22, 10.0);
        assertThat(tuning.seeds()).doesNotContainAnyElementsOf(race.seeds()).hasSize(2);
        assertThat(tuning.gradientEvaluations()).isEqualTo(4L * 2 * 2 * MOONS.training().rows());
        for (Entry entry : race.entries().subList(0, 3)) {
            assertThat(entry.rate().source()).isEqualTo(Rate.Source.TUNED);
            assertThat(entry.rate().trials())
                    .extracting(Rate.Trial::rate)
                    .isEqualTo(tuning.rates());
            double best =
                    entry.rate().trials().stream()
                            .mapToDouble(Rate.Trial::loss)
                            .min()
                            .orElseThrow();
            assertThat(entry.rate().trials())
                    .filteredOn(trial -> Rate.text(trial.rate()).equals(entry.rate().text()))
                    .extracting(Rate.Trial::loss)
                    .containsExactly(best);
        }
        assertThat(race.entries().get(3).rate())
                .isEqualTo(new Rate("0.5", Rate.Source.GIVEN, List.of()));
        assertThat(progress).isSorted();
        assertThat(progress.getLast()).isEqualTo(plan.epochs()).isEqualTo(3 * 16 + 4);
    }

    @Test
    void of_rates_that_are_as_good_the_lowest_is_taken() {
        assertThat(
                        Tuner.best(
                                List.of(
                                        new Rate.Trial(0.1, 2),
                                        new Rate.Trial(0.2, 1),
                                        new Rate.Trial(0.4, 1))))
                .isEqualTo(0.2);
        assertThat(
                        Tuner.best(
                                List.of(
                                        new Rate.Trial(0.1, Double.POSITIVE_INFINITY),
                                        new Rate.Trial(0.2, Double.POSITIVE_INFINITY))))
                .isEqualTo(0.1);
    }

    @Test
    void a_loss_that_is_not_finite_before_the_first_step_is_no_start() {
        float huge = 3e38f;
        Dataset data =
                Dataset.of(
                        Matrix.wrap(2, 2, new float[] {huge, huge, huge, -huge}),
                        Matrix.wrap(2, 1, new float[] {1, 2}));
        Learner learner = Sequential.of(2, new Dense(1, new Linear())).compile("mse", "sgd");
        RacePlan plan =
                RacePlan.of(
                        learner,
                        data,
                        Optional.empty(),
                        Fit.defaults().epochs(1).seed(3),
                        Racer.list("gd,adam", 32));
        assertThatThrownBy(() -> new Racing(plan))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("with seed 3 the loss is")
                .hasMessageContaining("before the first step")
                .hasMessageContaining("standardize the inputs");
    }

    @Test
    void a_racer_that_diverges_stays_in_the_race() {
        Learner learner =
                Sequential.of(2, new Dense(4, new Linear()), new Dense(2, new Linear()))
                        .compile("mean_squared_error", "sgd");
        RacePlan moons = moons("sgd(1e10),sgd(0.01)", 2, 2, 0);
        Race race =
                run(
                        new RacePlan(
                                learner,
                                moons.training(),
                                moons.validation(),
                                moons.fit(),
                                moons.racers(),
                                2,
                                0,
                                1,
                                Optional.empty(),
                                Optional.of(5)));
        Entry diverged = race.entries().getFirst();
        assertThat(diverged.rank()).isEqualTo(2);
        assertThat(diverged.finalLoss().min()).isInfinite();
        assertThat(diverged.reached().starts()).isZero();
        assertThat(diverged.reached().steps()).isEmpty();
        for (Descent descent : diverged.descents()) {
            assertThat(descent.divergence().orElseThrow().step()).isBetween(1L, 10L);
            assertThat(descent.laps()).allMatch(lap -> Double.isFinite(lap.loss()));
        }
        assertThat(race.entries().getLast().rank()).isEqualTo(1);
        assertThat(race.entries().getLast().reached().starts()).isEqualTo(2);
        assertThat(race.ranking()).extracting(Entry::rank).containsExactly(1, 2);
        assertThat(race.target().loss()).isFinite();
        assertThat(race.notes()).anyMatch(note -> note.contains("the path of sgd(1e10)"));
        assertThat(race.landscape().orElseThrow().trails())
                .extracting(Trail::name)
                .containsExactly("sgd(1e10)", "sgd(0.01)");
    }

    @Test
    void a_path_for_each_entry_or_whose_it_is_could_not_be_told() {
        Race race = run(moons("gd,adam", 1, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(race, race.entries().subList(1, 2)))
                .withMessage("race: paths of [gd, adam], but entries of [adam]");
        assertThat(with(race, race.entries())).isEqualTo(race);
    }

    private static Race with(Race race, List<Entry> entries) {
        return new Race(
                race.epochs(),
                race.trainingRows(),
                race.validationRows(),
                race.parameters(),
                race.seeds(),
                race.tuning(),
                race.target(),
                entries,
                race.landscape(),
                race.finished(),
                race.notes());
    }

    /** 41 × 41 losses over 1,000 rows of 200,000 parameters are 3.4e11 multiplications. */
    @Test
    void a_landscape_that_takes_long_is_left_out_unless_it_is_asked_for() {
        RacePlan moons = moons("gd", 1, 1, 0);
        Learner large =
                Sequential.of(2, new Dense(400), new Dense(500), new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        Dataset rows =
                MOONS.training().select(IntStream.range(0, 1000).map(k -> k % 100).toArray());
        Race race = run(large(large, rows, moons, Optional.empty()));
        assertThat(race.landscape()).isEmpty();
        assertThat(race.notes())
                .contains(
                        "no landscape: for so many parameters and rows it takes long; --landscape"
                                + " 41 draws it");
        Race asked = run(large(large, rows, moons, Optional.of(2)));
        assertThat(asked.landscape()).isPresent();
        assertThat(asked.notes()).noneMatch(note -> note.startsWith("no landscape"));
        assertThat(run(large(large, rows, moons, Optional.of(0))).notes())
                .noneMatch(note -> note.startsWith("no landscape"));
    }

    private static RacePlan large(
            Learner learner, Dataset rows, RacePlan like, Optional<Integer> grid) {
        return new RacePlan(
                learner,
                rows,
                Optional.empty(),
                like.fit(),
                like.racers(),
                1,
                0,
                1,
                Optional.empty(),
                grid);
    }

    @Test
    void the_same_seed_gives_the_same_losses_to_the_bit() {
        RacePlan plan = moons("gd,online,adam", 2, 2, 3);
        Race one = run(plan);
        Race other = run(plan);
        for (int k = 0; k < 3; k++) {
            assertThat(losses(one.entries().get(k))).isEqualTo(losses(other.entries().get(k)));
            assertThat(one.entries().get(k).rate()).isEqualTo(other.entries().get(k).rate());
        }
        assertThat(one.target()).isEqualTo(other.target());
        assertThat(one.landscape().orElseThrow().training().losses())
                .isDeepEqualTo(other.landscape().orElseThrow().training().losses());
        assertThat(one.entries().getFirst().seconds().min()).isPositive();
    }

    @Test
    void the_target_is_nine_tenths_of_the_way_to_the_best_median() {
        Race race = run(moons("gd,adam(0.05)", 4, 3, 0));
        Band start =
                Band.of(
                        race.entries().getFirst().descents().stream()
                                .mapToDouble(d -> d.laps().getFirst().loss()));
        double best =
                race.entries().stream()
                        .mapToDouble(entry -> entry.finalLoss().median())
                        .min()
                        .orElseThrow();
        assertThat(race.target().given()).isFalse();
        assertThat(race.target().loss())
                .isCloseTo(0.1 * start.median() + 0.9 * best, within(1e-12));
    }
}
