package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.data.BundledData;
import rookery.data.Column;
import rookery.data.NumberColumn;
import rookery.data.Scaling;
import rookery.data.TableOptions;
import rookery.data.TextColumn;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

class DataChecksTest {

    private static final int ROWS = 120;
    private static final TableOptions KIND = TableOptions.defaults().target("kind");

    @Test
    void a_column_that_never_varies_is_found_and_left_out() {
        Finding finding =
                found("constant-column", plan(KIND, noise("a", 1), number("b", _ -> 7), kinds()));
        assertThat(finding.where()).containsExactly("b");
        assertThat(finding.observed()).containsExactly("b is the same in all of 96 training rows");
        assertThat(finding.fix().orElseThrow().options()).isEqualTo("--drop b");
        assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    }

    @Test
    void columns_left_out_before_stay_left_out() {
        TableOptions options = KIND.drop("c");
        Finding finding =
                found(
                        "constant-column",
                        plan(options, noise("a", 1), number("b", _ -> 7), noise("c", 2), kinds()));
        assertThat(finding.fix().orElseThrow().options()).isEqualTo("--drop c,b");
    }

    @Test
    void inches_beside_centimetres_are_found() {
        Column cm = noise("cm", 1);
        Column inch = number("inch", i -> 5 - noise(1, i) / 2.54);
        Finding finding = found("duplicate-column", plan(KIND, cm, noise("b", 2), inch, kinds()));
        assertThat(finding.where()).containsExactly("inch");
        assertThat(finding.observed())
                .containsExactly("inch says what cm says: their correlation is -1");
    }

    @Test
    void two_names_of_one_category_are_found_and_a_coarser_one_is_not() {
        Column city = text("city", i -> "city " + i % 4);
        Column code = text("code", i -> "c" + (3 - i % 4));
        Column half = text("half", i -> "h" + i % 2);
        Finding finding =
                found("duplicate-column", plan(KIND, city, half, code, noise("a", 1), kinds()));
        assertThat(finding.where()).containsExactly("code");
    }

    @Test
    void a_column_written_after_the_target_was_known_is_found() {
        Column after = number("after", i -> i % 3 + 0.2 * noise(5, i) / 4);
        Finding finding = found("leakage", plan(KIND, noise("a", 1), after, kinds()));
        assertThat(finding.where()).containsExactly("after");
        assertThat(finding.summary()).isEqualTo("after tells the target all alone: 100 %");
        assertThat(finding.fix().orElseThrow().options()).isEqualTo("--drop after");
    }

    @Test
    void a_missing_value_can_tell_the_target() {
        Column ended = number("ended", i -> i % 3 == 0 ? Double.NaN : 10 * noise(4, i));
        TableOptions churn = TableOptions.defaults().target("kind=k0");
        Finding finding = found("leakage", plan(churn, noise("a", 1), ended, kinds()));
        assertThat(finding.where()).containsExactly("ended");
    }

    @Test
    void a_price_beside_its_logarithm_is_found() {
        TableOptions price = TableOptions.defaults().target("price");
        Column net = number("net", i -> StrictMath.exp(noise(3, i)));
        Column target = number("price", i -> noise(3, i) + 0.01 * noise(6, i));
        assertThat(found("leakage", plan(price, noise("a", 1), net, target)).where())
                .containsExactly("net");
    }

    @Test
    void a_category_of_each_row_tells_nothing_and_one_that_goes_with_the_number_does() {
        TableOptions price = TableOptions.defaults().target("price").features("a", "id", "band");
        Column id = text("id", i -> "id" + i);
        Column band = text("band", i -> "b" + i % 5);
        Column target = number("price", i -> 100 * (i % 5) + noise(3, i));
        assertThat(found("leakage", plan(price, noise("a", 1), id, band, target)).where())
                .containsExactly("band");
    }

    @Test
    void strong_columns_of_the_penguins_are_no_leakage() {
        assertThat(outcome("leakage", Plans.of(BundledData.PENGUINS)))
                .isEqualTo(new Outcome.Healthy());
        TableOptions species = BundledData.PENGUINS.options().target("species");
        assertThat(outcome("leakage", Plans.of(BundledData.PENGUINS.table(), species)))
                .isEqualTo(new Outcome.Healthy());
    }

