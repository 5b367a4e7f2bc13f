package rookery.report;

import java.util.Locale;

/**
 * A sequence of colors that grows evenly lighter, for all eyes and in grey: viridis, by van der Walt
 * and Smith (2015, matplotlib), from dark violet to yellow.
 */
final class Viridis {

    private static final int[] COLORS = {
        0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151,
        0xbddf26, 0xfde725
    };

    private Viridis() {}

    /** The color at a share from 0 to 1, as {@code #rrggbb}. */
    static String at(double share) {
        double place = Math.clamp(share, 0, 1) * (COLORS.length - 1);
        int k = Math.min((int) place, COLORS.length - 2);
        int color = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = COLORS[k] >> shift & 0xff;
            int b = COLORS[k + 1] >> shift & 0xff;
            color |= (int) Math.round(a + (b - a) * (place - k)) << shift;
        }
        return String.format(Locale.ROOT, "#%06x", color);
    }

    /** The color of the k-th of n bands. */
    static String band(int k, int n) {
        return at(n == 1 ? 0.5 : (double) k / (n - 1));
    }
}
