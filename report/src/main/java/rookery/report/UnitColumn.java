package rookery.report;

/**
 * Numbers of a network above each other, as places on a drawing.
 *
 * @param x where lines begin
 * @param ys of each number, downwards
 */
record UnitColumn(double x, double[] ys) {

    /** From one to the next. */
    static final double PITCH = 26;

    /** So many places around a middle. */
    static UnitColumn around(double x, double middle, int count) {
        double[] ys = new double[count];
        for (int k = 0; k < count; k++) ys[k] = middle + (k - (count - 1) / 2.0) * PITCH;
        return new UnitColumn(x, ys);
    }

    /** The same numbers elsewhere. */
    UnitColumn at(double x) {
        return new UnitColumn(x, ys);
    }

    double top() {
        return ys[0];
    }

    double bottom() {
        return ys[ys.length - 1];
    }

    int count() {
        return ys.length;
    }
}
