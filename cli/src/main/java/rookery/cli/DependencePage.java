package rookery.cli;

import rookery.explain.importance.PartialDependence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a model makes of a column, as a table: a line for each value, a number and a bar for each class. */
final class DependencePage {

    private static final int NAME = 24;
    private static final int NUMBER = 9;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 30;

    private final ImportancePage above;
    private final int width;
    private final PartialDependence dependence;
    private final List<Integer> shown;

    /** On this page, of these answers those that have room. */
    DependencePage(
            ImportancePage above, int width, PartialDependence dependence, List<Integer> shown) {
        this.above = above;
        this.width = width;
        this.dependence = dependence;
        this.shown = shown;
    }

    void print() {
        Page page = above.page();
        above.rows(dependence.rows());
        page.entry(
                "means",
                "what the model answers on average when each row is given the value of %s"
                        .formatted(dependence.column()));
        int label =
                Stream.concat(
                                dependence.points().stream().map(PartialDependence.Point::label),
                                Stream.of(dependence.column()))
                        .mapToInt(text -> Math.min(NAME, Console.printable(text).length()))
                        .max()
                        .orElse(0);
        int room = (width - label) / (Page.GAP.length() + NUMBER);
        List<Integer> fitting =
                shown.stream()
                        .sorted(Comparator.comparingDouble(k -> -dependence.range(k)))
                        .limit(room)
                        .sorted()
                        .toList();
        if (fitting.size() < dependence.answers().size())
            page.entry(
                    "shown",
                    "%s of %s classes; --json has all"
                            .formatted(fitting.size(), Numbers.count(dependence.answers().size())));
        curves(page, fitting);
        page.space();
        table(page, fitting, label);
    }

    /** Where single rows part, the mean hides something. */
    private void curves(Page page, List<Integer> fitting) {
        if (!dependence.numeric() || dependence.curves().isEmpty()) return;
        for (int k : fitting) {
            String name = dependence.answers().get(k).name();
            page.entry(
                    "curves",
                    "%s: from the least value to the greatest %s of %s rise, %s fall"
                            .formatted(
                                    name,
                                    Numbers.count(curves(k, 1)),
                                    Numbers.count(dependence.curves().size(), "row"),
                                    Numbers.count(curves(k, -1))));
        }
    }

    /** How many single rows end higher, or lower, than they began. */
    private long curves(int answer, int sign) {
        int last = dependence.points().size() - 1;
        int end = dependence.points().get(last).missing() ? last - 1 : last;
        return dependence.curves().stream()
                .map(curve -> curve.values().get(answer))
                .filter(values -> Math.signum(values.get(end) - values.getFirst()) == sign)
                .count();
    }

    private void table(Page page, List<Integer> fitting, int label) {
        int each = (width - label) / fitting.size() - 2 * Page.GAP.length() - NUMBER;
        int bar = Math.min(LONGEST, each);
        boolean bars = bar >= SHORTEST;
        double least = Math.min(0, extreme(fitting, false));
        double most = extreme(fitting, true);
        List<String> header = new ArrayList<>(List.of(dependence.column()));
        for (int k : fitting) {
            header.add(
                    ImportancePage.cut(
                            dependence.answers().get(k).name(),
                            fitting.size() == 1 ? NAME : NUMBER));
            if (bars) header.add("");
        }
        List<List<String>> cells = new ArrayList<>();
        for (int p = 0; p < dependence.points().size(); p++) {
            List<String> row =
                    new ArrayList<>(
                            List.of(ImportancePage.cut(dependence.points().get(p).label(), NAME)));
            for (int k : fitting) {
                double value = dependence.means().get(k).get(p);
                row.add(Numbers.measure(value));
                if (bars) {
                    String drawn = Bars.of((value - least) / (most - least), bar);
                    row.add(drawn + " ".repeat(bar - drawn.length()));
                }
            }
            cells.add(row);
        }
        page.table(header, cells);
    }

    private double extreme(List<Integer> fitting, boolean most) {
        var all =
                fitting.stream()
                        .flatMap(k -> dependence.means().get(k).stream())
                        .mapToDouble(value -> value)
                        .summaryStatistics();
        return most ? all.getMax() : all.getMin();
    }
}
