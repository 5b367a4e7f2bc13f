package rookery.cli;

import rookery.explain.race.Entry;
import rookery.explain.race.Race;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Losses against epochs as a line of blocks, each as high as the loss: by powers of ten where all
 * losses are positive.
 *
 * @param lowest loss, the lowest block
 * @param highest loss, the highest block; what is above is as high
 * @param powers whether by powers of ten
 * @param epochs of the whole line
 */
record RaceCurve(double lowest, double highest, boolean powers, int epochs) {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 40;

    /** From the lowest median of all racers to that of the start. */
    static RaceCurve of(Race race) {
        double lowest = losses(race).min().orElse(0);
        double highest =
                race.entries().stream()
                        .mapToDouble(entry -> entry.curve().getFirst().loss().median())
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        return new RaceCurve(lowest, highest, lowest > 0, race.epochs());
    }

    private static DoubleStream losses(Race race) {
        return race.entries().stream()
                .flatMap(entry -> entry.curve().stream())
                .mapToDouble(point -> point.loss().median())
                .filter(Double::isFinite);
    }

    /** What a line says. */
    String sentence() {
        return "against the epochs, %s to %s%s; beside it where the starts ended, lowest and highest"
                .formatted(
                        "█ " + Numbers.measure(highest),
                        "▁ " + Numbers.measure(lowest),
                        powers ? " by powers of ten" : "");
    }

    /** The medians of a racer; nothing where they are not finite. */
    String line(Entry entry) {
        List<Entry.Point> points = entry.curve();
        StringBuilder line = new StringBuilder();
        int next = 0;
        for (int i = 0; i < WIDTH; i++) {
            double epoch = (i + 1.0) * epochs / WIDTH;
            while (next + 1 < points.size() && points.get(next + 1).epoch() <= epoch) next++;
            boolean over =
                    next + 1 == points.size()
                            && points.get(next).epoch() < epochs
                            && points.get(next).epoch() < epoch - 1;
            line.append(over ? ' ' : block(points.get(next).loss().median()));
        }
        return line.toString();
    }

    private char block(double loss) {
        if (!Double.isFinite(loss)) return ' ';
        double part = (height(loss) - height(lowest)) / (height(highest) - height(lowest));
        int k = (int) Math.floor(part * BLOCKS.length());
        return BLOCKS.charAt(Math.clamp(k, 0, BLOCKS.length() - 1));
    }

    private double height(double loss) {
        return powers ? StrictMath.log10(loss) : loss;
    }
}
