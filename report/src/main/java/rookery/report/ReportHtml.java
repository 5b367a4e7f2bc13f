package rookery.report;

import rookery.data.InputException;
import rookery.formats.ModelFile;
import rookery.formats.RecordedRun;
import rookery.formats.RunResults;
import rookery.formats.ShellWord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A report as a page: numbers and tables as text, charts by its scripts. */
public final class ReportHtml {

    /** Bytes of a run.json that stand on the page. */
    private static final long RECIPE = 200_000;

    private static final SequencedMap<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("results", "Results");
        SECTIONS.put("findings", "Findings");
        SECTIONS.put("data", "Data");
        SECTIONS.put("network", "Network");
        SECTIONS.put("curves", "Curves");
        SECTIONS.put("errors", "Errors");
        SECTIONS.put("calibration", "Calibration");
        SECTIONS.put("importance", "Importance");
        SECTIONS.put("activity", "Activity");
        SECTIONS.put("landscape", "Landscape");
        SECTIONS.put("reproduce", "How to reproduce it");
    }

    private ReportHtml() {}

    /**
     * The file.
     *
     * @param command what a user types to start this program
     */
    public static String html(Report report, String command, Theme theme) {
        HtmlPage page = new HtmlPage(report.run().name(), theme);
        Html main = page.main();
        lead(main, report.run());
        main.open("nav", "aria-label", "Sections").open("ul");
        SECTIONS.forEach((id, title) ->
                main.open("li").element("a", title, "href", "#" + section(id)).close());
        main.close().close();
        results(main, report, command);
        new Findings(page, report, command).put();
        new Ingredients(page, report).put();
        new Quality(page, report).put();
        new Insides(page, report).put();
        reproduce(main, report, command);
        return page.document();
    }

    private static String section(String id) {
        return "section-" + id;
    }

    /** A section's heading. */
    static void heading(Html main, String id) {
        main.element("h2", SECTIONS.get(id), "id", section(id));
    }

    private static void lead(Html main, RecordedRun run) {
        String task = run.report().map(data -> data.task() + ". ").orElse("");
        String how = run.message().isBlank() ? "" : ": " + run.message();
        main.element(
                "p",
                "%sTrained %s with Rookery %s; %s%s."
                        .formatted(
                                task,
                                run.created().toString().replaceFirst("\\..*", "Z"),
                                run.versions().rookery(),
                                run.statusNow().words(),
                                how.replaceFirst("\\.$", "")),
                "class",
                "lead");
    }

    private static void results(Html main, Report report, String command) {
        heading(main, "results");
        if (report.run().results().isEmpty()) {
            main.missing("No results", unfinished(report, command));
            return;
        }
        results(main, report.run().results().get());
    }

    /** Why there are no results, what the page is about instead, and how to have them. */
    private static String unfinished(Report report, String command) {
        String of =
                report.model() instanceof Part.Known<ModelFile>
                                && report.folder().snapshotInstead().isPresent()
                        ? "; what follows is of its snapshot after "
                                + Amounts.count(
                                        report.folder().snapshotInstead().getAsLong(), "step")
                        : "";
        return "the run has no end (%s)%s. If it is not under way, this goes on with it: %s train --resume %s"
                .formatted(
                        report.run().statusNow().words(),
                        of,
                        command,
                        ShellWord.of(report.folder()));
    }

    private static void results(Html main, RunResults results) {
        Map<String, Double> values = results.values();
        boolean validation = values.containsKey("val_loss");
        List<String> header = new ArrayList<>(List.of("measure", " training"));
        if (validation) header.add(" validation");
        List<List<String>> rows = new ArrayList<>();
        values.forEach((name, value) -> {
            if (name.startsWith("val_")) return;
            List<String> row = new ArrayList<>(List.of(name, Amounts.measure(value)));
            if (validation)
                row.add(Amounts.measure(values.getOrDefault("val_" + name, Double.NaN)));
            rows.add(row);
        });
        main.table("Loss and metrics of the final weights, in inference mode", header, rows)
                .paragraph(
                        "%s, %s in %s; %s."
                                .formatted(
                                        Amounts.count(results.epochs(), "epoch"),
                                        Amounts.count(results.steps(), "step"),
                                        Amounts.time(results.seconds()),
                                        Amounts.count(results.parameters(), "parameter")));
    }

    private static void reproduce(Html main, Report report, String command) {
        RecordedRun run = report.run();
        heading(main, "reproduce");
        Path recipe = report.folder().path().resolve("run.json");
        if (run.description().data().isPresent())
            main.element(
                    "pre",
                    "%s train --config %s".formatted(command, ShellWord.of(recipe.toString())));
        else main.missing("No command", "the run was trained on numbers of a program");
        main.paragraph(
                "The same data and this version of the numerics give the same weights, to the"
                        + " bit.");
        main.open("dl");
        main.entry("seed", Long.toString(run.description().fit().seed()));
        sums(main, run);
        main.entry(
                "versions",
                "Rookery %s, numerics %d, JDK %s"
                        .formatted(
                                run.versions().rookery(),
                                run.versions().numerics(),
                                run.versions().jdk()));
        main.entry(
                "machine",
                "%s %s, %s, %s kernels, %s"
                        .formatted(
                                run.machine().os(),
                                run.machine().arch(),
                                Amounts.count(run.machine().cores(), "core"),
                                run.machine().kernels(),
                                Amounts.count(run.machine().threads(), "thread")));
        main.close();
        recipe(main, recipe);
    }

    /** By which data and weights are known to be the same. */
    private static void sums(Html main, RecordedRun run) {
        run.description()
                .data()
                .ifPresent(data -> {
                    main.entry("data", data.source());
                    main.entry("SHA-256 of the data", data.sha256());
                });
        run.description()
                .validationData()
                .ifPresent(data -> {
                    main.entry("validation data", data.source());
                    main.entry("SHA-256 of the validation data", data.sha256());
                });
        run.results()
                .ifPresent(
                        results -> main.entry("SHA-256 of the weights", results.weightsSha256()));
    }

    /** The recipe itself, in case the folder is lost. */
    private static void recipe(Html main, Path file) {
        try {
            if (Files.size(file) > RECIPE) {
                main.missing(
                        "run.json", "is too long for this page; it stands in the run's folder");
                return;
            }
            main.open("details")
                    .element("summary", "run.json: data, description, machine, results")
                    .element("pre", Files.readString(file, StandardCharsets.UTF_8))
                    .close();
        } catch (IOException e) {
            throw new InputException(file + ": could not be read", e);
        }
    }
}
