package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.data.BundledData;
import rookery.explain.doctor.Change;
import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.explain.doctor.Finding;
import rookery.explain.doctor.Fix;
import rookery.explain.doctor.Severity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A broken training of each check, and some healthy ones; {@code benchmarks/run doctor} has all. */
class DoctorTest {

    private static final int HEALTHY = 8;
    private static final Fix FIX = Fix.of(new Change.Distinct());

    static Stream<DoctorCase> broken() {
        Set<String> seen = new HashSet<>();
        return BrokenCases.all().stream().filter(of -> seen.add(of.code().orElseThrow()));
    }

    static Stream<DoctorCase> healthy() {
        List<DoctorCase> all = HealthyCases.all();
        return Stream.iterate(0, i -> i < all.size(), i -> i + all.size() / HEALTHY).map(all::get);
    }

    @ParameterizedTest
    @MethodSource
    void broken(DoctorCase training) {
        DoctorResult result = DoctorResult.of(training);
        assertThat(result.found()).as(result.codes() + result.rightly()).isTrue();
        assertThat(result.codes()).startsWith(training.cause().or(training::code).orElseThrow());
        assertThat(result.failures()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void healthy(DoctorCase training) {
        DoctorResult result = DoctorResult.of(training);
        assertThat(result.diagnosis().findings())
                .allMatch(finding -> finding.severity() == Severity.NOTE);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void each_check_has_two_broken_trainings_and_there_are_thirty_healthy_ones() {
        List<String> planted = BrokenCases.all().stream().map(of -> of.code().get()).toList();
        for (String code : Doctor.codes())
            assertThat(planted.stream().filter(code::equals))
                    .as(code)
                    .hasSizeGreaterThanOrEqualTo(DoctorPage.FEWEST_BROKEN);
        assertThat(BrokenCases.all().stream().map(of -> of.table().source()).distinct())
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(HealthyCases.all()).hasSizeGreaterThanOrEqualTo(DoctorPage.FEWEST_HEALTHY);
    }

    @Test
    void the_page_counts_what_was_found_and_says_what_was_not() {
        DoctorCase moons = DoctorCase.of(BundledData.MOONS);
        DoctorPage page =
                new DoctorPage(
                        List.of(
                                said(moons.broken("stalled", "a"), "stalled", Severity.WARNING),
                                said(moons.broken("stalled", "b"), "dead-relu", Severity.ERROR)),
                        List.of(said(moons, "saturated", Severity.ERROR)));
        assertThat(page.summary().getFirst())
                .isEqualTo(
                        "2 broken trainings on 1 data sets: in 1 the planted fault was found, in 1"
                                + " what caused it was listed first.");
        assertThat(page.summary().getLast())
                .isEqualTo("1 healthy trainings: 1 with an error, 0 warnings in all.");
        assertThat(page.lines())
                .contains("| stalled | moons | b | E dead-relu |")
                .anyMatch(line -> line.matches("\\| \\d+ \\| stalled \\| 2 \\|.* 1 .* 1 .*"));
        assertThat(page.wrong())
                .contains("not found: | stalled | moons | b | E dead-relu |")
                .contains("fewer than 30 healthy trainings")
                .doesNotContain("stalled: fewer than two broken trainings")
                .contains("saturated: fewer than two broken trainings");
    }

    private static DoctorResult said(DoctorCase of, String code, Severity severity) {
        Finding finding = new Finding(code, severity, "", List.of(), "", "", List.of(), "", FIX);
        return new DoctorResult(of, new Diagnosis("", List.of(finding), List.of(), List.of()));
    }
}
