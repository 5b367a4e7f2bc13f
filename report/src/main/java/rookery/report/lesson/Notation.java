package rookery.report.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lesson's plain notation as HTML: {@code W^I_00} with a superscript and an index, single letters
 * of a formula in italics. Whatever has a meaning in HTML is escaped.
 */
final class Notation {

    /** A letter with what stands above and below it, or one alone. */
    private static final Pattern SYMBOL =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_])(\\p{L})(?:\\^(\\p{L}))?(?:_(\\w{1,2}))?(?![\\p{L}\\p{N}_^])");

    private static final Pattern SMALL = Pattern.compile("\\b[\\d.]+e-\\d+\\b");

    private Notation() {}

    /** Text, in which symbols are those with a super- or subscript; no number is broken in two. */
    static String text(String text) {
        return SMALL.matcher(html(text, false)).replaceAll("<span class=\"whole\">$0</span>");
    }

    /** A name, which may be broken behind its underscores. */
    static String name(String name) {
        return text(name).replace("_", "_<wbr>");
    }

    /** Lines that are broken between words alone. */
    static String words(List<String> lines) {
        return lines.stream()
                .map(line ->
                        Arrays.stream(line.split(" "))
                                .map(word -> "<span class=\"whole\">" + escape(word) + "</span>")
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    /** A formula, in which single letters are symbols, too. */
    static String formula(String text) {
        return html(text, true);
    }

    /** Without symbols. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String html(String text, boolean letters) {
        Matcher symbols = SYMBOL.matcher(text);
        StringBuilder html = new StringBuilder();
        int end = 0;
        while (symbols.find()) {
            html.append(escape(text.substring(end, symbols.start())));
            html.append(symbol(symbols.toMatchResult(), letters));
            end = symbols.end();
        }
        return html.append(escape(text.substring(end))).toString();
    }

    private static String symbol(MatchResult symbol, boolean letters) {
        String above = symbol.group(2);
        String below = symbol.group(3);
        if (above == null && below == null && !letters) return symbol.group();
        String base = symbol.group(1).equals("Σ") ? "Σ" : "<i>" + symbol.group(1) + "</i>";
        if (above != null && below != null)
            return "<var>%s<span><sup>%s</sup><sub>%s</sub></span></var>"
                    .formatted(base, above, below);
        if (above != null) return "<var>%s<sup>%s</sup></var>".formatted(base, above);
        if (below != null) return "<var>%s<sub>%s</sub></var>".formatted(base, below);
        return "<var>%s</var>".formatted(base);
    }
}
