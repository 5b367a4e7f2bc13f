package rookery.report;

import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;

import java.util.ArrayList;
import java.util.List;

/** What the signs on a landscape mean, in as many lines as it takes. */
final class LandscapeLegend {

    private static final double ROW = 22;
    private static final double SIGN = 34;
    private static final double GAP = 22;
    private static final double LONGEST = 260;

    /** Draws a sign in the {@link #SIGN} to the right of x, around y. */
    private interface Sign {
        void draw(Svg svg, double x, double y);
    }

    /** A sign and its words. */
    private record Item(Sign sign, String words, double width) {}

    private final List<List<Item>> rows = new ArrayList<>();
    private final double room;
    private double used;

    /** For a landscape, no wider than the room. */
    LandscapeLegend(Landscape landscape, double room) {
        this.room = room;
        for (int k = 0; k < landscape.trails().size(); k++) {
            TrailStyle style = new TrailStyle(k);
            add((svg, x, y) -> style.sample(svg, x, y, SIGN - 8), landscape.trails().get(k).name());
        }
        if (!landscape.trails().isEmpty()) {
            TrailStyle first = new TrailStyle(0);
            add((svg, x, y) -> first.start(svg, x + SIGN - 16, y), "start");
            add((svg, x, y) -> first.end(svg, x + SIGN - 16, y), "end");
        }
        long holes =
                landscape.training().holes()
                        + landscape.validation().map(Surface::holes).orElse(0L);
        if (holes > 0) add(LandscapeLegend::hatched, "loss is not finite");
    }

    private void add(Sign sign, String words) {
        double width = SIGN + Math.min(LONGEST, TextWidth.of(words, Plot.SMALL)) + GAP;
        if (rows.isEmpty() || used + width > room) {
            rows.add(new ArrayList<>());
            used = 0;
        }
        rows.getLast().add(new Item(sign, words, width));
        used += width;
    }

    private static void hatched(Svg svg, double x, double y) {
        for (String paint : List.of("box", "hatch")) {
            boolean box = paint.equals("box");
            svg.element(
                    "rect",
                    "x",
                    x,
                    "y",
                    y - 7,
                    "width",
                    SIGN - 8,
                    "height",
                    14,
                    box ? "class" : "fill",
                    box ? "f-box s-axis" : Hatch.paint(svg));
        }
    }

    /** How high it is. */
    double height() {
        return rows.size() * ROW;
    }

    /** Draws it below y. */
    void draw(Svg svg, double left, double y) {
        for (int k = 0; k < rows.size(); k++) {
            double x = left;
            double middle = y + k * ROW + ROW / 2;
            for (Item item : rows.get(k)) {
                item.sign().draw(svg, x, middle);
                svg.open("g").tooltip(item.words());
                svg.text(
                        x + SIGN,
                        middle + Plot.SMALL * 0.35,
                        TextWidth.shortened(item.words(), Plot.SMALL, LONGEST),
                        "f-ink",
                        Plot.SMALL);
                svg.close();
                x += item.width();
            }
        }
    }
}
