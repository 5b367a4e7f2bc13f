package rookery.cli;

/** Bars of characters, in eighths of one where they are long enough. */
final class Bars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final char FULL = '█';

    private Bars() {}

    /**
     * A bar to the right.
     *
     * @param share of the room, 0 to 1; less is none
     * @param room in characters
     */
    static String of(double share, int room) {
        if (!(share > 0)) return "";
        int eighths = (int) Math.round(Math.min(1, share) * room * 8);
        String end = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return String.valueOf(FULL).repeat(eighths / 8) + end;
    }
}
