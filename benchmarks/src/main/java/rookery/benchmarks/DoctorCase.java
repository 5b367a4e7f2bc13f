package rookery.benchmarks;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.ClassTarget;
import rookery.data.CsvOptions;
import rookery.data.PreparedTable;
import rookery.data.Scaling;
import rookery.data.Table;
import rookery.data.TableEncoding;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.explain.doctor.Plan;
import rookery.formats.DataReference;
import rookery.formats.RunDescription;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.layers.LayerList;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A training whose diagnosis is known.
 *
 * @param code that must be found; empty for a healthy training
 * @param fault what is wrong, in words
 * @param cause the code that must come before all others, unless it is the code itself
 * @param where what the finding must name, most of all: columns, units, rows; empty for anything
 * @param table the rows
 * @param options what is learned from them
 * @param layers as {@code --hidden} takes them
 * @param output the last layer; empty for the one that {@code train} takes
 * @param loss empty for the one that {@code train} takes
 * @param optimizer with its arguments
 * @param fit epochs, batches, seed
 */
record DoctorCase(
        Optional<String> code,
        String fault,
        Optional<String> cause,
        Optional<Pattern> where,
        Table table,
        TableOptions options,
        String layers,
        String output,
        String loss,
        String optimizer,
        Fit fit) {

    static DoctorCase of(BundledData data) {
        return of(data.table(), data.options());
    }

    /** What {@code train} does unless told. */
    static DoctorCase of(Table table, TableOptions options) {
        return new DoctorCase(
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                table,
                options,
                "16",
                "",
                "",
                "adam",
                Fit.defaults().epochs(100));
    }

    /** The same with a fault. */
    DoctorCase broken(String code, String fault) {
        return new DoctorCase(
                Optional.of(code),
                fault,
                Optional.empty(),
                Optional.empty(),
                table,
                options,
                layers,
                output,
                loss,
                optimizer,
                fit);
    }

    /** The same, where the fault of the code has a cause with a code of its own. */
    DoctorCase cause(String cause) {
        return new DoctorCase(
                code,
                fault,
                Optional.of(cause),
                where,
                table,
                options,
                layers,
                output,
                loss,
                optimizer,
                fit);
    }

    /** The same, where most of what the finding names must match an expression. */
    DoctorCase where(String expression) {
        return new DoctorCase(
                code,
                fault,
                cause,
                Optional.of(Pattern.compile(expression)),
                table,
                options,
                layers,
                output,
                loss,
                optimizer,
                fit);
    }

    DoctorCase layers(String layers) {
        return with(options, layers, output, loss, optimizer, fit);
    }

    DoctorCase output(String output) {
        return with(options, layers, output, loss, optimizer, fit);
    }

    DoctorCase loss(String loss) {
        return with(
                options.targetForm(TargetForm.of(Loss.NAMES.get(loss))),
                layers,
                output,
                loss,
                optimizer,
                fit);
    }

    DoctorCase optimizer(String optimizer) {
        return with(options, layers, output, loss, optimizer, fit);
    }

    DoctorCase epochs(int epochs) {
        return with(options, layers, output, loss, optimizer, fit.epochs(epochs));
    }

    DoctorCase batch(int rows) {
        return with(options, layers, output, loss, optimizer, fit.batchSize(rows));
    }

    DoctorCase raw() {
        return options(options.scaling(Scaling.NONE));
    }

    DoctorCase options(TableOptions options) {
        return with(options, layers, output, loss, optimizer, fit);
    }

    private DoctorCase with(
            TableOptions options,
            String layers,
            String output,
            String loss,
            String optimizer,
            Fit fit) {
        return new DoctorCase(
                code, fault, cause, where, table, options, layers, output, loss, optimizer, fit);
    }

    /** The training. */
    Plan plan() {
        TableEncoding encoding = PreparedTable.of(table, options).encoding();
        Learner learner =
                network(encoding)
                        .compile(
                                chosenLoss(encoding),
                                Optimizer.NAMES.get(optimizer),
                                metrics(encoding).toArray(Metric[]::new));
        RunDescription description =
                RunDescription.of(
                        new DataReference(table.source(), "0".repeat(64), table.rows()),
                        CsvOptions.defaults(),
                        options,
                        encoding.inOriginalUnits(learner),
                        fit);
        return Plan.of(table.source(), description, table, Optional.empty());
    }

    private Sequential network(TableEncoding encoding) {
        List<Layer> all = new ArrayList<>(LayerList.parse(layers, new Relu()));
        if (output.isEmpty()) all.add(usualOutput(encoding));
        else all.addAll(LayerList.parse(output, new Linear()));
        return new Sequential(encoding.inputs(), all);
    }

    private static Layer usualOutput(TableEncoding encoding) {
        int outputs = encoding.outputs();
        if (!classes(encoding)) return new Dense(outputs, new Linear());
        return new Dense(outputs, outputs == 1 ? new Sigmoid() : new Softmax());
    }

    private static boolean classes(TableEncoding encoding) {
        return encoding.target() instanceof ClassTarget;
    }

    private Loss chosenLoss(TableEncoding encoding) {
        if (!loss.isEmpty()) return Loss.NAMES.get(loss);
        return Loss.NAMES.get(
                classes(encoding) ? "categorical_crossentropy" : "mean_squared_error");
    }

    private static List<Metric> metrics(TableEncoding encoding) {
        return Metric.NAMES.list(classes(encoding) ? "accuracy" : "mean_absolute_error, r2_score");
    }
}
