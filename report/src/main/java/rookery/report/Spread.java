package rookery.report;

/** Places beside each other, each as near to where it is wanted as the others let it. */
final class Spread {

    private Spread() {}

    /**
     * Places at least {@code gap} apart, with the least sum of squared distances from those wanted
     * (pool adjacent violators), then moved between the bounds; the gap is smaller where they would
     * not fit.
     *
     * @param wanted ascending
     */
    static double[] apart(double[] wanted, double gap, double low, double high) {
        int n = wanted.length;
        double step = n < 2 ? gap : Math.min(gap, (high - low) / (n - 1));
        double[] means = new double[n];
        int[] sizes = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            means[blocks] = wanted[i] - i * step;
            sizes[blocks++] = 1;
            while (blocks > 1 && means[blocks - 1] < means[blocks - 2]) {
                int both = sizes[blocks - 2] + sizes[blocks - 1];
                means[blocks - 2] =
                        (means[blocks - 2] * sizes[blocks - 2]
                                        + means[blocks - 1] * sizes[blocks - 1])
                                / both;
                sizes[blocks - 2] = both;
                blocks--;
            }
        }
        double[] places = new double[n];
        int i = 0;
        for (int b = 0; b < blocks; b++)
            for (int k = 0; k < sizes[b]; k++, i++)
                places[i] = Math.clamp(means[b], low, high - (n - 1) * step) + i * step;
        return places;
    }
}
