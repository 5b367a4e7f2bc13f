package rookery.report.lesson;

import java.util.List;
import java.util.regex.Pattern;

/** A part of a screen: what a reader sees at once, on a terminal and on a page. */
public sealed interface Block {

    /**
     * Text, broken into lines where it must be.
     *
     * @param text one paragraph, with weights and indices as in {@code W^I_00}
     */
    record Paragraph(String text) implements Block {}

    /**
     * Formulas below each other. A sign that begins a line goes on with the one before.
     *
     * @param lines in the field's own notation: {@code q_k = exp(z_k) / Σ_j exp(z_j)}
     */
    record Formula(List<String> lines) implements Block {
        /** Keeps its own list. */
        public Formula {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Lines whose characters stand below each other: a calculation, a drawing, code.
     *
     * @param lines as they stand
     */
    record Verbatim(List<String> lines) implements Block {
        /** Keeps its own list. */
        public Verbatim {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Rows under a header.
     *
     * @param header a name for each column
     * @param rows as many cells each; columns of numbers alone stand to the right
     */
    record Table(List<String> header, List<List<String>> rows) implements Block {

        private static final Pattern NUMBER = Pattern.compile("[-+.,e0-9]*|NaN|-?Infinity");

        /** Keeps its own lists. */
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** Whether a column has numbers alone. */
        public boolean numbers(int column) {
            return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        }
    }

    /**
     * A chart of a page, in the place of what a terminal shows.
     *
     * @param kind as the page's scripts name it: {@code landscape}
     * @param data as they take it: a record, list or map
     * @param caption what is to be seen
     * @param drawing the same in characters; empty where a terminal does without
     */
    record Chart(String kind, Object data, String caption, List<String> drawing) implements Block {
        /** Keeps its own list. */
        public Chart {
            drawing = List.copyOf(drawing);
        }
    }

    /**
     * Texts with a label each.
     *
     * @param entries in order
     */
    record Entries(List<Entry> entries) implements Block {
        /** Keeps its own list. */
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A text under a label.
     *
     * @param label one word
     * @param text broken into lines where it must be
     */
    record Entry(String label, String text) {}

    /**
     * What to try.
     *
     * @param lines commands as they are typed
     */
    record Commands(List<String> lines) implements Block {
        /** Keeps its own list. */
        public Commands {
            lines = List.copyOf(lines);
        }
    }

    /** Nothing, which sets the blocks around it apart on a terminal. */
    record Space() implements Block {}
}
