package rookery.cli;

import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.data.ColumnReport;
import rookery.data.TableReport;
import rookery.events.Stop;
import rookery.explain.doctor.Brief;
import rookery.formats.Machine;
import rookery.formats.ModelFile;
import rookery.formats.RunFolder;
import rookery.formats.RunResults;
import rookery.formats.ShellWord;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person reads before and after a training. */
final class TrainingReport {

    private final Console console;
    private final Page page;

    TrainingReport(Console console) {
        this.console = console;
        page = new Page(console);
    }

    /** The same of a run that goes on. */
    void header(TrainingPlan plan, RunFolder folder, int epochsDone) {
        page.entry(
                "resumes",
                "%s, after %s of %s"
                        .formatted(
                                folder.path(),
                                Numbers.count(epochsDone, "epoch"),
                                Numbers.count(plan.fit().epochs())));
        header(plan);
    }

    /** What is going to be done, with what, and what became of rows and columns. */
    void header(TrainingPlan plan) {
        TableReport report = plan.data().report();
        page.entry("data", plan.source().source());
        page.entry("task", report.task());
        page.entry("rows", report.rows().sentence());
        report.validationTable()
                .ifPresent(used -> page.entry("rows", "for validation " + used.sentence()));
        page.entry(
                "rows",
                "%s for training, %s for validation"
                        .formatted(
                                Numbers.count(report.training()),
                                Numbers.count(report.validation())));
        columns(report.columns());
        report.notes().forEach(note -> page.entry("note", note));
        page.entry("network", Descriptions.of(plan.learner().network()));
        page.entry("learning", learning(plan.learner(), plan.fit()));
        plan.patience().ifPresent(patience -> page.entry("learning", patience.sentence()));
        plan.plateau().ifPresent(plateau -> page.entry("learning", plateau.sentence()));
        int batchRows = Math.min(plan.fit().batchSize(), report.training());
        Machine machine = Machine.current(plan.learner().threads(batchRows));
        page.entry(
                "machine",
                "%s kernels, %s, seed %d"
                        .formatted(
                                machine.kernels(),
                                Numbers.count(machine.threads(), "thread"),
                                plan.fit().seed()));
        page.space();
    }

    /** Each column and what became of it; columns of one fate together. */
    private void columns(List<ColumnReport> columns) {
        Map<String, List<String>> byFate = new LinkedHashMap<>();
        for (ColumnReport column : columns)
            byFate.computeIfAbsent(column.fate(), _ -> new ArrayList<>()).add(column.column());
        byFate.forEach(
                (fate, names) -> page.entry("columns", String.join(", ", names) + ": " + fate));
    }

    private static String learning(Learner learner, Fit fit) {
        String batches =
                fit.batchSize() == Fit.FULL_BATCH
                        ? "all rows a step"
                        : Numbers.count(fit.batchSize(), "row") + " a step";
        String weighted = fit.classWeights().isEmpty() ? "" : ", classes weighted alike";
        return "%s, %s, %s, %s%s"
                .formatted(
                        Descriptions.of(learner.loss()),
                        Descriptions.of(learner.optimizer()),
                        batches,
                        Numbers.count(fit.epochs(), "epoch"),
                        weighted);
    }

    /** Loss and metrics of the final weights, how it ended, and what can be done next. */
    void result(Run run, RunResults results, RunFolder folder, String data, Brief found) {
        page.space();
        measures(run);
        page.space();
        page.entry(
                "done",
                "%s, %s in %s"
                        .formatted(
                                Numbers.count(results.epochs(), "epoch"),
                                Numbers.count(results.steps(), "step"),
                                Numbers.time(results.seconds())));
        switch (run.stop().reason()) {
            case COMPLETED -> {}
            case CALLBACK, INTERRUPTED -> page.entry("stopped", run.stop().message());
            case NOT_FINITE -> page.entry("stopped", "the loss is not a finite number any more");
        }
        if (Files.exists(folder.path().resolve(ModelFile.NAME))) next(run, folder, data, found);
        console.out().flush();
    }

    private void next(Run run, RunFolder folder, String data, Brief found) {
        page.entry("saved", folder.path().toString());
        for (Brief.Line line : found.findings())
            page.entry(DoctorPage.word(line.severity()), line.code() + ": " + line.summary());
        String name = ShellWord.of(folder);
        List<String[]> commands = new ArrayList<>();
        if (run.stop().reason() == Stop.Reason.INTERRUPTED)
            commands.add(new String[] {"train", "--resume", name});
        if (!found.findings().isEmpty()) commands.add(new String[] {"doctor", name});
        commands.add(new String[] {"evaluate", name, ShellWord.of(data)});
        commands.add(new String[] {"predict", name, ShellWord.of(data)});
        for (int k = 0; k < commands.size(); k++)
            page.command(k == 0 ? "next" : "", commands.get(k));
    }

    private void measures(Run run) {
        List<String> header = new ArrayList<>(List.of("", "training"));
        run.validation().ifPresent(_ -> header.add("validation"));
        List<List<String>> rows = new ArrayList<>();
        run.training()
                .values()
                .forEach((name, value) -> {
                    List<String> row = new ArrayList<>(List.of(name, Numbers.measure(value)));
                    run.validation()
                            .ifPresent(
                                    validation -> row.add(Numbers.measure(validation.get(name))));
                    rows.add(row);
                });
        page.table(header, rows);
    }
}
