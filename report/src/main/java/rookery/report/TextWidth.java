package rookery.report;

import java.util.List;

/**
 * How wide a text is at most: as in DejaVu Sans, the widest of the usual fonts, since the reader's is
 * not known here.
 */
final class TextWidth {

    /** Of the characters from the space to the tilde, in thousandths of the font's size. */
    private static final short[] ASCII = {
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
        636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698,
        770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732,
        684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,
        525, 636, 337, 636, 838
    };

    private static final int LETTER = 700;
    private static final int SYMBOL = 840;
    private static final int WIDE = 1000;

    /** Bold letters are so much wider. */
    private static final double BOLD = 1.12;

    private static final String ELLIPSIS = "…";

    /** How much of what is kept of a text stands before the ellipsis, best first. */
    private static final double[] SHARES = {0.5, 0.75, 1, 0.25, 0};

    private TextWidth() {}

    /** In the units of the size. */
    static double of(String text, double size) {
        return text.codePoints().mapToLong(TextWidth::of).sum() * size / 1000;
    }

    /** The same for bold text. */
    static double ofBold(String text, double size) {
        return of(text, size) * BOLD;
    }

    private static int of(int c) {
        if (c >= ' ' && c <= '~') return ASCII[c - ' '];
        if (c >= 0x2E80 || c == '…') return WIDE;
        return c >= 0x2000 ? SYMBOL : LETTER;
    }

    /** The text itself if it fits, else without its middle: both ends of a name tell most. */
    static String shortened(String text, double size, double room) {
        return shortened(text, size, room, SHARES[0]);
    }

    /**
     * The texts that fit, and the others without their middles; or without another part, where all
     * are told apart only by that.
     */
    static List<String> shortened(List<String> texts, double size, double room) {
        List<String> best = List.of();
        long most = -1;
        for (double share : SHARES) {
            List<String> shorter =
                    texts.stream().map(text -> shortened(text, size, room, share)).toList();
            long distinct = shorter.stream().distinct().count();
            if (distinct > most) best = shorter;
            most = Math.max(most, distinct);
        }
        return best;
    }

    /** Without a part in it; before that stays a share of what is kept. */
    private static String shortened(String text, double size, double room, double share) {
        if (of(text, size) <= room) return text;
        int[] points = text.codePoints().toArray();
        for (int keep = points.length - 1; keep > 0; keep--) {
            int head = (int) Math.ceil(keep * share);
            String shorter =
                    new String(points, 0, head)
                            + ELLIPSIS
                            + new String(points, points.length - (keep - head), keep - head);
            if (of(shorter, size) <= room) return shorter;
        }
        return ELLIPSIS;
    }
}
