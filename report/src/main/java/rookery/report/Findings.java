package rookery.report;

import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Finding;
import rookery.explain.doctor.Remedy;
import rookery.explain.doctor.Severity;

import java.util.List;
import java.util.Locale;

/** What the doctor found, with its evidence. */
final class Findings {

    private static final int PLACES = 50;

    private final Html main;
    private final Report report;
    private final String command;

    /**
     * On a page.
     *
     * @param command what a user types to start this program
     */
    Findings(HtmlPage page, Report report, String command) {
        main = page.main();
        this.report = report;
        this.command = command;
    }

    void put() {
        ReportHtml.heading(main, "findings");
        switch (report.diagnosis()) {
            case Part.Missing<Diagnosis>(String why) -> main.missing("Not examined", why);
            case Part.Known<Diagnosis>(Diagnosis diagnosis) -> put(diagnosis);
        }
    }

    private void put(Diagnosis diagnosis) {
        if (diagnosis.findings().isEmpty())
            main.paragraph(
                    "The doctor found nothing wrong in %s."
                            .formatted(Amounts.count(diagnosis.healthy().size(), "check")));
        else
            main.paragraph(
                    "%s, %s, %s; causes stand before symptoms."
                            .formatted(
                                    Amounts.count(diagnosis.count(Severity.ERROR), "error"),
                                    Amounts.count(diagnosis.count(Severity.WARNING), "warning"),
                                    Amounts.count(diagnosis.count(Severity.NOTE), "note")));
        diagnosis.findings().forEach(this::put);
        if (!diagnosis.healthy().isEmpty())
            main.element(
                    "p",
                    "Nothing found by: " + String.join(", ", diagnosis.healthy()),
                    "class",
                    "faint");
        if (diagnosis.unchecked().isEmpty()) return;
        main.open("details").element("summary", "Checks that do not apply").open("ul");
        for (Diagnosis.Unchecked check : diagnosis.unchecked())
            main.element(
                    "li",
                    "%s: %s%s"
                            .formatted(
                                    check.code(),
                                    check.failed() ? "could not be made: " : "",
                                    check.reason()));
        main.close().close();
    }

    private void put(Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        main.open("article", "class", "finding " + severity);
        main.open("h3").element("span", severity, "class", "severity").text(" ");
        main.element("code", finding.code()).text(" " + finding.summary()).close();
        if (!finding.observed().isEmpty()) list(finding.observed());
        main.open("dl");
        main.entry("rule", "%s (%s)".formatted(finding.threshold(), finding.source()));
        if (!finding.where().isEmpty()) main.entry("where", where(finding.where()));
        main.entry("what to do", finding.advice());
        how(finding.remedy());
        main.close().close();
    }

    private void how(Remedy remedy) {
        if (report.run().description().data().isPresent())
            remedy.command(report.folder())
                    .ifPresent(words -> {
                        main.element("dt", "how").open("dd");
                        main.element("code", command + " " + words).close();
                    });
        main.element("dt", "in Java").open("dd");
        main.element("code", String.join("; ", remedy.code())).close();
    }

    private static String where(List<String> places) {
        List<String> shown = places.subList(0, Math.min(PLACES, places.size()));
        String more =
                places.size() > shown.size()
                        ? " and %s more".formatted(Amounts.count(places.size() - shown.size()))
                        : "";
        return String.join(", ", shown) + more;
    }

    private void list(List<String> sentences) {
        main.open("ul");
        sentences.forEach(sentence -> main.element("li", sentence));
        main.close();
    }
}
