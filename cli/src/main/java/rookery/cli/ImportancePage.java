package rookery.cli;

import rookery.explain.importance.Importance;
import rookery.explain.importance.IntegratedGradients;
import rookery.explain.importance.MeanAttributions;
import rookery.explain.importance.PermutationImportance;
import rookery.explain.importance.PermutationImportance.ColumnImportance;
import rookery.explain.importance.PermutationImportance.Measure;
import rookery.explain.importance.PermutationImportance.Worse;
import rookery.explain.importance.RowSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which columns matter, as tables with bars. */
final class ImportancePage {

    /** The most characters of a column's name, and of its values. */
    private static final int NAME = 24;

    private static final int VALUE = 14;

    /** The fewest characters that are worth a bar, and the most. */
    private static final int SHORTEST = 6;

    private static final int LONGEST = 30;

    private final Page page;
    private final int width;
    private final Importance importance;
    private final Optional<String> data;

    /**
     * On this page.
     *
     * @param width of its lines
     * @param data that were named; none of a run on its own
     */
    ImportancePage(Page page, int width, Importance importance, Optional<String> data) {
        this.page = page;
        this.width = width;
        this.importance = importance;
        this.data = data;
    }

    Page page() {
        return page;
    }

    /** Which rows are looked at, and a warning where they are the ones learned from. */
    void rows(int rows) {
        page.entry(
                "rows",
                switch (importance.rowSet()) {
                    case TRAINING -> Numbers.count(rows, "row") + " it was trained on";
                    case VALIDATION -> Numbers.count(rows, "row") + " held out for validation";
                    case NAMED -> "%s of %s".formatted(Numbers.count(rows, "row"), data.orElse(""));
                });
        if (importance.nothingHeldOut())
            page.entry("note", "no rows were held out; train with --validation 0.2, or name DATA");
    }

    /** How much worse the model becomes without each column. */
    void print(PermutationImportance found) {
        rows(found.rows());
        if (found.rowSet() == RowSet.TRAINING)
            page.entry("note", "on training rows, what was learned by heart counts, too");
        page.entry(
                "as it is",
                found.measures().stream()
                        .map(measure -> measure.name() + " " + Numbers.measure(measure.value()))
                        .collect(Collectors.joining(", ")));
        page.entry(
                "shuffled",
                "each column by itself, %s times, seed %d; ± is a 95 %% interval (Student's t) of the mean over all orders of these rows, not over other rows"
                        .formatted(Numbers.count(found.repeats()), found.seed()));
        page.space();
        List<Measure> measures = new ArrayList<>(found.measures());
        while (measures.size() > 1 && width(found, measures) + SHORTEST > width)
            measures.removeLast();
        List<List<String>> cells = cells(found, measures);
        double most = found.columns().stream().mapToDouble(ColumnImportance::loss).max().orElse(0);
        bars(
                header(measures),
                cells,
                found.columns().stream().map(column -> column.loss() / most).toList());
        List<String> doubtful =
                found.columns().stream()
                        .filter(column -> !column.worse().get("loss").certain())
                        .map(ColumnImportance::column)
                        .toList();
        if (doubtful.isEmpty()) return;
        page.space();
        page.entry(
                "no worse",
                "without %s the loss of these rows does not rise for certain"
                        .formatted(String.join(", ", doubtful)));
    }

    private static List<String> header(List<Measure> measures) {
        List<String> header = new ArrayList<>(List.of("column"));
        for (Measure measure : measures)
            header.add(measure.name() + (measure.rises() ? " falls by" : " rises by"));
        return header;
    }

    private static List<List<String>> cells(PermutationImportance found, List<Measure> measures) {
        List<List<String>> cells = new ArrayList<>();
        for (ColumnImportance column : found.columns()) {
            List<String> row = new ArrayList<>(List.of(cut(column.column(), NAME)));
            for (Measure measure : measures) {
                Worse worse = column.worse().get(measure.name());
                int wide =
                        found.columns().stream()
                                .map(other -> other.worse().get(measure.name()).mean())
                                .mapToInt(mean -> Numbers.measure(mean).length())
                                .max()
                                .orElse(0);
                row.add(
                        "%%%ds ± %%s"
                                .formatted(wide)
                                .formatted(
                                        Numbers.measure(worse.mean()),
                                        Numbers.measure((worse.high() - worse.low()) / 2)));
            }
            cells.add(row);
        }
        return cells;
    }

