package rookery.report;

import rookery.explain.race.Band;
import rookery.explain.race.Entry;
import rookery.explain.race.Race;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A race: the loss against epochs, gradient evaluations and wall time, with bands over the starts,
 * and all paths on one landscape.
 *
 * @param race what is drawn
 * @param data what it was trained on, for the heading
 */
public record RacePicture(Race race, String data) implements Picture {

    @Override
    public String svg(Theme theme) {
        List<Picture> pictures = new ArrayList<>();
        boolean log =
                race.entries().stream()
                        .flatMap(entry -> entry.curve().stream())
                        .allMatch(point -> point.loss().min() > 0);
        pictures.add(curves("epochs", false, log, Entry.Point::epoch, notes()));
        pictures.add(
                curves(
                        "gradient evaluations",
                        true,
                        log,
                        Entry.Point::gradientEvaluations,
                        List.of("Rows whose gradient was computed, each time it was.")));
        pictures.add(
                curves(
                        "seconds",
                        true,
                        log,
                        Entry.Point::seconds,
                        List.of(
                                "Wall time of the steps alone, each racer by itself on the machine;"
                                        + " medians.")));
        race.landscape()
                .ifPresent(landscape ->
                        pictures.add(
                                new LandscapePicture(
                                        data + ": paths from the first start",
                                        landscape,
                                        List.of())));
        return new StackedPicture("Race on " + data, pictures).svg(theme);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Loss over %,d training rows in inference mode; medians of %d starts, bands from the lowest to the highest."
                        .formatted(race.trainingRows(), race.seeds().size()));
        notes.add(
                "Learning rates: "
                        + String.join(
                                ", ",
                                race.entries().stream()
                                        .map(e -> e.name() + " " + e.rate().text())
                                        .toList())
                        + ".");
        notes.addAll(race.notes());
        return notes;
    }

    private CurvesPicture curves(
            String label,
            boolean logX,
            boolean logY,
            ToDoubleFunction<Entry.Point> x,
            List<String> notes) {
        return new CurvesPicture(
                "%s: loss against %s"
                        .formatted(data, label.equals("seconds") ? "wall time" : label),
                new CurvesPicture.Axis(label, logX),
                new CurvesPicture.Axis("training loss", logY),
                race.entries().stream().map(entry -> line(entry, x)).toList(),
                notes);
    }

    private static CurvesPicture.Line line(Entry entry, ToDoubleFunction<Entry.Point> x) {
        List<Entry.Point> points = entry.curve();
        return CurvesPicture.Line.in(
                entry.name(),
                points.stream().mapToDouble(x).toArray(),
                losses(points, Band::median),
                losses(points, Band::min),
                losses(points, Band::max));
    }

    private static double[] losses(List<Entry.Point> points, ToDoubleFunction<Band> of) {
        return points.stream().mapToDouble(point -> of.applyAsDouble(point.loss())).toArray();
    }
}
