package rookery.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One file that is a page: text, data, styles and scripts. It loads nothing, works from a disk, and
 * forbids the browser to ask any network for anything; scripts run only if they are those written
 * here, by their SHA-256.
 *
 * {@snippet :
 * HtmlPage page = new HtmlPage("penguins-1", Theme.AUTOMATIC);
 * page.data("losses", landscape);
 * page.main().chart("landscape", "losses", "The loss over two random directions.");
 * String document = page.document();
 * }
 */
public final class HtmlPage {

    /** Where the scripts of others are in this module's jar, unchanged. */
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private static final List<String> LIBRARIES =
            List.of("d3/7.9.0/dist/d3.min.js", "uplot/1.6.30/dist/uPlot.iife.min.js");
    private static final String LIBRARY_STYLE = "uplot/1.6.30/dist/uPlot.min.css";

    /** Our own modules; {@code page.js} draws what the page names. */
    static final List<String> MODULES =
            List.of(
                    "activity.js",
                    "bars.js",
                    "curves.js",
                    "dependence.js",
                    "frame.js",
                    "histogram.js",
                    "landscape.js",
                    "matrix.js",
                    "page.js",
                    "reliability.js",
                    "scatter.js");

    private final String title;
    private final Theme theme;
    private final Html main = new Html();
    private final SequencedMap<String, Object> data = new LinkedHashMap<>();
    private final List<String> styles = new ArrayList<>();

    /**
     * An empty page.
     *
     * @param title in the browser's bar, and as the first heading
     */
    public HtmlPage(String title, Theme theme) {
        this.title = title;
        this.theme = theme;
    }

    /** The ground it stands on. */
    Theme theme() {
        return theme;
    }

    /** What stands on it, below the title. */
    public Html main() {
        return main;
    }

    /**
     * More rules than all pages have.
     *
     * @param resource of this module, its name from this package on
     */
    public void style(String resource) {
        styles.add(resource(resource));
    }

    /**
     * Data for a chart.
     *
     * @param id that the chart names
     * @param value a record, list or map
     */
    public void data(String id, Object value) {
        if (data.put(id, value) != null)
            throw new IllegalArgumentException("two data of a page are named " + id);
    }

    /** The whole file. */
    public String document() {
        List<String> scripts = new ArrayList<>();
        for (String library : LIBRARIES) scripts.add(script(WEBJARS + library));
        String modules = PageData.json(Map.of("imports", imports()));
        String start = "import \"rookery/page.js\";";
        List<String> hashed = new ArrayList<>(scripts);
        hashed.addAll(List.of(modules, start));
        StringBuilder page = new StringBuilder(1 << 19);
        page.append("<!doctype html>\n<html lang=\"en\" data-theme=\"")
                .append(theme.name().toLowerCase(Locale.ROOT))
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy(hashed))
                .append("\">\n<meta name=\"viewport\"")
                .append(" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.escape(title))
                .append("</title>\n<style>\n")
                .append(resource(WEBJARS + LIBRARY_STYLE))
                .append(resource("page.css"))
                .append(String.join("", styles))
                .append("</style>\n</head>\n<body>\n<header><h1>")
                .append(Html.escape(title))
                .append("</h1></header>\n<main>\n")
                .append(main)
                .append("</main>\n");
        data.forEach((id, value) ->
                page.append("<script type=\"application/json\" id=\"")
                        .append(Html.escape(id))
                        .append("\">")
                        .append(PageData.json(value))
                        .append("</script>\n"));
        for (String script : scripts) page.append("<script>").append(script).append("</script>\n");
        page.append("<script type=\"importmap\">").append(modules).append("</script>\n");
        page.append("<script type=\"module\">").append(start).append("</script>\n");
        return page.append("</body>\n</html>\n").toString();
    }

    /** Each module as an address that holds it, by the name others import it by. */
    private static SequencedMap<String, String> imports() {
        SequencedMap<String, String> imports = new LinkedHashMap<>();
        for (String module : MODULES) {
            byte[] bytes = resource(module).getBytes(StandardCharsets.UTF_8);
            imports.put(
                    "rookery/" + module,
                    "data:text/javascript;charset=utf-8;base64,"
                            + Base64.getEncoder().encodeToString(bytes));
        }
        return imports;
    }

    /** Nothing is allowed but the scripts of this page, what they import, and styles within it. */
    private static String policy(List<String> scripts) {
        StringBuilder policy = new StringBuilder("default-src 'none'; script-src");
        for (String script : scripts)
            policy.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(sha256(script)))
                    .append('\'');
        return policy.append(" data:; style-src 'unsafe-inline'; img-src data:;")
                .append(" base-uri 'none'; form-action 'none'")
                .toString();
    }

    private static byte[] sha256(String script) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(script.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** A script that can stand in a page as it is. */
    private static String script(String name) {
        String script = resource(name);
        if (script.contains("</script") || script.contains("<!--") || script.contains("\r"))
            throw new IllegalStateException(name + " cannot stand within a page");
        return script;
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is missing in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
