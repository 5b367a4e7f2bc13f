package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Learner;
import rookery.activations.Relu;
import rookery.data.BundledData;
import rookery.data.NumberColumn;
import rookery.data.Scaling;
import rookery.data.Table;
import rookery.data.TableOptions;
import rookery.explain.doctor.Proof.Side;
import rookery.explain.doctor.Proof.Verdict;
import rookery.initializers.RandomNormal;
import rookery.layers.Dense;
import rookery.optimizers.Sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

class ProofTest {

    private static final Doctor DOCTOR = Doctor.usual();

    @Test
    void the_lectures_penguins_learn_once_their_inputs_are_scaled() {
        Plan plan = raw();
        Doctor doctor = DOCTOR.only(List.of("inputs-not-scaled", "learned-class-frequencies"));
        Diagnosis diagnosis = Trial.of(plan, doctor, _ -> {}).diagnosis();
        List<Proof> proofs = Proof.of(plan, diagnosis, doctor, 100, _ -> {});
        assertThat(proofs).hasSize(1); // both have the same fix
        Proof proof = proofs.getFirst();
        assertThat(proof.codes()).containsExactly("inputs-not-scaled", "learned-class-frequencies");
        assertThat(proof.before().values().get("accuracy"))
                .isEqualTo(proof.before().majority().get("majority"));
        assertThat(proof.before().values().get("val_accuracy"))
                .isEqualTo(proof.before().majority().get("val_majority"));
        assertThat(proof.before().findings()).isEqualTo(proof.codes());
        assertThat(proof.after().values().get("val_accuracy")).isGreaterThanOrEqualTo(0.94);
        assertThat(proof.after().findings()).isEmpty();
        assertThat(proof.verdict()).isEqualTo(Verdict.HELPS);
        assertThat(proof.sentence()).startsWith("helps: val_accuracy 0.618 → 0.971; gone: inputs");
    }

    /** With --validation 0.5 other rows are measured, and the largest class has its share there. */
    @Test
    void always_the_largest_class_is_measured_on_the_rows_of_each_side() {
        Fix half = Fix.of(new Change.Validation(0.5));
        Proof proof = proof(raw(), half, "small-test-set", 1);
        Dataset rows = raw().changed(half).validation().orElseThrow();
        int largest = 0;
        for (int c : rows.classes()) largest += c;
        assertThat(rows.rows()).isGreaterThan(160);
        assertThat(proof.before().majority().get("val_majority")).isEqualTo(21.0 / 34);
        assertThat(proof.after().majority().get("val_majority"))
                .isEqualTo((double) largest / rows.rows())
                .isNotEqualTo(21.0 / 34);
    }

    @Test
    void a_high_loss_at_the_start_of_raw_numbers_is_mended_by_scaling_them() {
        Doctor doctor = DOCTOR.only(List.of("loss-at-start"));
        Diagnosis diagnosis = doctor.examine(raw(), _ -> {});
        Proof proof = Proof.of(raw(), diagnosis, doctor, 2, _ -> {}).getFirst();
        assertThat(proof.options()).isEqualTo("--scale standard");
        assertThat(proof.before().findings()).containsExactly("loss-at-start");
        assertThat(proof.after().findings()).isEmpty();
    }

    @Test
    void a_high_loss_at_the_start_of_large_weights_is_mended_by_the_usual_ones() {
        Dense large = new Dense(16, new Relu()).kernelInitializer(new RandomNormal(0, 300));
        BundledData moons = BundledData.MOONS;
        Plan plan = Plans.of(moons.table(), moons.options(), large);
        Doctor doctor = DOCTOR.only(List.of("loss-at-start"));
        Proof proof = Proof.of(plan, doctor.examine(plan, _ -> {}), doctor, 2, _ -> {}).getFirst();
        assertThat(proof.options()).isEqualTo("--hidden \"dense(16, activation=relu)\"");
        assertThat(proof.before().findings()).containsExactly("loss-at-start");
        assertThat(proof.after().findings()).isEmpty();
    }

    @Test
    void a_fix_that_does_not_help_is_said_to() {
        Plan plan = raw();
        Proof proof = proof(plan, Fix.of(new Change.BalanceClasses()), "class-trouble", 40);
        assertThat(proof.verdict()).isEqualTo(Verdict.DOES_NOT_HELP);
        assertThat(proof.sentence())
                .startsWith("does not help: val_accuracy 0.618 → 0.618")
                .endsWith("still there: class-trouble");
    }

