package rookery.cli;

import static rookery.cli.LessonPage.number;

import rookery.explain.doctor.Proof;
import rookery.explain.doctor.Severity;
import rookery.explain.lesson.Examination;
import rookery.explain.lesson.Examination.Found;
import rookery.explain.lesson.Examination.Report;
import rookery.report.lesson.Block.Entry;
import rookery.report.lesson.Charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lesson's last screen: the doctor's diagnosis, and the proof of the cure. */
final class LessonExamination {

    private LessonExamination() {}

    /** Findings, fixes, before and after. */
    static void print(LessonPage page, Examination visit) {
        Report ill = visit.millimetres();
        page.say(
                "Numbers alone do not say why the training on millimetres failed. The doctor looks"
                        + " at what it recorded: %s, causes before symptoms.",
                counts(ill));
        page.space();
        page.entries(
                ill.findings().stream()
                        .map(found ->
                                new Entry(
                                        DoctorPage.word(found.severity()),
                                        found.code() + ": " + found.summary()))
                        .toList());
        page.space();
        Found cause = ill.findings().getFirst();
        page.say(
                "The first is the cause. The rule it breaks: %s [%s]. %s",
                cause.threshold(), cause.source(), cause.advice());
        page.space();
        proofs(page, visit);
        page.tryOut("doctor raw --prove", "doctor penguins-1");
    }

    private static void proofs(LessonPage page, Examination visit) {
        page.say(
                "Whether a fix helps is tried: the same training without it and with it."
                        + " Accuracy on the other penguins:");
        page.space();
        page.table(
                List.of("train penguins --scale none, and", "before", "after", "verdict"),
                visit.proofs().stream().map(LessonExamination::proof).toList());
        page.chart(
                Charts.confusion(
                        "What became of the training penguins in millimetres.",
                        visit.classes(),
                        visit.millimetres().confusion()));
        page.chart(
                Charts.confusion(
                        "What became of them standardized.",
                        visit.classes(),
                        visit.standardized().confusion()));
        page.space();
        page.say("%s", after(visit.standardized()));
    }

    private static List<String> proof(Proof proof) {
        return List.of(
                proof.options(),
                number(proof.before().values().get(proof.measure())),
                proof.verdict() == Proof.Verdict.NOT_POSSIBLE
                        ? ""
                        : number(proof.after().values().get(proof.measure())),
                proof.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String after(Report cured) {
        return "Standardized, the doctor finds %s%s."
                .formatted(
                        counts(cured),
                        cured.findings().isEmpty()
                                ? ""
                                : ": "
                                        + String.join(
                                                ", ",
                                                cured.findings().stream()
                                                        .map(Found::code)
                                                        .toList()));
    }

    private static String counts(Report report) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            int count = report.count(severity);
            if (count > 0) counts.add(Numbers.count(count, DoctorPage.word(severity)));
        }
        return counts.isEmpty() ? "nothing wrong" : String.join(", ", counts);
    }
}