    private static int width(PermutationImportance found, List<Measure> measures) {
        return Page.width(header(measures), cells(found, measures));
    }

    /** A table with bars to the right of it, if there is room. */
    private void bars(List<String> header, List<List<String>> cells, List<Double> shares) {
        int room = Math.min(LONGEST, width - Page.width(header, cells));
        if (room < SHORTEST) {
            page.table(header, cells);
            return;
        }
        List<List<String>> wide = new ArrayList<>();
        for (int k = 0; k < cells.size(); k++) {
            List<String> row = new ArrayList<>(cells.get(k));
            row.add(k < shares.size() ? Bars.of(shares.get(k), room) : "");
            wide.add(row);
        }
        List<String> more = new ArrayList<>(header);
        more.add("");
        page.table(more, wide);
    }

    /** What each column contributed to the answer on a row. */
    void print(IntegratedGradients found) {
        page.entry("row", Integer.toString(found.row()));
        page.entry(
                "explained",
                "%s: %s on this row, %s at the baseline"
                        .formatted(
                                found.answer().words(),
                                Numbers.measure(found.value()),
                                Numbers.measure(found.baselineValue())));
        page.entry("baseline", found.baseline());
        page.entry(
                "method",
                "integrated gradients over %s; contributions miss the difference by %s, %s"
                        .formatted(
                                Numbers.count(found.points(), "point"),
                                Numbers.measure(found.gap()),
                                found.complete()
                                        ? "within " + Numbers.value(found.tolerance())
                                        : "which is not exact enough: the answer jumps on the"
                                                + " way"));
        page.space();
        List<List<String>> cells = new ArrayList<>();
        double sum = 0;
        for (IntegratedGradients.Attribution part : found.attributions()) {
            cells.add(
                    List.of(
                            cut(part.column(), NAME),
                            cut(part.value().isEmpty() ? "missing" : part.value(), VALUE),
                            cut(part.baselineValue(), VALUE),
                            signed(part.attribution())));
            sum += part.attribution();
        }
        cells.add(List.of("sum", "", "", signed(sum)));
        bars(List.of("column", "value", "baseline", "contribution"), cells, shares(found));
    }

    /** The sizes of contributions as parts of the largest. */
    private static List<Double> shares(IntegratedGradients found) {
        double most = Math.abs(found.attributions().getFirst().attribution());
        return found.attributions().stream()
                .map(part -> Math.abs(part.attribution()) / most)
                .toList();
    }

    private static String signed(double value) {
        return (value < 0 ? "" : "+") + Numbers.measure(value);
    }

    /** How much each column contributes to the answers on many rows. */
    void print(MeanAttributions found) {
        rows(found.of());
        if (found.rows() < found.of())
            page.entry("rows", Numbers.count(found.rows()) + " of them, evenly spaced (--limit)");
        page.entry("explained", found.answer());
        page.entry("baseline", found.baseline());
        page.entry(
                "method",
                "integrated gradients; contributions of a row miss its difference by %s at most%s"
                        .formatted(
                                Numbers.measure(Math.abs(found.largestGap())),
                                found.incomplete() == 0
                                        ? ""
                                        : ", and of %s not exactly enough: the answer jumps on the way"
                                                .formatted(
                                                        Numbers.count(found.incomplete(), "row"))));
        page.space();
        double most = found.columns().getFirst().meanAbsolute();
        bars(
                List.of("column", "mean size", "largest", "row"),
                found.columns().stream()
                        .map(column ->
                                List.of(
                                        cut(column.column(), NAME),
                                        Numbers.measure(column.meanAbsolute()),
                                        Numbers.measure(column.largest()),
                                        Integer.toString(column.largestRow())))
                        .toList(),
                found.columns().stream().map(column -> column.meanAbsolute() / most).toList());
    }

    /** A text, or as much of it as has room. */
    static String cut(String text, int room) {
        String shown = Console.printable(text);
        return shown.length() <= room ? text : shown.substring(0, room - 1) + "…";
    }
}
