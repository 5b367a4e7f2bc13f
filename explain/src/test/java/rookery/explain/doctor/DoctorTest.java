package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.data.Scaling;
import rookery.layers.Dense;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class DoctorTest {

    private static final Learner LEARNER =
            Sequential.of(1, new Dense(1)).compile(new MeanSquaredError(), new Sgd(0.01));
    private static final Dataset DATA =
            Patient.columns(new double[] {10, 11, 12, 13}, new double[] {0, 1, 0, 1});

    @TempDir Path runs;

    private Patient patient() {
        return Patient.of(runs, LEARNER, DATA, Fit.defaults().epochs(5));
    }

    @Test
    void the_checks_are_those_of_the_table_in_its_order() {
        assertThat(Doctor.codes())
                .containsExactly(
                        "inputs-not-scaled",
                        "loss-at-start",
                        "dead-relu",
                        "linear-hidden-layer",
                        "learned-class-frequencies",
                        "cannot-overfit",
                        "update-ratio",
                        "overshoot",
                        "vanishing-gradient",
                        "exploding-gradient",
                        "not-finite",
                        "loss-output-mismatch",
                        "oscillating",
                        "stalled",
                        "overfitting",
                        "class-trouble",
                        "saturated",
                        "small-test-set",
                        "suspicious-labels");
    }

    @Test
    void each_check_is_made_left_out_or_found_and_told_once() {
        List<Long> done = new ArrayList<>();
        Diagnosis diagnosis = Doctor.usual().examine(patient().replay(), done::add);
        List<String> codes = new ArrayList<>(diagnosis.healthy());
        diagnosis.findings().forEach(finding -> codes.add(finding.code()));
        diagnosis.unchecked().forEach(unchecked -> codes.add(unchecked.code()));
        assertThat(codes).containsExactlyInAnyOrderElementsOf(Doctor.codes());
        assertThat(diagnosis.unchecked()).noneMatch(Diagnosis.Unchecked::failed);
        assertThat(done).contains(0L, 18L).isSorted();
    }

    @Test
    void only_and_ignore_choose_and_quick_leaves_the_costly_ones_out() {
        List<String> two = List.of("dead-relu", "inputs-not-scaled");
        Diagnosis diagnosis = Doctor.usual().only(two).examine(patient().replay());
        assertThat(diagnosis.findings()).extracting(Finding::code).containsExactly(two.get(1));
        assertThat(diagnosis.unchecked())
                .containsExactly(
                        new Diagnosis.Unchecked(
                                "dead-relu",
                                "no layer has units that let no gradient through when off",
                                false));
        assertThat(Doctor.usual().ignore(two).checks()).isEqualTo(17);
        assertThat(Doctor.usual().quick().checks()).isEqualTo(16);
        assertThatThrownBy(() -> Doctor.usual().only(List.of("dead-rleu")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown check \"dead-rleu\"; did you mean dead-relu?");
    }

    @Test
    void a_check_that_fails_does_not_hide_the_others() throws Exception {
        Patient patient = patient();
        Files.delete(patient.replay().folder().path().resolve("history.csv"));
        Diagnosis diagnosis = Doctor.usual().examine(patient.replay());
        assertThat(diagnosis.findings()).extracting(Finding::code).contains("inputs-not-scaled");
        assertThat(diagnosis.unchecked())
                .filteredOn(Diagnosis.Unchecked::failed)
                .extracting(Diagnosis.Unchecked::code)
                .contains("stalled", "learned-class-frequencies");
    }

    @Test
    void a_threshold_is_told_by_its_code() {
        Thresholds limits = Thresholds.usual().with("inputs-not-scaled=20");
        assertThat(limits.get(Threshold.OFF_CENTER)).isEqualTo(20);
        assertThat(limits.get(Threshold.UNEQUAL_SPREAD)).isEqualTo(10);
        Diagnosis diagnosis =
                Doctor.usual()
                        .only(List.of("inputs-not-scaled"))
                        .thresholds(limits)
                        .examine(patient().replay());
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void an_unknown_threshold_and_an_impossible_value_are_refused() {
        Thresholds usual = Thresholds.usual();
        assertThatThrownBy(() -> usual.with("dead-rel=0.3"))
                .hasMessageStartingWith("unknown threshold \"dead-rel\"; did you mean dead-relu")
                .hasMessageContaining("(all: inputs-not-scaled, inputs-not-scaled.ratio, ");
        assertThatThrownBy(() -> usual.with("dead-relu=1.5"))
                .hasMessage("threshold dead-relu: must be between 0 and 1, got 1.5");
        assertThatThrownBy(() -> usual.with("update-ratio=NaN"))
                .hasMessage("threshold update-ratio: must be at least 0, got NaN");
        assertThatThrownBy(() -> usual.with("dead-relu=much"))
                .hasMessage("threshold dead-relu: a number is wanted, got \"much\"");
        assertThatThrownBy(() -> usual.with("dead-relu"))
                .hasMessage("threshold dead-relu: a value is wanted, as dead-relu=0.5");
    }

    @Test
    void a_fix_is_options_code_and_a_changed_description() {
        Patient patient = patient();
        Fix fix = Fix.of(new Change.Rate(0.001), new Change.Epochs(7), new Change.BatchRows(8));
        assertThat(fix.options()).isEqualTo("--learning-rate 0.001 --epochs 7 --batch-size 8");
        assertThat(fix.code())
                .containsExactly(
                        "optimizer.withLearningRate(new Constant(0.001))",
                        "fit.epochs(7)",
                        "fit.batchSize(8)");
        var changed = fix.applied(patient.replay().run().description(), DATA);
        assertThat(changed.learner().optimizer().learningRate()).isEqualTo(new Constant(0.001));
        assertThat(changed.fit().epochs()).isEqualTo(7);
        assertThat(changed.fit().batchSize()).isEqualTo(8);
        assertThat(Fix.of(new Change.Scale(Scaling.STANDARD)).options())
                .isEqualTo("--scale standard");
    }

    @Test
    void balanced_classes_count_alike() {
        Dataset data = Patient.columns(new double[] {1, 2, 3, 4}, new double[] {0, 0, 0, 1});
        var changed =
                Fix.of(new Change.BalanceClasses())
                        .applied(patient().replay().run().description(), data);
        assertThat(changed.fit().classWeights()).containsExactly(4.0 / 6, 2.0);
    }
}
