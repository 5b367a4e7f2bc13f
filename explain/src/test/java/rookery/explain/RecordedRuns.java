package rookery.explain;

import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.data.BundledData;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.data.TableOptions;
import rookery.events.Callback;
import rookery.formats.DataReference;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs on the penguins, recorded for tests. */
final class RecordedRuns {

    private RecordedRuns() {}

    /** Trains and records in a folder of the test's own. */
    static RunFolder penguins(
            Path runs, TableOptions options, Learner learner, Fit fit, Callback... callbacks) {
        DataSource source = DataSource.of("penguins", CsvOptions.defaults());
        PreparedTable data = PreparedTable.of(source.table(), options);
        RunDescription description =
                RunDescription.of(
                        DataReference.of(source), CsvOptions.defaults(), options, learner, fit);
        RunFolder folder = new RunStore(runs).create("penguins");
        try (RunRecorder recorder =
                RunRecorder.begin(
                        folder,
                        description,
                        data,
                        gap -> {
                            throw gap;
                        })) {
            List<Callback> all = new ArrayList<>(List.of(callbacks));
            all.add(recorder);
            Run run =
                    learner.fit(
                            data.training(),
                            data.validation().orElseThrow(),
                            fit,
                            all.toArray(Callback[]::new));
            recorder.finish(run);
        }
        return folder;
    }

    /** The penguins as the command line takes them. */
    static TableOptions options() {
        return BundledData.PENGUINS.options();
    }
}
