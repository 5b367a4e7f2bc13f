package rookery.benchmarks;

import rookery.benchmarks.Growth.Measured;
import rookery.benchmarks.Growth.Point;
import rookery.benchmarks.Growth.Table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How cost grows, as a page of tables. */
final class GrowthPage {

    /** Operations above which time must follow them. */
    private static final double LARGE = 1e7;

    private GrowthPage() {}

    /** The page, in Markdown. */
    static String of(
            LocalDate date,
            MachineFacts machine,
            int most,
            double before,
            double after,
            int rounds,
            List<Measured> tables) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # How the cost of a training step grows

                Written by `benchmarks/run growth` on %s.
                Machine: %s.
                Its fma peak on %d threads: %.0f GFLOP/s before, %.0f after.

                One factor changes at a time; the base case has 256 inputs, two hidden layers as wide, ten classes and 128 rows a
                step, trained by SGD with shuffled rows, loss and accuracy. *Per FLOP* is a step's time per floating-point
                operation relative to the line above. Medians of %d rounds.
                """
                        .formatted(date, machine.line(), most, before, after, rounds));
        for (Measured measured : tables) table(page, measured);
        return page.toString();
    }

    private static void table(StringBuilder page, Measured measured) {
        Table table = measured.table();
        page.append("\n## ").append(table.title()).append("\n\n");
        if (table.points().stream().anyMatch(point -> point.rows() > 0))
            page.append("16 wide; whole epochs, the drawing of their order included.\n\n");
        if (table.pairs())
            page.append(
                    "Each multiple of 16 is followed by a prime below it; *ratio* is the prime's"
                            + " time to that of the multiple.\n\n");
        List<String> head = new ArrayList<>(List.of(table.factor(), "MFLOP"));
        for (int threads : measured.threads()) {
            head.add("µs, " + threads + (threads == 1 ? " thread" : " threads"));
            head.add("GFLOP/s");
            head.add(table.pairs() ? "ratio" : "per FLOP");
        }
        row(page, head);
        row(page, head.stream().map(_ -> "--:").toList());
        for (int point = 0; point < table.points().size(); point++) line(page, measured, point);
        page.append('\n').append(worst(measured)).append('\n');
    }

    private static void line(StringBuilder page, Measured measured, int point) {
        Table table = measured.table();
        double operations = table.points().get(point).operations();
        List<String> cells = new ArrayList<>();
        cells.add(String.format(Locale.ROOT, "%,d", table.values().get(point)));
        cells.add(
                String.format(
                        Locale.ROOT, operations < LARGE ? "%.3f" : "%,.0f", operations * 1e-6));
        for (double[] seconds : measured.seconds()) {
            double micros = seconds[point] * 1e6;
            cells.add(String.format(Locale.ROOT, micros < 100 ? "%.2f" : "%,.0f", micros));
            cells.add(String.format(Locale.ROOT, "%.1f", operations / micros * 1e-3));
            cells.add(
                    compares(table, point)
                            ? String.format(Locale.ROOT, "%.2f", ratio(table, seconds, point))
                            : "");
        }
        row(page, cells);
    }

    private static boolean compares(Table table, int point) {
        return table.pairs() ? point % 2 == 1 : point > 0;
    }

    /** To the point before: of the time in pairs, else of the time per operation. */
    static double ratio(Table table, double[] seconds, int point) {
        double ratio = seconds[point] / seconds[point - 1];
        if (table.pairs()) return ratio;
        List<Point> points = table.points();
        return ratio * points.get(point - 1).operations() / points.get(point).operations();
    }

    /** The largest ratio that counts. */
    private static String worst(Measured measured) {
        Table table = measured.table();
        double worst = 0;
        for (double[] seconds : measured.seconds())
            for (int point = 0; point < seconds.length; point++)
                if (compares(table, point)
                        && (table.pairs() || table.points().get(point - 1).operations() > LARGE))
                    worst = Math.max(worst, ratio(table, seconds, point));
        if (worst == 0) return "No step has more than 10 MFLOP.";
        return String.format(
                Locale.ROOT,
                table.pairs()
                        ? "The largest ratio is %.2f."
                        : "Above 10 MFLOP a step the largest step from line to line is %.2f times"
                                + " the time per FLOP.",
                worst);
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
