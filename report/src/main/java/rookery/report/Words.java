package rookery.report;

import java.util.ArrayList;
import java.util.List;

/** A picture's heading and its notes. */
final class Words {

    /** The size of a heading. */
    static final double TITLE = 17;

    /** The size of notes. */
    static final double NOTE = 12;

    private static final double LINE = 1.4;

    private Words() {}

    /** Lines no wider than the room; a word that is wider has one of its own, shortened. */
    static List<String> wrap(String text, double size, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && TextWidth.of(longer, size) > room) {
                lines.add(TextWidth.shortened(line, size, room));
                line = word;
            } else line = longer;
        }
        lines.add(TextWidth.shortened(line, size, room));
        return lines;
    }

    /** All notes in lines of the size {@link #NOTE}. */
    static List<String> notes(List<String> notes, double room) {
        return notes.stream().flatMap(note -> wrap(note, NOTE, room).stream()).toList();
    }

    /** The height of so many lines of notes. */
    static double height(int lines) {
        return lines * NOTE * LINE;
    }

    /** Writes lines of notes below y. */
    static void write(Svg svg, List<String> lines, double x, double y) {
        for (int k = 0; k < lines.size(); k++)
            svg.text(x, y + height(k + 1) - 3, lines.get(k), "f-muted", NOTE);
    }

    /** Writes a heading in lines of bold text, the first with its base line at y. */
    static void title(Svg svg, List<String> lines, double x, double y) {
        for (int k = 0; k < lines.size(); k++)
            svg.text(x, y + k * TITLE * 1.25, lines.get(k), "f-ink", TITLE, "font-weight", "bold");
    }

    /** A heading's lines. */
    static List<String> title(String text, double room) {
        return wrap(text, TITLE * 1.12, room);
    }

    /** The height of a heading of so many lines, with room below. */
    static double titleHeight(int lines) {
        return lines * TITLE * 1.25 + 12;
    }
}
