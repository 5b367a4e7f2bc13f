package rookery.report.lesson;

import rookery.report.Html;
import rookery.report.HtmlPage;
import rookery.report.Theme;

import java.util.List;

/**
 * Screens of the lesson as one page that needs nothing else: what a terminal shows, with formulas set
 * as formulas, tables as tables, and charts to point at.
 */
public final class LessonHtml {

    /** Between two formulas on a line, but not before a sign that is aligned. */
    private static final String GAP = " {3,}(?![ =])";

    private final HtmlPage page;
    private final Html main;

    private LessonHtml(HtmlPage page) {
        this.page = page;
        main = page.main();
    }

    /**
     * The file.
     *
     * @param screens from top to bottom
     */
    public static String of(List<Screen> screens) {
        HtmlPage page = new HtmlPage("How a network learns", Theme.AUTOMATIC);
        page.style("lesson/lesson.css");
        LessonHtml html = new LessonHtml(page);
        html.main.element(
                "p",
                "The lecture “How did we learn”, computed live on the Palmer penguins: every number"
                        + " here comes from a training that took place while this page was"
                        + " written, and is the same on every machine.",
                "class",
                "lead");
        if (screens.size() > 1) html.contents(screens);
        screens.forEach(html::put);
        return page.document();
    }

    private void contents(List<Screen> screens) {
        main.open("nav", "aria-label", "Screens").open("ol");
        for (Screen screen : screens)
            main.open("li").element("a", screen.topic(), "href", "#" + screen.key()).close();
        main.close().close();
    }

    private void put(Screen screen) {
        main.open("section", "id", screen.key());
        main.element("h2", screen.number() + ". " + screen.topic());
        List<Block> blocks = screen.blocks();
        for (int k = 0; k < blocks.size(); k++) {
            boolean chart = blocks.get(k) instanceof Block.Chart;
            boolean after = k > 0 && blocks.get(k - 1) instanceof Block.Chart;
            boolean before = k + 1 < blocks.size() && blocks.get(k + 1) instanceof Block.Chart;
            if (chart && !after && before) main.open("div", "class", "figures");
            put(blocks.get(k), screen.key() + "-" + k);
            if (chart && after && !before) main.close();
        }
        main.close();
    }

    private void put(Block block, String id) {
        switch (block) {
            case Block.Paragraph paragraph -> marked("p", Notation.text(paragraph.text()));
            case Block.Formula formula -> formula(formula.lines());
            case Block.Verbatim verbatim ->
                    main.element("pre", String.join("\n", verbatim.lines()));
            case Block.Table table -> table(table);
            case Block.Chart chart -> {
                page.data(id, chart.data());
                main.chart(chart.kind(), id, chart.caption());
            }
            case Block.Entries entries -> {
                main.open("dl");
                for (Block.Entry entry : entries.entries())
                    main.element("dt", entry.label(), "class", entry.label())
                            .element("dd", entry.text());
                main.close();
            }
            case Block.Commands commands -> {
                main.open("div", "class", "try").element("span", "Try");
                marked("pre", Notation.words(commands.lines()));
                main.close();
            }
            case Block.Space _ -> {}
        }
    }

    private void marked(String element, String markup, String... attributes) {
        main.open(element, attributes).markup(markup).close();
    }

    /** Several formulas on a line stand apart; a line that begins with a blank goes on. */
    private void formula(List<String> lines) {
        main.open("div", "class", "formula");
        for (String line : lines) {
            main.open("div", "class", line.startsWith(" ") ? "more" : "line");
            for (String part : line.strip().split(GAP)) marked("span", Notation.formula(part));
            main.close();
        }
        main.close();
    }

    private void table(Block.Table table) {
        main.open(
                "div", "class", "table", "tabindex", "0", "role", "region", "aria-label", "Table");
        main.open("table").open("thead").open("tr");
        for (int k = 0; k < table.header().size(); k++)
            marked("th", Notation.name(table.header().get(k)), side(table, k, "col"));
        main.close().close().open("tbody");
        for (List<String> row : table.rows()) {
            main.open("tr");
            marked("th", Notation.text(row.getFirst()), side(table, 0, "row"));
            for (int k = 1; k < row.size(); k++)
                marked("td", Notation.text(row.get(k)), "class", cell(table, k, row.get(k)));
            main.close();
        }
        main.close().close().close();
    }

    /** Numbers stand to the right; a pair of them is not broken in two. */
    private static String cell(Block.Table table, int column, String text) {
        if (table.numbers(column)) return "number";
        return text.startsWith("(") ? "whole" : "text";
    }

    private static String[] side(Block.Table table, int column, String scope) {
        return table.numbers(column)
                ? new String[] {"scope", scope, "class", "number"}
                : new String[] {"scope", scope};
    }
}
