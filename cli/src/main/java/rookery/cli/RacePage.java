package rookery.cli;

import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Trail;
import rookery.explain.race.Band;
import rookery.explain.race.Descent.Divergence;
import rookery.explain.race.Entry;
import rookery.explain.race.Race;
import rookery.explain.race.RacePlan;
import rookery.explain.race.Rate;
import rookery.explain.race.Target;
import rookery.explain.race.Tuning;
import rookery.kernels.Kernels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A race as a person reads it. */
record RacePage(Console console, Race race) {

    private static final List<String> HEADER =
            List.of("", "racer", "batch", "rate", "loss", "val_loss", "to target", "in", "time");
    private static final int LONGEST_NAME = 10;
    private static final int LONGEST_RATE = 8;
    private static final String NEVER = "–";

    /** Prints it. */
    void print(String data, RacePlan plan, List<Path> files) {
        Page page = new Page(console);
        page.entry("data", data);
        page.entry(
                "rows",
                "%s for training, %s for validation"
                        .formatted(
                                Numbers.count(race.trainingRows()),
                                Numbers.count(race.validationRows())));
        page.entry("network", Descriptions.of(plan.learner().network()));
        page.entry(
                "loss",
                Descriptions.of(plan.learner().loss())
                        + " over all training rows, in inference mode");
        page.entry(
                "starts",
                "%s (%s), %s each; the table has medians"
                        .formatted(
                                Numbers.count(race.seeds().size()),
                                seeds(),
                                Numbers.count(race.epochs(), "epoch")));
        rates(page);
        page.entry("target", target());
        page.entry("machine", Kernels.best().name() + " kernels");
        page.space();
        page.table(HEADER, race.ranking().stream().map(this::cells).toList());
        page.space();
        legend(page);
        page.space();
        curves(page);
        race.landscape().ifPresent(landscape -> landscape(page, landscape));
        race.notes().forEach(note -> page.entry("note", note));
        files.forEach(file -> page.entry("saved", file.toString()));
    }

    private String seeds() {
        return (race.seeds().size() == 1 ? "seed " : "seeds ")
                + race.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Where the learning rates are from. */
    private void rates(Page page) {
        Optional<Tuning> tuning = race.tuning();
        tuning.ifPresent(tuned ->
                page.entry(
                        "rates",
                        "tuned%s: each tried %s from %s to %s for %s from %s that are not raced, %s gradient evaluations in all; the lowest training loss over the second half won"
                                .formatted(
                                        names(Rate.Source.TUNED),
                                        Numbers.count(tuned.rates().size(), "rate"),
                                        Numbers.value(tuned.rates().getFirst()),
                                        Numbers.value(tuned.rates().getLast()),
                                        Numbers.count(tuned.epochs(), "epoch"),
                                        Numbers.count(tuned.seeds().size(), "start"),
                                        Numbers.count(tuned.gradientEvaluations()))));
        if (has(Rate.Source.GIVEN))
            page.entry("rates", "given by the user" + names(Rate.Source.GIVEN));
        if (has(Rate.Source.USUAL))
            page.entry("rates", "the optimizers' usual ones" + names(Rate.Source.USUAL));
    }

    private boolean has(Rate.Source source) {
        return race.entries().stream().anyMatch(entry -> entry.rate().source() == source);
    }

    /** Whose rates are from there, unless it is all. */
    private String names(Rate.Source source) {
        List<String> names =
                race.entries().stream()
                        .filter(entry -> entry.rate().source() == source)
                        .map(Entry::name)
                        .toList();
        return names.size() == race.entries().size()
                ? ""
                : " (%s)".formatted(String.join(", ", names));
    }

    private String target() {
        Target target = race.target();
        if (Double.isNaN(target.loss())) return "none: no racer's loss stayed finite";
        String loss = "a loss of " + Numbers.measure(target.loss());
        return target.given()
                ? loss
                : "%s, %.0f %% of the way from the start to the lowest of the race"
                        .formatted(loss, 100 * Target.PART);
    }

    private List<String> cells(Entry entry) {
        Target.Reached reached = entry.reached();
        return List.of(
                String.valueOf(entry.rank()),
                cut(entry.name(), LONGEST_NAME),
                Numbers.count(entry.batchSize()),
                cut(entry.rate().text(), LONGEST_RATE),
                measure(entry.finalLoss().median()),
                entry.bestValidationLoss().map(band -> measure(band.median())).orElse(NEVER),
                reached.steps().map(n -> Numbers.count(Math.round(n), "step")).orElse(NEVER),
                reached.seconds().map(RacePage::time).orElse(NEVER),
                time(entry.seconds().median()));
    }

    private static String measure(double loss) {
        return Double.isFinite(loss) ? Numbers.measure(loss) : "not finite";
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /** A time by three digits: 1.23 ms, 4.56 s. */
    static String time(double seconds) {
        if (seconds >= 10) return Numbers.time(seconds);
        boolean thousandths = seconds < 1;
        double value = thousandths ? 1e3 * seconds : seconds;
        int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, thousandths ? "ms" : "s");
    }

    private void legend(Page page) {
        for (Entry entry : race.ranking())
            if (entry.name().length() > LONGEST_NAME || entry.rate().text().length() > LONGEST_RATE)
                page.entry(
                        "racers",
                        "%d: %s, rate %s"
                                .formatted(entry.rank(), entry.name(), entry.rate().text()));
        page.entry("val_loss", "the lowest that was measured");
        page.entry(
                "time",
                "of all steps of a start, each racer by itself; the fastest of up to five where"
                        + " that is short");
    }

    /** A line for each racer: its curve, and where its starts ended. */
    private void curves(Page page) {
        RaceCurve curve = RaceCurve.of(race);
        page.entry("loss", curve.sentence());
        for (Entry entry : race.ranking())
            page.line(
                    cut(entry.name(), LONGEST_NAME - 1),
                    curve.line(entry) + Page.GAP + ends(entry));
    }

    private void landscape(Page page, Landscape landscape) {
        page.space();
        page.entry(
                "paths",
                "of the first start over the plane they span most, the darker, the higher: %s; each ends with its capital letter"
                        .formatted(letters(landscape)));
        LandscapePreview.of(landscape, console.width()).forEach(console.out()::println);
        landscape.notes().forEach(note -> page.entry("note", note));
    }

    private static String letters(Landscape landscape) {
        List<String> letters = new ArrayList<>();
        for (Trail trail : landscape.trails())
            letters.add((char) ('a' + letters.size() % 26) + " " + trail.name());
        return String.join(", ", letters);
    }

    private static String ends(Entry entry) {
        List<Divergence> divergences = new ArrayList<>();
        entry.descents().forEach(descent -> descent.divergence().ifPresent(divergences::add));
        Band band = entry.finalLoss();
        if (divergences.isEmpty()) return measure(band.min()) + " – " + measure(band.max());
        return "not finite at step %s%s"
                .formatted(
                        divergences.stream()
                                .map(d -> Numbers.count(d.step()))
                                .collect(Collectors.joining(", ")),
                        divergences.size() == entry.descents().size()
                                ? ""
                                : " of %s"
                                        .formatted(
                                                Numbers.count(entry.descents().size(), "start")));
    }
}
