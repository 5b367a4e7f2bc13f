package rookery.report;

/**
 * A line through points, as an SVG path. Of many points in one column of pixels only the first, the
 * highest, the lowest and the last are kept, which look the same.
 */
final class Polyline {

    private static final double COLUMN = 0.5;

    private final StringBuilder path = new StringBuilder();
    private boolean begun;
    private double column;
    private double lastX;
    private double lastY;
    private double lowY;
    private double highY;
    private boolean crowded;

    /** Goes on to a point. */
    Polyline to(double x, double y) {
        if (!begun) {
            add('M', x, y);
            start(x, y);
            begun = true;
        } else if (Math.abs(x - column) < COLUMN && x != column) {
            lowY = Math.min(lowY, y);
            highY = Math.max(highY, y);
            crowded = true;
        } else {
            flush();
            add('L', x, y);
            start(x, y);
        }
        lastX = x;
        lastY = y;
        return this;
    }

    /** The next point begins a new line. */
    Polyline gap() {
        flush();
        begun = false;
        return this;
    }

    private void start(double x, double y) {
        column = x;
        lowY = y;
        highY = y;
        crowded = false;
    }

    private void flush() {
        if (!begun || !crowded) return;
        add('L', lastX, lowY);
        add('L', lastX, highY);
        add('L', lastX, lastY);
        crowded = false;
    }

    private void add(char command, double x, double y) {
        path.append(command).append(Svg.number(x)).append(' ').append(Svg.number(y));
    }

    /** The path's {@code d}; a point without a line is a dot if lines end round. */
    String path() {
        flush();
        return path.toString();
    }
}
