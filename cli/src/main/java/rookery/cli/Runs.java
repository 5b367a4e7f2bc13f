package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import rookery.formats.RunDescription;
import rookery.formats.RunEntry;
import rookery.formats.RunStatus;
import rookery.formats.RunStore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code rookery runs}: what was trained, with the results. */
@Command(
        name = "runs",
        abbreviateSynopsis = true,
        description = {
            "Lists runs and their results, oldest first.",
            "Loss and metrics are training/validation, of the final weights, or of the last epoch"
                    + " while a run goes on."
        },
        footer = {"", "Example:", "  rookery runs"})
final class Runs implements Callable<Integer> {

    private static final int RESULTS = 48;

    private final Console console;

    @Mixin private RunsOption runs;
    @Mixin private CommonOptions common;

    Runs(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunStore store = runs.store();
        List<RunEntry> entries = store.list();
        if (common.json())
            new JsonAnswer().put("runs", entries.stream().map(Runs::json).toList()).print(console);
        else if (entries.isEmpty())
            console.out()
                    .println(
                            "no runs in %s yet; try %s train penguins"
                                    .formatted(store.path(), Main.command()));
        else
            new Page(console)
                    .table(
                            List.of("run", "status", "epochs", "training/validation"),
                            entries.stream().map(Runs::row).toList());
        return 0;
    }

    private static List<String> row(RunEntry entry) {
        return List.of(
                entry.name(),
                entry.status().map(RunStatus::words).orElse("unreadable"),
                Numbers.count(entry.epochs()),
                entry.run().isPresent()
                        ? Measures.brief(entry.values(), RESULTS)
                        : entry.problem());
    }

    private static Map<String, Object> json(RunEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", entry.name());
        entry.status().ifPresent(status -> json.put("status", status.words()));
        entry.run()
                .ifPresent(run -> {
                    RunDescription description = run.description();
                    json.put("created", run.created().toString());
                    description.data().ifPresent(data -> json.put("data", data.source()));
                    json.put("network", description.network());
                    json.put("epochs", entry.epochs());
                    json.put("seed", description.fit().seed());
                });
        json.putAll(entry.values());
        if (!entry.problem().isEmpty()) json.put("problem", entry.problem());
        return json;
    }
}
