package rookery.cli;

import rookery.Dataset;
import rookery.data.InputException;
import rookery.data.RowUse;
import rookery.data.UsedRows;
import rookery.formats.Replay;

/**
 * Where a row of a run's table is.
 *
 * @param number in the table, from 0
 * @param set training or validation
 * @param data that set
 * @param position there
 */
record WhyRow(int number, String set, Dataset data, int position) {

    /**
     * The row of this number.
     *
     * @throws InputException if there is none, or it was left out: says why
     */
    static WhyRow of(Replay replay, int number) {
        return switch (replay.use(number)) {
            case RowUse.Training use ->
                    new WhyRow(number, "training", replay.training(), use.position());
            case RowUse.Validation use ->
                    new WhyRow(
                            number,
                            "validation",
                            replay.validation().orElseThrow(),
                            use.position());
            case RowUse.LeftOut use ->
                    throw new InputException(
                            "row %d was left out: %s".formatted(number, use.reason()));
        };
    }

    /**
     * Refuses a row that is not used.
     *
     * @throws InputException if there is none of this number, or it is left out: says why
     */
    static void check(String data, UsedRows used, int number) {
        if (number >= used.total())
            throw new InputException(
                    "row %d: %s has rows 0 to %d".formatted(number, data, used.total() - 1));
        used.whyLeftOut(number)
                .ifPresent(reason -> {
                    throw new InputException(
                            "row %d of %s was left out: %s".formatted(number, data, reason));
                });
    }
}
