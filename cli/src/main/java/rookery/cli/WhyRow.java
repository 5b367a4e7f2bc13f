package rookery.cli;

import rookery.Dataset;
import rookery.data.InputException;
import rookery.data.UsedRows;
import rookery.formats.Replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
        UsedRows used = replay.prepared().report().rows();
        check(replay.run().description().data().orElseThrow().source(), used, number);
        return in("training", replay.training(), number)
                .or(() -> in("validation", replay.validation().orElseThrow(), number))
                .orElseThrow();
    }

    private static Optional<WhyRow> in(String set, Dataset data, int number) {
        return IntStream.range(0, data.rows())
                .filter(i -> data.rowNumber(i) == number)
                .mapToObj(i -> new WhyRow(number, set, data, i))
                .findFirst();
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
