package rookery.cli;

import picocli.CommandLine.Option;

import rookery.explain.importance.Baseline;
import rookery.explain.importance.RowSet;

import java.util.Optional;

/** What is asked of a model's columns, and how. */
final class ImportanceOptions {

    /** What is asked. */
    enum Question {
        /** Which columns matter, by shuffling them. */
        PERMUTATION,
        /** What made the answer on one row. */
        ROW,
        /** What makes the answers on many rows. */
        ATTRIBUTIONS,
        /** What the model makes of one column. */
        COLUMN
    }

    private static final int REPEATS = 10;
    private static final int POINTS = 20;
    private static final int CURVES = 50;
    private static final int LIMIT = 1000;

    @Option(
            names = "--rows",
            paramLabel = "ROWS",
            description =
                    "Which of the run's rows are looked at: training or validation; unless told"
                            + " validation, if there are any. Where validation has a table of its"
                            + " own, --row is of the table of these rows.")
    private Optional<RowSet> rows;

    @Option(
            names = "--row",
            paramLabel = "N",
            description =
                    "What each column contributed to the answer on this row of the table, from 0:"
                            + " integrated gradients.")
    private Optional<Integer> row;

    @Option(
            names = "--attributions",
            description = "The same over many rows: the mean size of each column's contributions.")
    private boolean attributions;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description =
                    "What the model answers as this column takes other values: partial dependence,"
                            + " and curves of single rows.")
    private Optional<String> column;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description =
                    "With --row, the class that is explained; the one predicted unless told. With"
                            + " --column, the only one shown.")
    private Optional<String> answer;

    @Option(
            names = "--baseline",
            paramLabel = "BASELINE",
            description =
                    "With --row and --attributions, where contributions are counted from: mean of"
                            + " the training rows, zero, or the number of a row. Default: mean.")
    private Optional<String> baseline;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "How often each column is shuffled; 10 unless told.")
    private Optional<Integer> repeats;

    @Option(names = "--seed", paramLabel = "N", description = "Of the shuffles; 0 unless told.")
    private Optional<Long> seed;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "With --column, the most values of numbers; 20 unless told.")
    private Optional<Integer> points;

    @Option(
            names = "--curves",
            paramLabel = "N",
            description = "With --column, of how many rows a curve is kept; 50 unless told.")
    private Optional<Integer> curves;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "With --attributions, the most rows, evenly spaced; 1000 unless told.")
    private Optional<Integer> limit;

    /**
     * What is asked.
     *
     * @throws IllegalArgumentException if that is two things, or an option would change nothing
     */
    Question question(boolean data) {
        if ((row.isPresent() ? 1 : 0) + (attributions ? 1 : 0) + (column.isPresent() ? 1 : 0) > 1)
            throw new IllegalArgumentException(
                    "pass one of --row, --attributions and --column, or none of them");
        Question question =
                row.isPresent()
                        ? Question.ROW
                        : column.isPresent()
                                ? Question.COLUMN
                                : attributions ? Question.ATTRIBUTIONS : Question.PERMUTATION;
        boolean permutation = question == Question.PERMUTATION;
        boolean ofColumn = question == Question.COLUMN;
        boolean gradients = question == Question.ROW || question == Question.ATTRIBUTIONS;
        only(rows, !data, "--rows", "rows are those of a run's own data; leave DATA out");
        only(repeats, permutation, "--repeats", "nothing is shuffled here");
        only(seed, permutation, "--seed", "nothing is shuffled here");
        only(points, ofColumn, "--points", "is for --column");
        only(curves, ofColumn, "--curves", "is for --column");
        only(baseline, gradients, "--baseline", "is for --row and --attributions");
        only(limit, question == Question.ATTRIBUTIONS, "--limit", "is for --attributions");
        only(answer, question == Question.ROW || ofColumn, "--class", "is for --row and --column");
        check();
        return question;
    }

    private static void only(Optional<?> option, boolean used, String name, String why) {
        if (option.isPresent() && !used) throw new IllegalArgumentException(name + ": " + why);
    }

    private void check() {
        row.ifPresent(n -> Wanted.check(n >= 0, "--row", n));
        repeats.ifPresent(n -> Wanted.check(n >= 2, "--repeats", n));
        points.ifPresent(n -> Wanted.check(n >= 2 && n <= 1001, "--points", n));
        curves.ifPresent(n -> Wanted.check(n >= 0, "--curves", n));
        limit.ifPresent(n -> Wanted.check(n >= 1, "--limit", n));
        baseline();
    }

    Optional<RowSet> rows() {
        return rows;
    }

    int row() {
        return row.orElseThrow();
    }

    String column() {
        return column.orElseThrow();
    }

    Optional<String> answer() {
        return answer;
    }

    int repeats() {
        return repeats.orElse(REPEATS);
    }

    long seed() {
        return seed.orElse(0L);
    }

    int points() {
        return points.orElse(POINTS);
    }

    int curves() {
        return curves.orElse(CURVES);
    }

    int limit() {
        return limit.orElse(LIMIT);
    }

    Baseline baseline() {
        String text = baseline.orElse("mean");
        return switch (text) {
            case "mean" -> new Baseline.Mean();
            case "zero" -> new Baseline.Zero();
            default -> {
                if (!text.matches("\\d{1,9}"))
                    throw new IllegalArgumentException(
                            Wanted.sentence("--baseline", "mean, zero or a row's number,", text));
                yield new Baseline.Row(Integer.parseInt(text));
            }
        };
    }
}
