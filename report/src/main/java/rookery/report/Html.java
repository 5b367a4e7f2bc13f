package rookery.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes markup: every element that is begun is ended, and text and attributes are escaped, so that
 * what users named cannot become markup.
 */
public final class Html {

    /** Characters of a cell that wants room of its own, so that it is not a word a line. */
    private static final int LONG = 30;

    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> reasons = new HashSet<>();

    Html() {}

    /**
     * Begins an element.
     *
     * @param attributes names and values by turns
     */
    public Html open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    public Html close() {
        text.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element with text alone. */
    public Html element(String element, String content, String... attributes) {
        start(element, attributes);
        text.append(escape(content)).append("</").append(element).append(">\n");
        return this;
    }

    /** Text within an element. */
    public Html text(String content) {
        text.append(escape(content));
        return this;
    }

    /** A paragraph. */
    public Html paragraph(String content) {
        return element("p", content);
    }

    /** What stands in the place of a part that is missing; a reason that was told is not told again. */
    public Html missing(String what, String why) {
        String reason = reasons.add(why) ? ": " + why : ", for the same reason";
        return element("p", what + reason, "class", "missing");
    }

    /** What is markup already: a picture of ours. */
    public Html markup(String markup) {
        text.append(markup);
        return this;
    }

    /** A name and what it stands for, within a {@code dl}. */
    public Html entry(String name, String content) {
        return element("dt", name).element("dd", content);
    }

    /**
     * A table in a box that scrolls where it is too wide.
     *
     * @param header a column each; those that begin with a blank are of numbers
     * @param rows as many cells each; the first is the row's header
     */
    public Html table(String caption, List<String> header, List<List<String>> rows) {
        element("p", caption, "class", "caption");
        open("div", "class", "table", "tabindex", "0", "role", "region", "aria-label", caption);
        open("table", "aria-label", caption).open("thead").open("tr");
        for (String name : header)
            if (number(name)) element("th", name.strip(), "scope", "col", "class", "number");
            else element("th", name, "scope", "col");
        close().close().open("tbody");
        for (List<String> row : rows) {
            open("tr").element("th", row.getFirst(), "scope", "row");
            for (int k = 1; k < row.size(); k++)
                if (number(header.get(k))) element("td", row.get(k), "class", "number");
                else if (row.get(k).length() > LONG) element("td", row.get(k), "class", "long");
                else element("td", row.get(k));
            close();
        }
        return close().close().close();
    }

    private static boolean number(String header) {
        return header.startsWith(" ");
    }

    /** Room that a script draws a chart in, with a caption below. */
    public Html chart(String chart, String data, String caption) {
        return open("figure", "data-chart", chart, "data-source", data)
                .element("div", "", "class", "plot")
                .element("figcaption", caption)
                .close();
    }

    private void start(String element, String... attributes) {
        text.append('<').append(element);
        for (int k = 0; k < attributes.length; k += 2)
            text.append(' ')
                    .append(attributes[k])
                    .append("=\"")
                    .append(escape(attributes[k + 1]))
                    .append('"');
        text.append('>');
    }

    /** Text that no browser takes for markup. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** All of it; nothing may be begun and not ended. */
    @Override
    public String toString() {
        if (!open.isEmpty()) throw new IllegalStateException("not ended: " + open);
        return text.toString();
    }
}
