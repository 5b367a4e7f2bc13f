package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SymptomsTest {

    @Test
    void a_symptom_comes_behind_its_cause() {
        assertThat(ordered("learned-class-frequencies", "vanishing-gradient", "stalled"))
                .containsExactly("vanishing-gradient", "learned-class-frequencies", "stalled");
    }

    @Test
    void a_chain_of_causes_is_followed() {
        assertThat(
                        ordered(
                                "learned-class-frequencies",
                                "update-ratio",
                                "vanishing-gradient",
                                "saturated"))
                .containsExactly(
                        "saturated",
                        "vanishing-gradient",
                        "update-ratio",
                        "learned-class-frequencies");
    }

    @Test
    void all_others_stay_in_the_order_of_the_table() {
        String[] lecture = {
            "inputs-not-scaled", "dead-relu", "learned-class-frequencies", "stalled"
        };
        assertThat(ordered(lecture)).containsExactly(lecture);
    }

    @Test
    void causes_are_known_and_have_an_order() {
        List<String> codes = Doctor.codes();
        Symptoms.CAUSES.forEach((symptom, causes) -> {
            assertThat(codes).contains(symptom).containsAll(causes);
            assertThat(causes).allMatch(cause -> codes.indexOf(cause) > codes.indexOf(symptom));
        });
        assertThat(ordered(codes.toArray(String[]::new)))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    private static List<String> ordered(String... codes) {
        List<Finding> found =
                List.of(codes).stream()
                        .map(code -> finding(code, Fix.of(new Change.Distinct())))
                        .toList();
        return Symptoms.ordered(found).stream().map(Finding::code).toList();
    }

    static Finding finding(String code, Fix fix) {
        return new Finding(code, Severity.WARNING, "", List.of(), "", "", List.of(), "", fix);
    }
}
