package rookery.benchmarks;

import java.util.List;

/**
 * A section of RESULTS.md that is measured by itself, and left alone by whoever writes the others.
 *
 * @param title its heading
 */
record Section(String title) {

    static final Section OPTIMIZERS = new Section("## Optimizers beside copying");
    static final Section RECORDING = new Section("## Recording");
    static final Section LANDSCAPE = new Section("## Landscapes");

    /** In the page's order, after all that is measured beside other libraries. */
    private static final List<Section> ALL = List.of(OPTIMIZERS, RECORDING, LANDSCAPE);

    private static final String NEXT = "\n## ";

    /** What stands in a page, from the heading to the next; nothing if there is none. */
    String in(String page) {
        int at = page.indexOf(title + "\n");
        if (at < 0) return "";
        int next = page.indexOf(NEXT, at);
        return (next < 0 ? page.substring(at) : page.substring(at, next)).stripTrailing() + "\n";
    }

    /** The page with other lines in this section. */
    String replaced(String page, List<String> lines) {
        String own = title + "\n\n" + String.join("\n", lines) + "\n";
        String before = page;
        for (Section section : ALL) before = before.replace(section.in(page).stripTrailing(), "");
        StringBuilder result = new StringBuilder(before.stripTrailing() + "\n");
        for (Section section : ALL) {
            String text = section.equals(this) ? own : section.in(page);
            if (!text.isEmpty()) result.append('\n').append(text);
        }
        return result.toString();
    }

    /** A page by another author, with these sections of the page that was there. */
    static String kept(String written, String before) {
        StringBuilder result = new StringBuilder(written);
        for (Section section : ALL)
            if (!section.in(before).isEmpty()) result.append('\n').append(section.in(before));
        return result.toString();
    }
}