    @Test
    void a_fix_without_a_training_is_said_to_be_none() {
        Plan plan = raw();
        Fix all =
                Fix.of(
                        new Change.Drop(
                                List.of("flipper_length_mm", "bill_depth_mm", "bill_length_mm")));
        Proof proof = proof(plan, all, "leakage", 2);
        assertThat(proof.verdict()).isEqualTo(Verdict.NOT_POSSIBLE);
        assertThat(proof.sentence())
                .startsWith("there is no training with it: penguins: no column is left");
        assertThat(proof.after()).isEqualTo(Side.NONE);
    }

    @Test
    void without_the_column_that_told_the_target_the_finding_is_gone_at_a_price() {
        Table penguins = BundledData.PENGUINS.table();
        double[] code = new double[penguins.rows()];
        for (int row = 0; row < code.length; row++)
            code[row] = penguins.column("species").text(row).equals("Adelie") ? 1 : 2;
        List<rookery.data.Column> columns = new ArrayList<>(penguins.columns());
        columns.add(NumberColumn.of("code", code));
        TableOptions options =
                BundledData.PENGUINS.options().features("code", "bill_depth_mm").validation(0.3);
        Plan plan = Plans.of(Table.of("penguins", columns), options);
        Diagnosis diagnosis = DOCTOR.only(List.of("leakage")).examine(plan, _ -> {});
        Proof proof = Proof.of(plan, diagnosis, DOCTOR, 60, _ -> {}).getFirst();
        assertThat(proof.options()).isEqualTo("--drop code");
        assertThat(proof.before().values().get("val_accuracy")).isEqualTo(1);
        assertThat(proof.after().values().get("val_accuracy")).isLessThan(0.9);
        assertThat(proof.verdict()).isEqualTo(Verdict.COSTS);
        assertThat(proof.sentence()).startsWith("gone: leakage, at a price: val_accuracy 1 → 0.");
    }

    @Test
    void a_fix_that_changes_the_epochs_has_its_own() {
        Proof proof = proof(raw(), Fix.of(new Change.Epochs(7)), "stalled", 3);
        assertThat(proof.before().epochs()).isEqualTo(3);
        assertThat(proof.after().epochs()).isEqualTo(7);
    }

