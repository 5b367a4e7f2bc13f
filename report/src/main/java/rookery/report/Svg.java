package rookery.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes an SVG document: elements with escaped attributes and text, numbers with two decimals, and
 * colors by classes of the {@link Palette}, so that one document can follow the reader's screen.
 *
 * {@snippet :
 * Svg svg = new Svg(200, 100, "a circle", "what it shows, in a sentence");
 * svg.element("circle", "cx", 50, "cy", 50, "r", 40, "class", "f-0");
 * svg.text(100, 55, "a circle", "f-ink", 12);
 * String document = svg.document(Theme.AUTOMATIC);
 * }
 */
public final class Svg {

    /** No spaces after commas: JSVG would take them for part of the names. */
    private static final String FONTS = "Helvetica,Arial,Liberation Sans,DejaVu Sans,sans-serif";

    private static final String SCOPE = "picture-";
    private static final Pattern SCOPES = Pattern.compile("#" + SCOPE + "[-a-z0-9]+ (?=\\.)");

    private final double width;
    private final double height;
    private final String title;
    private final String description;
    private final StringBuilder body = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * An empty picture.
     *
     * @param title that is read in its place to those who do not see it
     * @param description in a sentence or more what can be seen
     */
    public Svg(double width, double height, String title, String description) {
        this.width = width;
        this.height = height;
        this.title = title;
        this.description = description;
    }

    /** Begins an element, with pairs of names and values of its attributes. */
    public Svg open(String element, Object... attributes) {
        tag(element, attributes).append('>');
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    public Svg close() {
        body.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element without content. */
    public Svg element(String element, Object... attributes) {
        tag(element, attributes).append("/>\n");
        return this;
    }

    /** An element that a browser explains in these words when it is pointed at. */
    public Svg explained(String words, String element, Object... attributes) {
        return open(element, attributes).tooltip(words).close();
    }

    /** What a browser shows when the element begun last is pointed at. */
    public Svg tooltip(String text) {
        body.append("<title>").append(escape(text)).append("</title>");
        return this;
    }

    /** A line of text that begins at (x, y), its base line. */
    public Svg text(double x, double y, String text, String color, double size, Object... more) {
        Object[] attributes = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"x", x, "y", y, "class", color, "font-size", size},
                0,
                attributes,
                0,
                8);
        System.arraycopy(more, 0, attributes, 8, more.length);
        open("text", attributes);
        body.append(escape(text));
        return close();
    }

    /** Another document of this class, with a place of its own. */
    Svg embed(String document) {
        body.append(document);
        return this;
    }

    /** A straight line. */
    public Svg line(double x1, double y1, double x2, double y2, String color, Object... more) {
        Object[] attributes = new Object[10 + more.length];
        System.arraycopy(
                new Object[] {"x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", color},
                0,
                attributes,
                0,
                10);
        System.arraycopy(more, 0, attributes, 10, more.length);
        return element("line", attributes);
    }

    /** An {@code id} that other pictures on a page do not have, unless they say the same. */
    public String id(String name) {
        return name + "-" + Integer.toHexString(31 * title.hashCode() + description.hashCode());
    }

    private StringBuilder tag(String element, Object... attributes) {
        body.append('<').append(element);
        for (int k = 0; k < attributes.length; k += 2) {
            Object value = attributes[k + 1];
            String text = value instanceof Number n ? number(n.doubleValue()) : value.toString();
            body.append(' ').append(attributes[k]).append("=\"").append(escape(text)).append('"');
        }
        return body;
    }

    /** The document in a theme, whose rules apply to nothing else on a page that it is put on. */
    public String document(Theme theme) {
        if (!open.isEmpty()) throw new IllegalStateException("not ended: " + open);
        String w = number(width);
        String h = number(height);
        String scope = id(SCOPE + theme.name().toLowerCase(Locale.ROOT));
        StringBuilder document = new StringBuilder();
        document.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
                .append(" id=\"%s\"".formatted(scope))
                .append(" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\"".formatted(w, h, w, h))
                .append(
                        " aria-labelledby=\"%s %s\" font-family=\"%s\">\n"
                                .formatted(id("title"), id("desc"), FONTS))
                .append("<title id=\"%s\">%s</title>\n".formatted(id("title"), escape(title)))
                .append("<desc id=\"%s\">%s</desc>\n".formatted(id("desc"), escape(description)))
                .append("<style>%s</style>\n".formatted(theme.css("#" + scope)))
                .append("<rect class=\"f-ground\" width=\"%s\" height=\"%s\"/>\n".formatted(w, h))
                .append(body)
                .append("</svg>\n");
        return document.toString();
    }

    /** A document alone, with rules for classes anywhere: a renderer may know no others. */
    static String unscoped(String document) {
        return SCOPES.matcher(document).replaceAll("");
    }

    /** A coordinate: at most two decimals. */
    static String number(double value) {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("a picture has finite numbers, got " + value);
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Text as XML has it; what XML cannot have is replaced. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '&' -> escaped.append("&amp;");
                        case '"' -> escaped.append("&quot;");
                        case '\n', '\r', '\t' -> escaped.append(' ');
                        default -> escaped.appendCodePoint(allowed(c) ? c : '\uFFFD');
                    }
                });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c >= 0x20 && c < 0xD800 || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF;
    }
}
