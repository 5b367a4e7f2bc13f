package rookery.cli;

import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Diagnosis.Unchecked;
import rookery.explain.doctor.Finding;
import rookery.explain.doctor.Look;
import rookery.explain.doctor.Remedy;
import rookery.explain.doctor.Severity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Findings as a person reads them, and as JSON. */
final class DoctorPage {

    /** What was looked at is a run. */
    static final String RUN = "run";

    /** What was looked at are data. */
    static final String DATA = "data";

    /** Places shown of a finding; --json has them all. */
    private static final int PLACES = 24;

    private final String what;
    private final Function<Remedy, Optional<String>> command;
    private final Diagnosis diagnosis;
    private final Page page;

    /**
     * @param what was looked at: a run, or data
     * @param command what to type for a remedy; none where a program has to
     */
    DoctorPage(
            Console console,
            String what,
            Function<Remedy, Optional<String>> command,
            Diagnosis diagnosis) {
        this.what = what;
        this.command = command;
        this.diagnosis = diagnosis;
        page = new Page(console);
    }

    void print() {
        if (what.equals(RUN)) page.entry(what, diagnosis.run());
        page.entry("found", counts());
        for (Finding finding : diagnosis.findings()) {
            page.space();
            print(finding);
        }
        page.space();
        if (!diagnosis.healthy().isEmpty())
            page.entry("fine", String.join(", ", diagnosis.healthy()));
        for (Unchecked unchecked : diagnosis.unchecked())
            page.entry(
                    unchecked.failed() ? "failed" : "left out",
                    unchecked.code() + ": " + unchecked.reason());
    }

    private String counts() {
        long failed = diagnosis.unchecked().stream().filter(Unchecked::failed).count();
        String unknown = failed == 0 ? "" : "; " + Numbers.count(failed, "check") + " failed";
        if (diagnosis.findings().isEmpty()) return "nothing wrong" + unknown;
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = diagnosis.count(severity);
            if (count > 0) counts.add(Numbers.count(count, word(severity)));
        }
        return String.join(", ", counts) + "; causes first" + unknown;
    }

    private void print(Finding finding) {
        page.entry(word(finding.severity()), finding.code() + ": " + finding.summary());
        finding.observed().forEach(sentence -> page.entry("observed", sentence));
        page.entry("rule", "%s [%s]".formatted(finding.threshold(), finding.source()));
        if (!finding.where().isEmpty()) page.entry("where", places(finding.where()));
        page.entry("advice", finding.advice());
        print(finding.remedy());
    }

    private static String places(List<String> where) {
        String shown = where.stream().limit(PLACES).collect(Collectors.joining(", "));
        int more = where.size() - PLACES;
        return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
    }

    private void print(Remedy remedy) {
        String label = remedy instanceof Look ? "look" : "fix";
        command.apply(remedy)
                .ifPresentOrElse(
                        words -> page.command(label, words),
                        () -> remedy.code().forEach(line -> page.line(label, line)));
    }

    /** In lower case. */
    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** The same as an object. */
    JsonAnswer json() {
        return new JsonAnswer()
                .put(what, diagnosis.run())
                .put("errors", diagnosis.count(Severity.ERROR))
                .put("warnings", diagnosis.count(Severity.WARNING))
                .put("notes", diagnosis.count(Severity.NOTE))
                .put("findings", diagnosis.findings().stream().map(this::json).toList())
                .put("healthy", diagnosis.healthy())
                .put("unchecked", diagnosis.unchecked());
    }

    private Map<String, Object> json(Finding finding) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("code", finding.code());
        values.put("severity", word(finding.severity()));
        values.put("summary", finding.summary());
        values.put("observed", finding.observed());
        values.put("threshold", finding.threshold());
        values.put("source", finding.source());
        values.put("where", finding.where());
        values.put("advice", finding.advice());
        values.put(
                "fix",
                command.apply(finding.remedy())
                        .map(words -> Main.command() + " " + words)
                        .orElse(null));
        values.put("code_lines", finding.remedy().code());
        return values;
    }
}
