package rookery.benchmarks;

import rookery.explain.doctor.Doctor;
import rookery.explain.doctor.Finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code benchmarks/run doctor}: broken and healthy trainings and what the doctor says of them, as
 * DOCTOR.md.
 */
final class DoctorPage {

    /** In all healthy trainings together. */
    static final int MOST_WARNINGS = 3;

    static final int FEWEST_HEALTHY = 30;
    static final int FEWEST_BROKEN = 2;

    private final List<DoctorResult> broken;
    private final List<DoctorResult> healthy;

    DoctorPage(List<DoctorResult> broken, List<DoctorResult> healthy) {
        this.broken = List.copyOf(broken);
        this.healthy = List.copyOf(healthy);
    }

    /**
     * The benchmarks' folder; and if wanted another seed than 0, with which nothing is written. Ends
     * with 1 if a fault was missed or a healthy training was not.
     */
    public static void main(String... arguments) throws IOException {
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
        DoctorPage page =
                new DoctorPage(
                        examined(BrokenCases.all(), seed), examined(HealthyCases.all(), seed));
        if (seed == 0) Files.write(Path.of(arguments[0]).resolve("DOCTOR.md"), page.lines());
        page.summary().forEach(System.out::println);
        page.confusion().forEach(System.out::println);
        List<String> wrong = page.wrong();
        wrong.forEach(System.err::println);
        if (!wrong.isEmpty()) System.exit(1);
    }

    private static List<DoctorResult> examined(List<DoctorCase> cases, long seed) {
        List<DoctorResult> results = new ArrayList<>();
        for (DoctorCase training : cases) {
            results.add(DoctorResult.of(training.seed(seed)));
            System.err.printf("%d of %d trainings%n", results.size(), cases.size());
        }
        return results;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# What the doctor says of broken and healthy trainings");
        lines.add("");
        lines.add(
                "`benchmarks/run doctor` trains each of these, asks `doctor` with all checks and"
                        + " the usual thresholds, and writes this page.");
        lines.add("");
        lines.addAll(summary());
        lines.add("");
        lines.add(
                "Rules and trainings were worked on together, so this page shows that they agree,"
                        + " not how often the doctor is right about trainings it has never seen."
                        + " `benchmarks/run doctor 1` does the same with another seed.");
        lines.addAll(List.of("", "## Confusion table", ""));
        lines.add(
                "A row a planted fault, a column a check: in how many of the row's trainings it"
                        + " found something. The checks are numbered as their rows are. Beside the"
                        + " diagonal stand symptoms, and what else is true of a training: a part of"
                        + " the rows too small to tell, a label worth a look.");
        lines.add("");
        lines.addAll(confusion());
        lines.addAll(List.of("", "## Broken trainings", ""));
        lines.add(
                "Findings in the doctor's order: E error, W warning, N note. Where a fault is at a"
                        + " place (a column, a unit, a row), most of what the finding names must be"
                        + " there.");
        lines.add("");
        lines.add("| planted | data | fault | findings |");
        lines.add("|---|---|---|---|");
        for (DoctorResult result : broken) lines.add(row(result));
        lines.addAll(List.of("", "## Healthy trainings", ""));
        lines.add("| data | loss | hidden | optimizer | epochs | findings |");
        lines.add("|---|---|---|---|---:|---|");
        for (DoctorResult result : healthy) lines.add(healthyRow(result));
        return lines;
    }

    List<String> summary() {
        long found = broken.stream().filter(DoctorResult::found).count();
        long first = broken.stream().filter(DoctorResult::causeFirst).count();
        long data = broken.stream().map(result -> result.of().table().source()).distinct().count();
        long errors = healthy.stream().filter(result -> !result.found()).count();
        return List.of(
                "%d broken trainings on %d data sets: in %d the planted fault was found, in %d what caused it was listed first."
                        .formatted(broken.size(), data, found, first),
                "%d healthy trainings: %d with an error, %d warnings in all."
                        .formatted(healthy.size(), errors, warnings()));
    }

    private long warnings() {
        return healthy.stream().mapToLong(DoctorResult::warnings).sum();
    }

    List<String> confusion() {
        List<String> codes = Doctor.codes();
        List<String> lines = new ArrayList<>();
        lines.add(
                "| | planted | trainings | "
                        + String.join(
                                " | ",
                                IntStream.rangeClosed(1, codes.size())
                                        .mapToObj(String::valueOf)
                                        .toList())
                        + " |");
        lines.add("|---:|---|---:|" + "---:|".repeat(codes.size()));
        for (String code : codes)
            lines.add(
                    "| %d | %s | %s |"
                            .formatted(
                                    codes.indexOf(code) + 1,
                                    code,
                                    cells(
                                            broken.stream()
                                                    .filter(r -> r.of().code().get().equals(code))
                                                    .toList())));
        lines.add("| | healthy | %s |".formatted(cells(healthy)));
        return lines;
    }

    private static String cells(List<DoctorResult> results) {
        Stream<String> counts =
                Doctor.codes().stream()
                        .map(code -> results.stream().filter(r -> r.codes().contains(code)).count())
                        .map(count -> count == 0 ? "·" : String.valueOf(count));
        return Stream.concat(Stream.of(String.valueOf(results.size())), counts)
                .reduce((a, b) -> a + " | " + b)
                .orElseThrow();
    }

    private static String row(DoctorResult result) {
        return "| %s | %s | %s | %s |"
                .formatted(
                        result.of().code().orElseThrow()
                                + result.of().cause().map(c -> ", caused by " + c).orElse(""),
                        result.of().table().source(),
                        result.of().fault() + result.rightly(),
                        findings(result));
    }

    private static String healthyRow(DoctorResult result) {
        DoctorCase of = result.of();
        return "| %s: %s | %s | %s | %s | %d | %s |"
                .formatted(
                        of.table().source(),
                        of.options().target(),
                        of.loss().isEmpty() ? "the usual" : of.loss(),
                        of.layers(),
                        of.optimizer(),
                        of.fit().epochs(),
                        findings(result));
    }

    private static String findings(DoctorResult result) {
        return String.join(
                ", ",
                result.diagnosis().findings().stream()
                        .map(f -> letter(f) + " " + f.code())
                        .toList());
    }

    private static String letter(Finding finding) {
        return finding.severity().name().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** What is not as it should be, a sentence each. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (DoctorResult result : broken) {
            if (!result.found()) wrong.add("not found: " + row(result));
            else if (!result.causeFirst()) wrong.add("not the cause first: " + row(result));
        }
        for (DoctorResult result : healthy)
            if (!result.found()) wrong.add("an error of a healthy training: " + healthyRow(result));
        if (warnings() > MOST_WARNINGS)
            wrong.add(warnings() + " warnings of healthy trainings: " + MOST_WARNINGS + " at most");
        for (String code : Doctor.codes())
            if (broken.stream().filter(r -> r.of().code().get().equals(code)).count()
                    < FEWEST_BROKEN) wrong.add(code + ": fewer than two broken trainings");
        if (healthy.size() < FEWEST_HEALTHY) wrong.add("fewer than 30 healthy trainings");
        Stream.concat(broken.stream(), healthy.stream())
                .flatMap(result -> result.failures().stream())
                .forEach(failure -> wrong.add("a check failed: " + failure));
        return wrong;
    }
}
