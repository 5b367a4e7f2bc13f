package rookery.formats;

import rookery.Fit;
import rookery.Learner;
import rookery.data.CsvOptions;
import rookery.data.TableOptions;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All it takes to train the same once more: data, what was made of them, network, and how it
 * learned. The part {@code "description"} of {@code run.json}.
 *
 * @param data the table; none if the numbers came from a program
 * @param validationData a table of its own for validation
 * @param csv how the files are written
 * @param table what is learned from the table, and how its columns become numbers
 * @param learner network, loss, optimizer and metrics, as trained
 * @param fit epochs, batches, seed
 * @param patience of early stopping on the validation loss, in epochs
 * @param reduceOnPlateau after how many epochs without a lower validation loss the learning rate
 *     becomes a tenth
 */
public record RunDescription(
        Optional<DataReference> data,
        Optional<DataReference> validationData,
        Optional<CsvOptions> csv,
        Optional<TableOptions> table,
        Learner learner,
        Fit fit,
        Optional<Integer> patience,
        Optional<Integer> reduceOnPlateau) {

    /** A training on numbers. */
    public static RunDescription of(Learner learner, Fit fit) {
        return new RunDescription(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                learner,
                fit,
                Optional.empty(),
                Optional.empty());
    }

    /** A training on a table. */
    public static RunDescription of(
            DataReference data, CsvOptions csv, TableOptions table, Learner learner, Fit fit) {
        return new RunDescription(
                Optional.of(data),
                Optional.empty(),
                Optional.of(csv),
                Optional.of(table),
                learner,
                fit,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with a table of its own for validation. */
    public RunDescription validationData(DataReference reference) {
        return new RunDescription(
                data, Optional.of(reference), csv, table, learner, fit, patience, reduceOnPlateau);
    }

    /** The same without a table of its own for validation. */
    public RunDescription withoutValidationData() {
        return new RunDescription(
                data, Optional.empty(), csv, table, learner, fit, patience, reduceOnPlateau);
    }

    /** The same with another network, loss, optimizer or metrics. */
    public RunDescription learner(Learner learner) {
        return new RunDescription(
                data, validationData, csv, table, learner, fit, patience, reduceOnPlateau);
    }

    /** The same table treated in another way; nothing changes where there is none. */
    public RunDescription table(UnaryOperator<TableOptions> change) {
        return new RunDescription(
                data,
                validationData,
                csv,
                table.map(change),
                learner,
                fit,
                patience,
                reduceOnPlateau);
    }

    /** The same with other batches, epochs, weights of classes or seed. */
    public RunDescription fit(Fit fit) {
        return new RunDescription(
                data, validationData, csv, table, learner, fit, patience, reduceOnPlateau);
    }

    /** The same with this many epochs. */
    public RunDescription epochs(int epochs) {
        return fit(fit.epochs(epochs));
    }

    /** The same with early stopping. */
    public RunDescription patience(int epochs) {
        return new RunDescription(
                data,
                validationData,
                csv,
                table,
                learner,
                fit,
                Optional.of(epochs),
                reduceOnPlateau);
    }

    /** The same with a learning rate that becomes a tenth on a plateau of so many epochs. */
    public RunDescription reduceOnPlateau(int epochs) {
        return new RunDescription(
                data, validationData, csv, table, learner, fit, patience, Optional.of(epochs));
    }

    /** The network in short: {@code 3-16-2}, the widths of inputs and of layers with parameters. */
    public String network() {
        StringBuilder widths = new StringBuilder().append(learner.network().inputs());
        for (int k = 0; k < learner.network().layers().size(); k++)
            if (!learner.network().parametersOf(k).isEmpty())
                widths.append('-').append(learner.network().width(k + 1));
        return widths.toString();
    }
}
