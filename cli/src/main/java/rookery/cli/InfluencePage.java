package rookery.cli;

import rookery.explain.ExampleRow;
import rookery.explain.Influence;
import rookery.explain.SelfInfluence;
import rookery.explain.TracIn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows that taught, each with its values on a line. */
final class InfluencePage {

    /** The most characters of a class's name. */
    private static final int CLASS = 16;

    /** The fewest characters of values that are worth a column. */
    private static final int VALUES = 8;

    /** A number that nobody wrote by hand. */
    private static final Pattern LONG = Pattern.compile("-?\\d*\\.\\d{5,}(E-?\\d+)?");

    private static final String CUT = "…";

    private final Page page;
    private final int width;

    /**
     * On this page.
     *
     * @param width of its lines
     */
    InfluencePage(Page page, int width) {
        this.page = page;
        this.width = width;
    }

    /** A row's teachers. */
    void print(Influence influence) {
        ExampleRow row = influence.example();
        page.entry(
                "row",
                "%s, %s: %s, predicted %s, loss %s"
                        .formatted(
                                row.row(),
                                influence.trainedOn() ? "for training" : "not trained on",
                                brief(row.target()),
                                brief(row.prediction()),
                                Numbers.measure(row.loss())));
        if (!row.values().isEmpty())
            page.entry(
                    "values",
                    row.values().entrySet().stream()
                            .map(value -> value.getKey() + " " + brief(value.getValue()))
                            .collect(Collectors.joining(", ")));
        page.entry(
                "teachers",
                "%s: %s made the loss of this row smaller, by %s; %s larger, by %s"
                        .formatted(
                                Numbers.count(influence.trainingRows(), "training row"),
                                Numbers.count(influence.proponentRows()),
                                Numbers.measure(influence.proponentSum()),
                                Numbers.count(influence.opponentRows()),
                                Numbers.measure(-influence.opponentSum())));
        method(influence.method());
        page.space();
        teachers("proponents", influence.proponents(), influence);
        page.space();
        teachers("opponents", influence.opponents(), influence);
    }

    private void teachers(String title, List<Influence.Teacher> teachers, Influence influence) {
        if (teachers.isEmpty()) {
            page.entry(title, "none");
            return;
        }
        List<Line> lines =
                teachers.stream()
                        .map(teacher ->
                                new Line(
                                        itself(teacher.example(), influence),
                                        teacher.influence(),
                                        teacher.example()))
                        .toList();
        table(title, "influence", lines);
    }

    private static String itself(ExampleRow row, Influence influence) {
        boolean itself = influence.trainedOn() && row.row() == influence.example().row();
        return row.row() + (itself ? " itself" : "");
    }

    /** Rows that had to teach themselves. */
    void print(SelfInfluence outliers) {
        page.entry(
                "rows",
                "%s; self-influence %s on average, median %s"
                        .formatted(
                                Numbers.count(outliers.trainingRows(), "training row"),
                                Numbers.measure(outliers.mean()),
                                Numbers.measure(outliers.median())));
        method(outliers.method());
        if (!outliers.outliers().getFirst().example().values().isEmpty())
            page.entry(
                    "values",
                    "of "
                            + String.join(
                                    ", ",
                                    outliers.outliers().getFirst().example().values().keySet()));
        page.space();
        table(
                "row",
                "self-influence",
                outliers.outliers().stream()
                        .map(outlier ->
                                new Line(
                                        String.valueOf(outlier.example().row()),
                                        outlier.selfInfluence(),
                                        outlier.example()))
                        .toList());
    }

    private void method(TracIn method) {
        page.entry(
                "snapshots",
                "%s, after %s to %s steps"
                        .formatted(
                                Numbers.count(method.steps().size()),
                                Numbers.count(method.steps().getFirst()),
                                Numbers.count(method.steps().getLast())));
        if (method.exactToFirstOrder())
            page.entry("method", "exact to first order: plain gradient descent");
        for (String reason : method.approximations())
            page.entry("method", "approximate: " + reason);
    }

    private record Line(String row, double influence, ExampleRow example) {}

    private void table(String first, String second, List<Line> lines) {
        List<List<String>> cells = new ArrayList<>();
        for (Line line : lines)
            cells.add(
                    List.of(
                            line.row,
                            Numbers.measure(line.influence),
                            cut(brief(line.example.target()), CLASS),
                            cut(brief(line.example.prediction()), CLASS)
                                    + (line.example.wrong().orElse(false) ? " wrong" : ""),
                            Numbers.measure(line.example.loss())));
        List<String> header = List.of(first, second, "is", "predicted", "loss");
        boolean values = lines.stream().anyMatch(line -> !line.example.values().isEmpty());
        int room = width - Page.width(header, cells);
        if (!values || room < VALUES) {
            page.table(header, cells);
            return;
        }
        List<List<String>> wide = new ArrayList<>();
        for (int k = 0; k < cells.size(); k++) {
            List<String> row = new ArrayList<>(cells.get(k));
            row.add(cut(values(lines.get(k).example), room));
            wide.add(row);
        }
        List<String> more = new ArrayList<>(header);
        more.add("values");
        page.table(more, wide);
    }

    private static String values(ExampleRow row) {
        return row.values().values().stream()
                .map(InfluencePage::brief)
                .collect(Collectors.joining(", "));
    }

    /** A text as it is, but for a number with many decimals, and for none. */
    private static String brief(String text) {
        if (text.isEmpty()) return "missing";
        return LONG.matcher(text).matches() ? Numbers.measure(Double.parseDouble(text)) : text;
    }

    /** A text, or as much of it as has room. */
    private static String cut(String text, int room) {
        String shown = Console.printable(text);
        return shown.length() <= room ? text : shown.substring(0, room - CUT.length()) + CUT;
    }
}
