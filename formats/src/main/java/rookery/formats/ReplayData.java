package rookery.formats;

import rookery.Dataset;
import rookery.Fit;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.data.TableOptions;

import java.util.Optional;

/**
 * The data of a run, as its training had them.
 *
 * @param training what was learned from
 * @param validation what was set apart
 * @param prepared the table they came from, if they did
 * @param table its rows as they were read
 * @param validationTable the rows of a table of its own for validation
 */
record ReplayData(
        Dataset training,
        Optional<Dataset> validation,
        Optional<PreparedTable> prepared,
        Optional<Table> table,
        Optional<Table> validationTable) {

    /** Numbers that came from no table. */
    ReplayData(Dataset training, Optional<Dataset> validation, Optional<PreparedTable> prepared) {
        this(training, validation, prepared, Optional.empty(), Optional.empty());
    }

    /**
     * Reads the table that a run names and prepares it as training did.
     *
     * @throws InputException if the run names none, it is not there any more, or has changed since
     */
    static ReplayData read(RecordedRun run) {
        RunDescription description = run.description();
        if (description.data().isEmpty() || description.table().isEmpty())
            throw new InputException(
                    "%s: a program trained it on numbers of its own, which are not kept; in Java, pass them to Replay.of"
                            .formatted(run.name()));
        CsvOptions csv = description.csv().orElseGet(CsvOptions::defaults);
        TableOptions options = description.table().get();
        DataReference named = description.data().get();
        Table table = same(run, named, () -> DataSource.of(named.source(), csv));
        Optional<Table> validation =
                description
                        .validationData()
                        .map(other ->
                                same(run, other, () -> DataSource.of(other.source(), csv, table)));
        PreparedTable prepared =
                validation
                        .map(rows -> PreparedTable.of(table, rows, options))
                        .orElseGet(() -> PreparedTable.of(table, options));
        if (run.encoding().filter(prepared.encoding()::equals).isEmpty())
            throw new InputException(
                    "%s: %s became other numbers then than it does now, in this version of Rookery; train it anew"
                            .formatted(run.name(), named.source()));
        return new ReplayData(
                prepared.training(),
                prepared.validation(),
                Optional.of(prepared),
                Optional.of(table),
                validation);
    }

    /** What finds data. */
    private interface Finding {
        DataSource find();
    }

    private static Table same(RecordedRun run, DataReference named, Finding finding) {
        DataSource found;
        try {
            found = finding.find();
        } catch (InputException e) {
            throw new InputException(
                    "%s: its data are not there: %s; put the file back, or start from the folder that the run was started from"
                            .formatted(run.name(), e.getMessage()),
                    e);
        }
        if (found.sha256().equals(named.sha256())) return found.table();
        throw new InputException(
                "%s: its data have changed: %s has SHA-256 %s, the run was trained on %s; put that file back, or train anew"
                        .formatted(run.name(), named.source(), found.sha256(), named.sha256()));
    }

    /**
     * The data that a program passes, if they are the same.
     *
     * @throws InputException if they are not
     */
    static ReplayData check(RecordedRun run, Dataset training, Optional<Dataset> validation) {
        Optional<NumbersReference> numbers = run.numbers();
        check(run, "training", numbers.flatMap(NumbersReference::training), training);
        validation.ifPresent(data ->
                check(run, "validation", numbers.flatMap(NumbersReference::validation), data));
        Fit fit = run.description().fit();
        if (fit.validationSplit() == 0 || validation.isPresent())
            return new ReplayData(training, validation, Optional.empty());
        Dataset.Split split = run.description().learner().split(training, fit);
        return new ReplayData(split.training(), Optional.of(split.validation()), Optional.empty());
    }

    private static void check(
            RecordedRun run, String what, Optional<String> recorded, Dataset data) {
        if (recorded.isEmpty()) return;
        String found = NumbersReference.sha256(data);
        if (!found.equals(recorded.get()))
            throw new InputException(
                    "%s: these are not its %s data: they have SHA-256 %s, the run was trained on %s; pass what fit got"
                            .formatted(run.name(), what, found, recorded.get()));
    }
}
