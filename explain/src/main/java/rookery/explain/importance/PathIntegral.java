package rookery.explain.importance;

import rookery.InputGradients;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The integral of an answer's gradient along the straight line between two points, by Simpson's rule on
 * pieces of the line. A piece is halved where the rule misses the answer's difference between its
 * ends, or a part differs from the midpoint rule's, by more than its share of the tolerance: around a
 * relu's kink, and where a softmax turns.
 *
 * @param value of the answer at the end
 * @param baselineValue at the beginning
 * @param parts of the integral, one for each group of features
 * @param points where the gradient was taken
 * @param gap the parts' sum less the difference of the values
 * @param tolerance of the gap, and of each part
 * @param complete whether they are within
 */
record PathIntegral(
        double value,
        double baselineValue,
        double[] parts,
        int points,
        double gap,
        double tolerance,
        boolean complete) {

    private static final double TOLERANCE = 1e-3;
    private static final int FIRST = 16;

    /** The most pieces of a line. */
    private static final int MOST = 1 << 13;

    /** Pieces that are not halved: there the answer jumps, or single precision ends. */
    private static final double SHORTEST = 0x1p-20;

    /**
     * A line, and which features belong together.
     *
     * @param from its beginning
     * @param to its end
     * @param begins of the groups, and where the last one ends
     */
    record Line(float[] from, float[] to, int[] begins) {

        private double difference(int feature) {
            return (double) to[feature] - from[feature];
        }

        /** Points at these places, 0 to 1, one a row. */
        private Matrix at(double... places) {
            float[] points = new float[Math.multiplyExact(places.length, from.length)];
            for (int k = 0; k < places.length; k++)
                for (int i = 0; i < from.length; i++)
                    points[k * from.length + i] = (float) (from[i] + places[k] * difference(i));
            return Matrix.wrap(places.length, from.length, points);
        }

        /** Answers and their slopes along the line, for each group. */
        private List<Point> points(InputGradients gradients, Answer answer, double... places) {
            InputGradients.Gradients found = gradients.of(at(places), answer.output());
            List<Point> points = new ArrayList<>();
            for (int k = 0; k < places.length; k++) {
                double[] slopes = new double[begins.length - 1];
                for (int group = 0; group < slopes.length; group++)
                    for (int i = begins[group]; i < begins[group + 1]; i++)
                        slopes[group] +=
                                answer.factor() * found.gradients().get(k, i) * difference(i);
                double value = answer.of(found.outputs().get(k, answer.output()));
                points.add(new Point(places[k], value, slopes));
            }
            return points;
        }
    }

    private record Point(double place, double value, double[] slopes) {}

    private record Piece(Point begin, Point middle, Point end) {

        private double length() {
            return end.place - begin.place;
        }

        private double part(int group) {
            return length()
                    * (begin.slopes[group] + 4 * middle.slopes[group] + end.slopes[group])
                    / 6;
        }

        private double gap() {
            return IntStream.range(0, begin.slopes.length).mapToDouble(this::part).sum()
                    - (end.value - begin.value);
        }

        private double error() {
            double error = Math.abs(gap());
            for (int group = 0; group < begin.slopes.length; group++)
                error = Math.max(error, Math.abs(part(group) - length() * middle.slopes[group]));
            return error;
        }
    }

    /** Integrates, over shorter pieces until that is exact enough. */
    static PathIntegral of(InputGradients gradients, Line line, Answer answer) {
        double[] places = new double[2 * FIRST + 1];
        for (int k = 0; k < places.length; k++) places[k] = k / (2.0 * FIRST);
        List<Point> points = line.points(gradients, answer, places);
        List<Piece> pieces = new ArrayList<>();
        for (int k = 0; k + 2 < points.size(); k += 2)
            pieces.add(new Piece(points.get(k), points.get(k + 1), points.get(k + 2)));
        double difference = points.getLast().value - points.getFirst().value;
        double tolerance = TOLERANCE * Math.max(Math.abs(answer.factor()), Math.abs(difference));
        double error = error(pieces);
        while (error > tolerance) {
            double share = tolerance / pieces.size();
            List<Piece> halved =
                    pieces.stream()
                            .filter(piece -> piece.error() > share && piece.length() > SHORTEST)
                            .toList();
            if (halved.isEmpty() || pieces.size() + halved.size() > MOST) break;
            pieces = halve(pieces, halved, gradients, line, answer);
            error = error(pieces);
        }
        return of(pieces, tolerance, error <= tolerance);
    }

    private static double error(List<Piece> pieces) {
        return pieces.stream().mapToDouble(Piece::error).sum();
    }

    private static List<Piece> halve(
            List<Piece> pieces,
            List<Piece> halved,
            InputGradients gradients,
            Line line,
            Answer answer) {
        double[] places =
                halved.stream()
                        .flatMapToDouble(piece ->
                                DoubleStream.of(
                                        (piece.begin.place + piece.middle.place) / 2,
                                        (piece.middle.place + piece.end.place) / 2))
                        .toArray();
        Iterator<Point> points = line.points(gradients, answer, places).iterator();
        Iterator<Piece> next = halved.iterator();
        Piece due = next.next();
        List<Piece> result = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece != due) {
                result.add(piece);
                continue;
            }
            result.add(new Piece(piece.begin, points.next(), piece.middle));
            result.add(new Piece(piece.middle, points.next(), piece.end));
            due = next.hasNext() ? next.next() : null;
        }
        return result;
    }

    private static PathIntegral of(List<Piece> pieces, double tolerance, boolean complete) {
        double[] parts = new double[pieces.getFirst().begin.slopes.length];
        double gap = 0;
        for (Piece piece : pieces) {
            for (int group = 0; group < parts.length; group++) parts[group] += piece.part(group);
            gap += piece.gap();
        }
        return new PathIntegral(
                pieces.getLast().end.value,
                pieces.getFirst().begin.value,
                parts,
                2 * pieces.size() + 1,
                gap,
                tolerance,
                complete);
    }
}
