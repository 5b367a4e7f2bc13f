package rookery.cli;

import rookery.metrics.ConfusionMatrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A confusion matrix as a person reads it: with the classes' names where they fit into a line, else
 * with numbers; without the counts where those do not fit either, but with the pairs of classes that
 * are confused most.
 */
final class ConfusionPage {

    private static final List<String> SCORES = List.of("precision", "recall", "f1", "rows");
    private static final int CLASSES = 20;
    private static final int PAIRS = 10;
    private static final int NAME = 24;

    private final Page page;
    private final int width;
    private final ConfusionMatrix matrix;
    private final List<String> names;

    ConfusionPage(Page page, int width, ConfusionMatrix matrix, List<String> names) {
        this.page = page;
        this.width = width;
        this.matrix = matrix;
        this.names = names.stream().map(ConfusionPage::cut).toList();
    }

    /** A name, short enough for others to stand beside it. */
    private static String cut(String name) {
        String shown = Console.printable(name);
        return shown.length() <= NAME ? shown : shown.substring(0, NAME - 1) + "…";
    }

    /** Shows it. */
    void print() {
        List<String> numbers = classes().mapToObj(k -> Integer.toString(k + 1)).toList();
        List<String> both = classes().mapToObj(k -> numbers.get(k) + " " + names.get(k)).toList();
        page.space();
        if (fits(names, names)) {
            page.table(header(names), rows(names, true));
        } else if (fits(both, numbers)) {
            page.table(header(numbers), rows(both, true));
        } else {
            if (matrix.classes() <= CLASSES) page.table(header(List.of()), rows(names, false));
            mostConfused();
        }
    }

    private IntStream classes() {
        return IntStream.range(0, matrix.classes());
    }

    private static List<String> header(List<String> columns) {
        List<String> header = new ArrayList<>(List.of("actual"));
        header.addAll(columns);
        header.addAll(SCORES);
        return header;
    }

    private List<List<String>> rows(List<String> labels, boolean counts) {
        return classes().mapToObj(k -> row(labels.get(k), k, counts)).toList();
    }

    private List<String> row(String label, int k, boolean counts) {
        List<String> row = new ArrayList<>(List.of(label));
        if (counts) classes().forEach(other -> row.add(Long.toString(matrix.count(k, other))));
        row.add(score(matrix.precision(k)));
        row.add(score(matrix.recall(k)));
        row.add(score(matrix.f1(k)));
        row.add(Long.toString(matrix.support(k)));
        return row;
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.4f", score);
    }

    private boolean fits(List<String> labels, List<String> columns) {
        if (matrix.classes() > CLASSES) return false;
        List<List<String>> lines = new ArrayList<>(rows(labels, true));
        lines.add(header(columns));
        int all = -Page.GAP.length();
        for (int k = 0; k < lines.getFirst().size(); k++) {
            int column = k;
            all += Page.GAP.length();
            all += lines.stream().mapToInt(line -> line.get(column).length()).max().orElseThrow();
        }
        return all <= width;
    }

    /** A pair of classes that are confused. */
    private record Pair(int actual, int predicted, long rows) {}

    private void mostConfused() {
        List<Pair> pairs =
                classes()
                        .boxed()
                        .flatMap(actual ->
                                classes()
                                        .filter(predicted -> predicted != actual)
                                        .mapToObj(predicted -> pair(actual, predicted)))
                        .filter(pair -> pair.rows > 0)
                        .sorted(Comparator.comparingLong(Pair::rows).reversed())
                        .toList();
        if (pairs.isEmpty()) return;
        List<Pair> shown = pairs.subList(0, Math.min(PAIRS, pairs.size()));
        if (matrix.classes() <= CLASSES) page.space();
        String all =
                "%s of %s classes"
                        .formatted(
                                Numbers.count(pairs.size(), "pair"),
                                Numbers.count(matrix.classes()));
        boolean some = shown.size() < pairs.size();
        page.entry(
                "confused", some ? all + "; the first " + PAIRS + ", --json has all counts" : all);
        page.table(
                List.of("actual", "predicted", "rows"),
                shown.stream()
                        .map(pair ->
                                List.of(
                                        names.get(pair.actual),
                                        names.get(pair.predicted),
                                        Long.toString(pair.rows)))
                        .toList());
    }

    private Pair pair(int actual, int predicted) {
        return new Pair(actual, predicted, matrix.count(actual, predicted));
    }
}
