package rookery.data;

import rookery.RowSplit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The way from a table to a {@link PreparedTable}: choose the columns, choose the rows, split them,
 * and fit the encoders on the training rows.
 */
final class Preparation {
    private final Table table;
    private final TableOptions options;
    private final Target target;
    private final FeatureColumns columns;
    private final List<String> required;
    private final UsedRows rows;
    private final Map<String, String> encoded = new LinkedHashMap<>();

    Preparation(Table table, TableOptions options) {
        this.table = table;
        this.options = options;
        target = Target.of(table, options);
        columns = FeatureColumns.of(table, target, options);
        required = required();
        rows = usedRows();
    }

    PreparedTable split() {
        RowSplit split = rowSplit();
        int[] training = pick(split.training());
        int[] validation = pick(split.validation());
        TableEncoding encoding = fit(training);
        Optional<TableEncoding.Inputs> inputs =
                validation.length == 0
                        ? Optional.empty()
                        : Optional.of(encoding.encode(table, validation));
        return new PreparedTable(
                encoding,
                encoding.dataset(table, training),
                inputs.map(in -> encoding.dataset(table, in, validation)),
                report(training.length, validation.length, Optional.empty(), inputs));
    }

    PreparedTable with(Table other) {
        TableEncoding encoding = fit(rows.rows());
        UsedRows used = encoding.evaluable(other);
        if (options.distinct()) used = unlike(used, other);
        if (used.rows().length == 0) throw noRows(other, used);
        TableEncoding.Inputs inputs = encoding.encode(other, used.rows());
        return new PreparedTable(
                encoding,
                encoding.dataset(table, rows.rows()),
                Optional.of(encoding.dataset(other, inputs, used.rows())),
                report(
                        rows.rows().length,
                        used.rows().length,
                        Optional.of(used),
                        Optional.of(inputs)));
    }

    /** Columns whose missing values leave a row out; one without any value would leave out all. */
    private List<String> required() {
        List<Column> candidates =
                switch (options.missing()) {
                    case IMPUTE -> List.of();
                    case DROP -> columns.used();
                    case COMPLETE -> table.columns();
                };
        return candidates.stream()
                .filter(column -> !column.empty() && !options.drop().contains(column.name()))
                .map(Column::name)
                .toList();
    }

    private UsedRows usedRows() {
        IntFunction<String> lacking = TableEncoding.lacking(table, required);
        String isMissing = TableEncoding.isMissing(target.column().name());
        UsedRows used =
                UsedRows.unless(
                        table.rows(),
                        row -> target.column().missing(row) ? isMissing : lacking.apply(row));
        if (used.rows().length == 0) throw noRows(table, used);
        return options.distinct() ? distinct().without(used) : used;
    }

    /** What knows the rows that came before, by the columns that are used. */
    private DistinctRows distinct() {
        List<Column> read = new ArrayList<>(columns.used());
        read.add(target.column());
        return new DistinctRows(read);
    }

    /** The rows of another table that equal none of the rows used, nor one another. */
    private UsedRows unlike(UsedRows others, Table other) {
        DistinctRows known = distinct();
        known.without(rows);
        return known.of(other).without(others);
    }

    private static InputException noRows(Table table, UsedRows used) {
        return new InputException(table.source() + ": no row can be used: " + used.sentence());
    }

