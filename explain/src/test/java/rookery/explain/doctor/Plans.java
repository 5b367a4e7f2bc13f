package rookery.explain.doctor;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.Column;
import rookery.data.CsvOptions;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.data.TableOptions;
import rookery.formats.DataReference;
import rookery.formats.RunDescription;
import rookery.layers.Dense;

import java.util.List;
import java.util.Optional;

/** Trainings before their first step. */
final class Plans {

    private Plans() {}

    /** A network of 16 relu units, Adam and 100 epochs on a table. */
    static Plan of(Table table, TableOptions options) {
        return of(table, options, new Dense(16, new Relu()));
    }

    /** The same with this hidden layer. */
    static Plan of(Table table, TableOptions options, Dense hidden) {
        PreparedTable prepared = PreparedTable.of(table, options);
        int outputs = prepared.encoding().outputs();
        boolean classes = outputs > 1;
        Sequential network =
                Sequential.of(
                        prepared.encoding().inputs(),
                        hidden,
                        new Dense(outputs, classes ? new Softmax() : new Linear()));
        Learner learner =
                classes
                        ? network.compile("categorical_crossentropy", "adam", "accuracy")
                        : network.compile("mean_squared_error", "adam", "mean_absolute_error");
        RunDescription description =
                RunDescription.of(
                        new DataReference(table.source(), "0".repeat(64), table.rows()),
                        CsvOptions.defaults(),
                        options,
                        prepared.encoding().inOriginalUnits(learner),
                        Fit.defaults().epochs(100));
        return Plan.of(table.source(), description, table, Optional.empty());
    }

    static Plan of(TableOptions options, Column... columns) {
        return of(Table.of("made", List.of(columns)), options);
    }

    static Plan of(BundledData data) {
        return of(data.table(), data.options());
    }
}
