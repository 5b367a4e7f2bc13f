package rookery.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.Golden;
import rookery.schedules.OneCycle.Annealing;

import tools.jackson.databind.JsonNode;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

class LearningRateTest {

    static List<LearningRate> samples() {
        return List.copyOf(LearningRate.NAMES.members().values());
    }

    @Test
    void every_member_has_a_name() {
        assertThat(Families.withoutSample(LearningRate.class, samples())).isEmpty();
        assertThat(LearningRate.NAMES.nameOf(new Constant(0.1))).isEqualTo("constant");
    }

    static List<Arguments> goldens() {
        List<Arguments> goldens = new ArrayList<>();
        for (JsonNode golden : Golden.read("schedules.json").get("schedules"))
            goldens.add(
                    Arguments.of(
                            golden.get("member").asString(),
                            golden.get("arguments").toString(),
                            golden));
        return goldens;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("goldens")
    void rates_are_those_of_keras_and_pytorch(String name, String arguments, JsonNode golden) {
        LearningRate schedule = member(golden);
        JsonNode steps = golden.get("steps");
        double[] rates = new double[steps.size()];
        for (int i = 0; i < rates.length; i++) rates[i] = schedule.at(steps.get(i).asLong());
        Golden.assertClose("rates", rates, Golden.doubles(golden.get("rates")), 1e-9);
    }

    @Test
    void all_members_but_the_constant_are_in_the_golden_file() {
        List<Object> names = goldens().stream().map(each -> each.get()[0]).distinct().toList();
        assertThat(LearningRate.NAMES.members().keySet())
                .allMatch(name -> name.equals("constant") || names.contains(name));
    }

    private static LearningRate member(JsonNode golden) {
        JsonNode given = golden.get("arguments");
        double initial = given.path("initial_learning_rate").asDouble(0);
        long steps = given.path("decay_steps").asLong(0);
        double alpha = given.path("alpha").asDouble(0);
        boolean staircase = given.path("staircase").asBoolean(false);
        return switch (golden.get("member").asString()) {
            case "exponential_decay" ->
                    new ExponentialDecay(
                            initial, steps, given.get("decay_rate").asDouble(), staircase);
            case "inverse_time_decay" ->
                    new InverseTimeDecay(
                            initial, steps, given.get("decay_rate").asDouble(), staircase);
            case "piecewise_constant_decay" -> piecewiseConstant(given);
            case "polynomial_decay" ->
                    new PolynomialDecay(
                            initial,
                            steps,
                            given.path("end_learning_rate").asDouble(0.0001),
                            given.path("power").asDouble(1),
                            given.path("cycle").asBoolean(false));
            case "cosine_decay" ->
                    new CosineDecay(
                            initial,
                            steps,
                            alpha,
                            Optional.ofNullable(given.get("warmup_target")).map(JsonNode::asDouble),
                            given.path("warmup_steps").asLong(0));
            case "cosine_decay_restarts" -> restarts(given, initial, alpha);
            case "one_cycle" -> oneCycle(given);
            case "linear_warm_up" ->
                    new LinearWarmUp(
                            member(given.get("then")),
                            given.get("steps").asLong(),
                            given.get("from").asDouble());
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private static PiecewiseConstantDecay piecewiseConstant(JsonNode given) {
        List<Long> boundaries = new ArrayList<>();
        for (JsonNode boundary : given.get("boundaries")) boundaries.add(boundary.asLong());
        List<Double> values = new ArrayList<>();
        for (JsonNode value : given.get("values")) values.add(value.asDouble());
        return new PiecewiseConstantDecay(boundaries, values);
    }

    private static CosineDecayRestarts restarts(JsonNode given, double initial, double alpha) {
        return new CosineDecayRestarts(
                initial,
                given.get("first_decay_steps").asLong(),
                given.path("t_mul").asDouble(2),
                given.path("m_mul").asDouble(1),
                alpha);
    }

    private static OneCycle oneCycle(JsonNode given) {
        String form = given.path("anneal_strategy").asString("cos").toUpperCase(Locale.ROOT);
        return new OneCycle(
                given.get("max_lr").asDouble(),
                given.get("total_steps").asLong(),
                given.path("pct_start").asDouble(0.3),
                Annealing.valueOf(form),
                given.path("div_factor").asDouble(25),
                given.path("final_div_factor").asDouble(1e4),
                given.path("three_phase").asBoolean(false));
    }

    @Test
    void a_boundary_belongs_to_the_stretch_before_it() {
        LearningRate rate = new PiecewiseConstantDecay(List.of(10L), List.of(1.0, 0.5));
        assertThat(rate.at(10)).isEqualTo(1);
        assertThat(rate.at(11)).isEqualTo(0.5);
        assertThat(new PiecewiseConstantDecay(List.of(), List.of(0.1)).at(99)).isEqualTo(0.1);
    }

    @Test
    void each_period_begins_at_its_first_step_whatever_a_logarithm_rounds_to() {
        // ⌊ln 243 / ln 3⌋ is 4 in double precision, though 243 = 3⁵
        LearningRate thrice = new CosineDecayRestarts(0.1, 2, 3, 0.9, 0);
        for (int i = 0; i < 20; i++) {
            long first = (long) StrictMath.pow(3, i) - 1;
            assertThat(thrice.at(first)).isCloseTo(0.1 * StrictMath.pow(0.9, i), within(1e-15));
            if (i > 0) assertThat(thrice.at(first - 1)).isLessThan(thrice.at(first));
        }
        LearningRate same = new CosineDecayRestarts(0.1, 7, 1, 1, 0);
        for (long first = 0; first < 700; first += 7) assertThat(same.at(first)).isEqualTo(0.1);
    }

    @Test
    void after_the_last_step_of_one_cycle_the_rate_stays() {
        LearningRate rate = new OneCycle(1, 10);
        assertThat(rate.at(9)).isCloseTo(0.04 / 1e4, within(1e-15));
        assertThat(rate.at(10)).isEqualTo(rate.at(9)).isEqualTo(rate.at(1_000_000));
    }

    @Test
    void one_cycle_of_a_single_step_or_without_a_rise_has_rates() {
        for (boolean threePhase : new boolean[] {false, true})
            for (double start : new double[] {0, 0.1, 0.5})
                for (long total = 1; total < 12; total++) {
                    LearningRate rate =
                            new OneCycle(1, total, start, Annealing.COS, 25, 1e4, threePhase);
                    for (long step = 0; step <= total; step++)
                        assertThat(rate.at(step)).isBetween(0.04 / 1e4 * 0.999, 1.0);
                }
    }

    @Test
    void a_warm_up_leads_to_where_the_other_begins() {
        LearningRate rate = new LinearWarmUp(new Constant(0.8), 4, 0.4);
        assertThat(LongStream.range(0, 6).mapToDouble(rate::at).toArray())
                .containsExactly(new double[] {0.4, 0.5, 0.6, 0.7, 0.8, 0.8}, within(1e-15));
        assertThat(new LinearWarmUp(new Constant(0.8), 4).at(0)).isZero();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_rate_is_finite_however_far_and_costs_no_memory(LearningRate rate) {
        for (long step = 1; step > 0; step *= 2)
            assertThat(rate.at(step)).isFinite().isNotNegative();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        double sum = 0;
        for (int round = 0; round < 4000 && least > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (long step = 0; step < 1000; step++) sum += rate.at(step);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(sum).isPositive();
        assertThat(least).as("bytes for 1,000 steps").isZero();
    }

    @Test
    void bad_numbers_are_refused() {
        refused(
                () -> new ExponentialDecay(0, 1, 0.5),
                "ExponentialDecay: initialLearningRate must be positive and finite, got 0.0");
        refused(
                () -> new ExponentialDecay(0.1, 0, 0.5),
                "ExponentialDecay: decaySteps must be at least 1, got 0");
        refused(
                () -> new ExponentialDecay(0.1, 1, Double.NaN),
                "ExponentialDecay: decayRate must be positive and finite, got NaN");
        refused(
                () -> new InverseTimeDecay(-1, 1, 0.5),
                "InverseTimeDecay: initialLearningRate must be positive and finite, got -1.0");
        refused(
                () -> new InverseTimeDecay(0.1, -5, 0.5),
                "InverseTimeDecay: decaySteps must be at least 1, got -5");
        refused(
                () -> new InverseTimeDecay(0.1, 1, -0.5),
                "InverseTimeDecay: decayRate must be at least 0 and finite, got -0.5");
        refused(
                () -> new PiecewiseConstantDecay(List.of(5L), List.of(0.1)),
                "PiecewiseConstantDecay: values must be one more than the 1 boundaries, got 1");
        refused(
                () -> new PiecewiseConstantDecay(List.of(5L, 5L), List.of(0.1, 0.2, 0.3)),
                "PiecewiseConstantDecay: boundaries must ascend, got [5, 5]");
        refused(
                () -> new PiecewiseConstantDecay(List.of(5L), List.of(0.1, 0.0)),
                "PiecewiseConstantDecay: values must be positive and finite, got 0.0");
    }

    @Test
    void bad_numbers_of_a_polynomial_are_refused() {
        refused(
                () -> new PolynomialDecay(0.1, 0),
                "PolynomialDecay: decaySteps must be at least 1, got 0");
        refused(
                () -> new PolynomialDecay(0, 1),
                "PolynomialDecay: initialLearningRate must be positive and finite, got 0.0");
        refused(
                () -> new PolynomialDecay(0.1, 1, -1, 1, false),
                "PolynomialDecay: endLearningRate must be at least 0 and finite, got -1.0");
        refused(
                () -> new PolynomialDecay(0.1, 1, 0, 0, false),
                "PolynomialDecay: power must be positive and finite, got 0.0");
    }

    @Test
    void bad_numbers_of_cosines_and_warm_ups_are_refused() {
        refused(
                () -> new CosineDecay(0, 1),
                "CosineDecay: initialLearningRate must be positive and finite, got 0.0");
        refused(
                () -> new CosineDecay(-1, 1, 0, Optional.of(0.1), 5),
                "CosineDecay: initialLearningRate must be at least 0 and finite, got -1.0");
        refused(() -> new CosineDecay(0.1, 1, 2), "CosineDecay: alpha must be in [0, 1], got 2.0");
        refused(() -> new CosineDecay(0.1, 0), "CosineDecay: decaySteps must be at least 1, got 0");
        refused(
                () -> new CosineDecay(0.1, 1, 0, Optional.empty(), 5),
                "CosineDecay: warmupSteps need a warmupTarget, got 5 and none");
        refused(
                () -> new CosineDecay(0.1, 1, 0, Optional.of(0.0), 5),
                "CosineDecay: warmupTarget must be positive and finite, got 0.0");
        refused(
                () -> new CosineDecay(0.1, 1, 0, Optional.of(1.0), -5),
                "CosineDecay: warmupSteps must be at least 0, got -5");
        refused(
                () -> new CosineDecayRestarts(0, 1),
                "CosineDecayRestarts: initialLearningRate must be positive and finite, got 0.0");
        refused(
                () -> new CosineDecayRestarts(0.1, 0),
                "CosineDecayRestarts: firstDecaySteps must be at least 1, got 0");
        refused(
                () -> new CosineDecayRestarts(0.1, 1, 0.5, 1, 0),
                "CosineDecayRestarts: tMul must be at least 1 and finite, got 0.5");
        refused(
                () -> new CosineDecayRestarts(0.1, 1, 2, 0, 0),
                "CosineDecayRestarts: mMul must be positive and finite, got 0.0");
        refused(
                () -> new CosineDecayRestarts(0.1, 1, 2, 1, -1),
                "CosineDecayRestarts: alpha must be in [0, 1], got -1.0");
        refused(
                () -> new LinearWarmUp(new Constant(1), 0),
                "LinearWarmUp: steps must be at least 1, got 0");
        refused(
                () -> new LinearWarmUp(new Constant(1), 1, -1),
                "LinearWarmUp: from must be at least 0 and finite, got -1.0");
    }

    @Test
    void bad_numbers_of_one_cycle_are_refused() {
        refused(() -> new OneCycle(0, 1), "OneCycle: maxLr must be positive and finite, got 0.0");
        refused(() -> new OneCycle(1, 0), "OneCycle: totalSteps must be at least 1, got 0");
        refused(
                () -> new OneCycle(1, 1, 1.5, Annealing.COS, 25, 1e4, false),
                "OneCycle: pctStart must be in [0, 1], got 1.5");
        refused(
                () -> new OneCycle(1, 1, 0.6, Annealing.COS, 25, 1e4, true),
                "OneCycle: pctStart must be at most 0.5 with three phases, got 0.6");
        refused(
                () -> new OneCycle(1, 1, 0.3, Annealing.COS, 0, 1e4, false),
                "OneCycle: divFactor must be positive and finite, got 0.0");
        refused(
                () -> new OneCycle(1, 1, 0.3, Annealing.COS, 25, -1, false),
                "OneCycle: finalDivFactor must be positive and finite, got -1.0");
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