    private RowSplit rowSplit() {
        int n = rows.rows().length;
        double fraction = options.validation();
        if (fraction == 0) return new RowSplit(IntStream.range(0, n).toArray(), new int[0]);
        boolean byClass = options.stratify() && target.task() == Task.CLASSIFICATION;
        try {
            return byClass
                    ? RowSplit.stratified(classesOfRows(), fraction, options.seed())
                    : RowSplit.random(n, fraction, options.seed());
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "%s: %s; pass another --validation, 0 for none"
                            .formatted(table.source(), unsplittable(e, byClass, n)),
                    e);
        }
    }

    private String unsplittable(IllegalArgumentException e, boolean byClass, int rows) {
        if (byClass && rows > 2 && classTarget().classes().size() == rows) {
            String number =
                    target.column() instanceof NumberColumn
                            ? "; a number is predicted by --task regression"
                            : "";
            return "target %s has a class for each row, so that none can be kept for validation%s"
                    .formatted(target.column().name(), number);
        }
        return e.getMessage();
    }

    private int[] classesOfRows() {
        ClassTarget classes = classTarget();
        int[] codes = new int[rows.rows().length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = classes.classOf(target.column(), rows.rows()[i]);
        }
        return codes;
    }

    private int[] pick(int[] indices) {
        int[] picked = new int[indices.length];
        for (int i = 0; i < indices.length; i++) picked[i] = rows.rows()[indices[i]];
        return picked;
    }

    private TableEncoding fit(int[] training) {
        TargetEncoding targetEncoding =
                target.task() == Task.CLASSIFICATION ? classTarget() : numberTarget(training);
        encoded.put(target.column().name(), targetEncoding.describe());
        List<ColumnEncoder> encoders = new ArrayList<>();
        for (Column column : columns.used()) {
            int misses = column.misses(training);
            if (misses == training.length) {
                columns.leaveOutForTraining(column);
            } else {
                encoders.add(encoder(column, training, misses > 0));
            }
        }
        if (encoders.isEmpty()) throw columns.noneLeft(table);
        return new TableEncoding(targetEncoding, encoders, required);
    }

    private ColumnEncoder encoder(Column column, int[] training, boolean indicator) {
        return switch (column) {
            case NumberColumn numbers -> {
                NumberSummary summary = NumberSummary.of(numbers, training);
                NumberEncoder encoder =
                        NumberEncoder.fit(numbers, summary, options.scaling(), indicator);
                encoded.put(
                        column.name(),
                        summary.constant() ? encoder.describeConstant() : encoder.describe());
                yield encoder;
            }
            case TextColumn text -> {
                ColumnEncoder encoder =
                        options.embed().contains(text.name())
                                ? CodeEncoder.fit(text, training, options.unknown())
                                : CategoryEncoder.fit(text, training, options.unknown(), indicator);
                encoded.put(column.name(), text.describe() + ", " + encoder.describe());
                yield encoder;
            }
        };
    }

    private ClassTarget classTarget() {
        Column column = target.column();
        List<String> values = ClassTarget.classes(column, rows.rows());
        if (values.size() < 2) throw oneClass(values.getFirst());
        if (target.value().isEmpty()) {
            return new ClassTarget(column.name(), values, false, options.targetForm());
        }
        ClassTarget classes =
                ClassTarget.againstRest(column.name(), target.value().get(), options.targetForm());
        if (!values.contains(target.value().get())) throw oneClass(classes.classes().getLast());
        return classes;
    }

    private InputException oneClass(String name) {
        return new InputException(
                ("%s: target %s has one class only, \"%s\", in the %s rows used;"
                                + " there is nothing to tell apart")
                        .formatted(
                                table.source(), target.column().name(), name, rows.rows().length));
    }

    private TargetEncoding numberTarget(int[] training) {
        NumberColumn column = (NumberColumn) target.column();
        NumberSummary summary = NumberSummary.of(column, training);
        if (summary.constant()) {
            throw new InputException(
                    "%s: target %s is %s in all %s training rows; there is nothing to learn"
                            .formatted(
                                    table.source(),
                                    column.name(),
                                    NumberText.print(summary.min()),
                                    training.length));
        }
        return switch (options.targetForm()) {
            case AS_IS -> NumberTarget.asIs(column.name());
            case NORMAL -> new NormalTarget(column.name(), summary.mean(), summary.deviation());
            case ONE_HOT, INDEX, BINARY ->
                    new NumberTarget(column.name(), summary.mean(), summary.deviation());
        };
    }

    private TableReport report(
            int training,
            int validation,
            Optional<UsedRows> validationTable,
            Optional<TableEncoding.Inputs> validationInputs) {
        List<ColumnReport> reports = new ArrayList<>();
        for (Column column : table.columns()) {
            String name = column.name();
            String fate = encoded.getOrDefault(name, columns.fates().get(name));
            reports.add(new ColumnReport(name, fate));
        }
        List<String> notes = new ArrayList<>();
        validationInputs.ifPresent(inputs -> notes.addAll(inputs.unknownSentences()));
        return new TableReport(
                target.why(), rows, training, validation, validationTable, reports, notes);
    }
}