    @Test
    void skill_is_what_is_gained_over_guessing() {
        // x < 10 names 37 of the 40 rows of k0; the other three are among the other 80
        Column x = number("x", i -> i % 3 != 0 ? 20 + i : i < 9 ? 50.1 + i / 100.0 : i / 100.0);
        Plan plan =
                plan(
                        TableOptions.defaults().target("kind=k0").validation(0),
                        noise("a", 1),
                        x,
                        kinds());
        InputColumn column = InputColumn.of(plan).get(1);
        assertThat(OneColumn.skill(plan.training(), column, 2)).isEqualTo(37.0 / 40);
    }

    @Test
    void validation_rows_that_are_training_rows_are_found() {
        Column a = number("a", i -> noise(1, i / 2));
        Column b = number("b", i -> noise(2, i / 2));
        Column kind = text("kind", i -> "k" + i / 2 % 3);
        Finding finding = found("duplicate-rows", plan(KIND, a, b, kind));
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.observed().getFirst())
                .matches(
                        "\\d+ of 24 validation rows equal a training row in all inputs and the"
                                + " target");
        assertThat(finding.where().getFirst()).matches("validation row \\d+ is training row \\d+");
    }

    @Test
    void rows_that_meet_by_chance_are_not_duplicates() {
        Column a = text("a", i -> "a" + (i * 7 + i / 11) % 3);
        Column b = text("b", i -> "b" + (i * 5 + i / 7) % 2);
        Outcome outcome = outcome("duplicate-rows", plan(KIND, a, b, kinds()));
        assertThat(outcome).isInstanceOf(Outcome.Unchecked.class);
        assertThat(((Outcome.Unchecked) outcome).reason())
                .startsWith("rows of so few values meet by chance");
        assertThat(outcome("duplicate-rows", plan(KIND, noise("a", 1), noise("b", 2), kinds())))
                .isEqualTo(new Outcome.Healthy());
    }

    @Test
    void raw_millimetres_are_found_before_training() {
        TableOptions raw = BundledData.PENGUINS.options().scaling(Scaling.NONE);
        Plan plan = Plans.of(BundledData.PENGUINS.table(), raw);
        Finding finding = found("inputs-not-scaled", plan);
        Plan changed = plan.changed(finding.fix().orElseThrow());
        assertThat(outcome("inputs-not-scaled", changed)).isEqualTo(new Outcome.Healthy());
    }

    @Test
    void leaving_out_a_column_makes_the_network_smaller() {
        Plan plan = plan(KIND, noise("a", 1), number("b", _ -> 7), noise("c", 2), kinds());
        Plan changed = plan.changed(Fix.of(new Change.Drop(List.of("b"))));
        assertThat(changed.learner().network().inputs()).isEqualTo(2);
        assertThat(changed.encoding().orElseThrow().inputNames()).containsExactly("a", "c");
        assertThat(changed.initial().predict(0, 0)).hasSize(3);
    }

    private static Plan plan(TableOptions options, Column... columns) {
        return Plans.of(options, columns);
    }

    private static Column kinds() {
        return text("kind", i -> "k" + i % 3);
    }

    private static Column text(String name, IntFunction<String> value) {
        return TextColumn.of(name, IntStream.range(0, ROWS).mapToObj(value).toArray(String[]::new));
    }

    private static Column number(String name, IntToDoubleFunction value) {
        return NumberColumn.of(name, IntStream.range(0, ROWS).mapToDouble(value).toArray());
    }

    private static Column noise(String name, int kind) {
        return number(name, i -> noise(kind, i));
    }

    /** Between 0 and 1, without a pattern. */
    private static double noise(int kind, int row) {
        double x = 43758.5453 * StrictMath.sin(12.9898 * row + 78.233 * kind);
        return x - Math.floor(x);
    }

    private static Finding found(String code, Plan plan) {
        Diagnosis diagnosis = Doctor.usual().only(List.of(code)).examine(plan, _ -> {});
        assertThat(diagnosis.findings()).as(diagnosis.toString()).hasSize(1);
        return diagnosis.findings().getFirst();
    }

    private static Outcome outcome(String code, Plan plan) {
        Diagnosis diagnosis = Doctor.usual().only(List.of(code)).examine(plan, _ -> {});
        if (!diagnosis.findings().isEmpty())
            return new Outcome.Found(diagnosis.findings().getFirst());
        if (!diagnosis.healthy().isEmpty()) return new Outcome.Healthy();
        Diagnosis.Unchecked left = diagnosis.unchecked().getFirst();
        return new Outcome.Unchecked(left.reason(), left.failed());
    }
}
