package rookery.report;

import rookery.explain.race.Band;
import rookery.explain.race.Entry;
import rookery.explain.race.Race;
import rookery.explain.race.Rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A race as a page of its own. */
public final class RaceHtml {

    private static final String NEVER = "never";

    private RaceHtml() {}

    /**
     * The file.
     *
     * @param data what it was trained on, for the heading
     */
    public static String html(Race race, String data, Theme theme) {
        HtmlPage page = new HtmlPage("Race on " + data, theme);
        Html main = page.main();
        main.element("p", lead(race), "class", "lead");
        results(main, race);
        curves(page, race);
        rates(main, race);
        main.element("h2", "Paths", "id", "paths");
        if (race.landscape().isPresent())
            LandscapeHtml.put(
                    page,
                    "landscape",
                    race.landscape().get(),
                    List.of("The paths are those of the first start."));
        else
            main.element(
                    "p",
                    "There is no landscape: the notes say why, unless none was asked for.",
                    "class",
                    "missing");
        if (!race.notes().isEmpty()) {
            main.element("h2", "Notes").open("ul");
            race.notes().forEach(note -> main.element("li", note));
            main.close();
        }
        return page.document();
    }

    private static String lead(Race race) {
        return "%s, %s, %s from the same starts: %s each, seeds %s.%s"
                .formatted(
                        Amounts.count(race.trainingRows(), "training row"),
                        Amounts.count(race.parameters(), "parameter"),
                        Amounts.count(race.entries().size(), "racer"),
                        Amounts.count(race.epochs(), "epoch"),
                        String.join(", ", race.seeds().stream().map(String::valueOf).toList()),
                        race.finished() ? "" : " It was stopped before its end.");
    }

    private static void results(Html main, Race race) {
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : race.ranking())
            rows.add(
                    List.of(
                            entry.name(),
                            Amounts.count(entry.rank()),
                            entry.rate().text(),
                            band(entry.finalLoss()),
                            entry.bestValidationLoss().map(RaceHtml::band).orElse("–"),
                            reached(entry.reached().epochs()),
                            reached(entry.reached().gradientEvaluations()),
                            entry.reached().seconds().map(Amounts::time).orElse(NEVER),
                            Amounts.time(entry.seconds().median())));
        main.element("h2", "Results", "id", "results")
                .table(
                        "Medians of %s, and from the lowest to the highest where they differ"
                                .formatted(Amounts.count(race.seeds().size(), "start")),
                        List.of(
                                "racer",
                                " rank",
                                " rate",
                                " final loss",
                                " best validation",
                                " epochs to target",
                                " gradients to target",
                                " time to target",
                                " time"),
                        rows)
                .paragraph(target(race));
    }

    private static String target(Race race) {
        if (Double.isNaN(race.target().loss())) return "There is no target: no loss stayed finite.";
        return "The target is a loss of %s%s."
                .formatted(
                        Amounts.measure(race.target().loss()),
                        race.target().given()
                                ? ""
                                : ", nine tenths of the way from the start down to the lowest final"
                                        + " loss");
    }

    private static String reached(Optional<Double> amount) {
        return amount.map(value -> Amounts.count(Math.round(value))).orElse(NEVER);
    }

    private static String band(Band band) {
        if (!Double.isFinite(band.median())) return "diverged";
        String median = Amounts.measure(band.median());
        return band.min() == band.max()
                ? median
                : "%s (%s\u00a0…\u00a0%s)"
                        .formatted(median, Amounts.measure(band.min()), end(band.max()));
    }

    private static String end(double value) {
        return Double.isFinite(value) ? Amounts.measure(value) : "diverged";
    }

    private static void curves(HtmlPage page, Race race) {
        boolean log =
                race.entries().stream()
                        .flatMap(entry -> entry.curve().stream())
                        .allMatch(point -> point.loss().min() > 0);
        page.data(
                "curves",
                new CurveData(
                        "Loss over the training rows of each racer",
                        log,
                        List.of(
                                view(race, "epochs", Entry.Point::epoch),
                                view(
                                        race,
                                        "gradient evaluations",
                                        Entry.Point::gradientEvaluations),
                                view(race, "seconds", Entry.Point::seconds))));
        page.main()
                .element("h2", "Curves", "id", "curves-heading")
                .chart(
                        "curves",
                        "curves",
                        ("Loss over all training rows in inference mode: the median of the starts,"
                             + " and a band from the lowest to the highest. Seconds are wall time"
                             + " of the steps alone.%s")
                                .formatted(log ? " The axis is logarithmic." : ""));
    }

    private static CurveData.View view(Race race, String name, ToDoubleFunction<Entry.Point> x) {
        List<CurveData.Line> lines = new ArrayList<>();
        for (Entry entry : race.entries()) {
            List<Entry.Point> points = entry.curve();
            lines.add(
                    new CurveData.Line(
                                    entry.name(),
                                    values(points, x),
                                    values(points, p -> p.loss().median()),
                                    values(points, p -> p.loss().min()),
                                    values(points, p -> p.loss().max()))
                            .thinned());
        }
        return new CurveData.View(name, lines);
    }

    private static List<Double> values(List<Entry.Point> points, ToDoubleFunction<Entry.Point> of) {
        return points.stream().map(of::applyAsDouble).toList();
    }

    private static void rates(Html main, Race race) {
        main.element("h2", "Learning rates", "id", "rates");
        race.tuning()
                .ifPresent(tuning ->
                        main.paragraph(
                                "Tuned alike for each racer: %s, %s each, from %s that are not raced; the lowest loss over the second half wins."
                                        .formatted(
                                                Amounts.count(tuning.rates().size(), "rate"),
                                                Amounts.count(tuning.epochs(), "epoch"),
                                                Amounts.count(tuning.seeds().size(), "start"))));
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : race.entries())
            rows.add(
                    List.of(
                            entry.name(),
                            entry.optimizer(),
                            entry.rate().text(),
                            source(entry.rate())));
        main.table(
                "The learning rate of each racer",
                List.of("racer", "optimizer", " rate", "from"),
                rows);
    }

    private static String source(Rate rate) {
        return switch (rate.source()) {
            case TUNED ->
                    rate.atEdge()
                            ? "tuned; the first or last that was tried, a better one may lie beyond"
                            : "tuned";
            case GIVEN -> "given";
            case USUAL -> "the optimizer's own";
        };
    }
}