    @Test
    void an_interrupt_ends_it() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> proof(raw(), Fix.of(new Change.BalanceClasses()), "stalled", 5))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void progress_counts_trainings() {
        List<Long> told = new ArrayList<>();
        Plan plan = raw();
        Diagnosis diagnosis = diagnosis(Fix.of(new Change.BalanceClasses()), "class-trouble");
        assertThat(Proof.trainings(diagnosis)).isEqualTo(2);
        Proof.of(plan, diagnosis, DOCTOR, 2, told::add);
        assertThat(told).isSorted().contains(0L, 1L);
        assertThat(Proof.trainings(new Diagnosis("", List.of(), List.of(), List.of()))).isZero();
    }

    @Test
    void long_trainings_are_cut_short_and_short_ones_are_not() {
        Plan plan = raw();
        assertThat(plan.fewEpochs()).isEqualTo(100);
        assertThat(plan.epochs(1_000_000).fewEpochs()).isBetween(1000, 100_000);
    }

    @Test
    void better_is_more_of_an_accuracy_and_less_of_a_loss() {
        assertThat(judged(0.90, 0.92, 1, 1, "stalled").verdict()).isEqualTo(Verdict.HELPS);
        assertThat(judged(0.90, 0.905, 1, 1, "").verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(judged(0.90, 0.905, 1, 0.9, "").verdict()).isEqualTo(Verdict.HELPS);
        assertThat(judged(0.90, 0.905, 1, 1.1, "").verdict()).isEqualTo(Verdict.COSTS);
        assertThat(judged(0.90, 0.905, 1, 1, "stalled").verdict()).isEqualTo(Verdict.DOES_NOT_HELP);
        assertThat(judged(0.90, Double.NaN, 1, 1, "").verdict()).isEqualTo(Verdict.COSTS);
        assertThat(judged(Double.NaN, 0.1, 1, 1, "").verdict()).isEqualTo(Verdict.HELPS);
        assertThat(judged(0.90, 0.905, 1, 0.9, "").sentence())
                .isEqualTo("helps: accuracy 0.9 → 0.905, loss 1 → 0.9; gone: stalled");
    }

    @Test
    void two_rows_of_34_more_are_within_noise_and_twelve_are_not() {
        double two = 1.96 * Math.sqrt(2) / 34; // McNemar: two rows become right, none wrong
        Judgement few = judged(new Margin(0.01, two), new Margin(0.05, 0), 31 / 34.0, 33 / 34.0);
        assertThat(few.verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(few.sentence())
                .isEqualTo(
                        "gone: stalled, and no better: accuracy 0.912 → 0.971 (within noise,"
                                + " ±0.0815), loss 1 → 1");
        double twelve = 1.96 * Math.sqrt(12) / 34;
        assertThat(
                        judged(new Margin(0.01, twelve), new Margin(0.05, 0), 21 / 34.0, 33 / 34.0)
                                .verdict())
                .isEqualTo(Verdict.HELPS);
    }

    @Test
    void a_loss_around_0_is_compared_with_the_size_of_the_rows_losses() {
        Margin margin = new Margin(0.05, 0); // a twentieth of rows' losses of ±1
        assertThat(losses(margin, 0, -0.01).verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(losses(margin, -0.02, -0.4).verdict()).isEqualTo(Verdict.HELPS);
        assertThat(losses(margin, -0.4, 0).verdict()).isEqualTo(Verdict.COSTS);
    }

    @Test
    void a_training_that_stays_finite_is_better_than_one_that_does_not() {
        Side ended =
                new Side(1, Map.of("loss", 1e29), Map.of(), List.of(), Optional.of("NaN"), false);
        Side whole = new Side(5, Map.of("loss", 0.7), Map.of(), List.of(), Optional.empty(), true);
        Margin wide = new Margin(0, 1e30);
        assertThat(new Judgement("loss", wide, "loss", wide, List.of("a"), ended, whole).verdict())
                .isEqualTo(Verdict.HELPS);
        assertThat(new Judgement("loss", wide, "loss", wide, List.of("a"), whole, ended).verdict())
                .isEqualTo(Verdict.DOES_NOT_HELP);
    }

    /** Nothing is changed, so that rows differ by nothing; their losses have a size. */
    @Test
    void a_margin_is_made_of_the_rows_that_differ() {
        Plan plan = raw().epochs(1);
        Doctor doctor = DOCTOR.only(List.of("leakage"));
        Trial same = Trial.of(plan, doctor, _ -> {});
        assertThat(Margin.of("val_accuracy", plan, same, plan, same))
                .isEqualTo(new Margin(0.01, 0));
        Plan scaled = plan.epochs(60).changed(Fix.of(new Change.Scale(Scaling.STANDARD)));
        Trial other = Trial.of(scaled, doctor, _ -> {});
        Margin margin = Margin.of("val_accuracy", plan, same, scaled, other);
        int rows = plan.validation().orElseThrow().rows();
        double changed = Math.pow(margin.chance() * rows / 1.96, 2);
        assertThat(changed).isCloseTo(Math.rint(changed), within(1e-9)).isBetween(1.0, 34.0);
        double loss = same.run().validation().orElseThrow().loss();
        assertThat(Margin.of("val_loss", plan, same, plan, same).matters())
                .isCloseTo(0.05 * loss, within(1e-6));
    }

    private static Judgement losses(Margin margin, double from, double to) {
        List<String> codes = List.of("stalled");
        return new Judgement(
                "loss",
                margin,
                "loss",
                margin,
                codes,
                new Side(5, Map.of("loss", from), Map.of(), codes, Optional.empty(), true),
                new Side(5, Map.of("loss", to), Map.of(), List.of(), Optional.empty(), true));
    }

    private static Judgement judged(Margin accuracy, Margin loss, double from, double to) {
        return new Judgement(
                "accuracy",
                accuracy,
                "loss",
                loss,
                List.of("stalled"),
                side(from, 1, List.of("stalled")),
                side(to, 1, List.of()));
    }

    private static Judgement judged(
            double from, double to, double lossFrom, double lossTo, String left) {
        return new Judgement(
                "accuracy",
                new Margin(0.01, 0),
                "loss",
                new Margin(0.05, 0),
                List.of("stalled"),
                side(from, lossFrom, List.of("stalled")),
                side(to, lossTo, left.isEmpty() ? List.of() : List.of(left)));
    }

    private static Side side(double accuracy, double loss, List<String> findings) {
        return new Side(
                5,
                Map.of("accuracy", accuracy, "loss", loss),
                Map.of(),
                findings,
                Optional.empty(),
                true);
    }

    private static Proof proof(Plan plan, Fix fix, String code, int epochs) {
        return Proof.of(plan, diagnosis(fix, code), DOCTOR, epochs, _ -> {}).getFirst();
    }

    private static Diagnosis diagnosis(Fix fix, String code) {
        return new Diagnosis("", List.of(SymptomsTest.finding(code, fix)), List.of(), List.of());
    }

    /** Plain descent on millimetres: the lecture's network, which learns nothing. */
    private static Plan raw() {
        TableOptions options = BundledData.PENGUINS.options().scaling(Scaling.NONE);
        Plan plan = Plans.of(BundledData.PENGUINS.table(), options);
        Learner of = plan.learner();
        Learner sgd = new Learner(of.network(), of.loss(), new Sgd(), of.metrics());
        return Plan.of(
                "penguins",
                plan.description().learner(sgd),
                plan.table().orElseThrow(),
                Optional.empty());
    }
}
