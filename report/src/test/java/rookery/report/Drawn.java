package rookery.report;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

/**
 * A picture as a reader of XML sees it.
 *
 * @param document that was parsed, and hence is well-formed
 */
record Drawn(Document document) {

    private static final Pattern TURNED = Pattern.compile("rotate\\(-90 (\\S+) (\\S+)\\)");

    /** A line of text and the area it takes at most. */
    record Text(String words, Area area, Rectangle2D bounds) {}

    static Drawn of(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new Drawn(
                    factory.newDocumentBuilder()
                            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    double width() {
        return Double.parseDouble(document.getDocumentElement().getAttribute("width"));
    }

    double height() {
        return Double.parseDouble(document.getDocumentElement().getAttribute("height"));
    }

    /** All elements of a name. */
    List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int k = 0; k < nodes.getLength(); k++) elements.add((Element) nodes.item(k));
        return elements;
    }

    /** All text that can be seen. */
    List<Text> texts() {
        return elements("text").stream().map(Drawn::text).toList();
    }

    List<String> words() {
        return texts().stream().map(Text::words).toList();
    }

    /** What is told when something is pointed at. */
    List<String> tooltips() {
        return elements("title").stream().map(Node::getTextContent).toList();
    }

    private static Text text(Element element) {
        double x = Double.parseDouble(element.getAttribute("x"));
        double y = Double.parseDouble(element.getAttribute("y"));
        double size = Double.parseDouble(element.getAttribute("font-size"));
        String words = element.getTextContent();
        double width =
                element.getAttribute("font-weight").equals("bold")
                        ? TextWidth.ofBold(words, size)
                        : TextWidth.of(words, size);
        double left =
                switch (element.getAttribute("text-anchor")) {
                    case "middle" -> x - width / 2;
                    case "end" -> x - width;
                    default -> x;
                };
        Area area = new Area(new Rectangle2D.Double(left, y - 0.75 * size, width, 0.95 * size));
        Matcher turned = TURNED.matcher(element.getAttribute("transform"));
        if (turned.matches())
            area.transform(
                    AffineTransform.getRotateInstance(
                            -Math.PI / 2,
                            Double.parseDouble(turned.group(1)),
                            Double.parseDouble(turned.group(2))));
        return new Text(words, area, area.getBounds2D());
    }

    /** Pairs of texts that cover each other, and texts that leave the picture. */
    List<String> clashes() {
        List<String> clashes = new ArrayList<>();
        List<Text> texts = texts();
        Rectangle2D all = new Rectangle2D.Double(0, 0, width(), height());
        for (int i = 0; i < texts.size(); i++) {
            Text text = texts.get(i);
            if (!all.contains(text.bounds())) clashes.add(text.words() + " leaves the picture");
            for (Text other : texts.subList(0, i))
                if (text.bounds().intersects(other.bounds()))
                    clashes.add(text.words() + " covers " + other.words());
        }
        return clashes;
    }
}
