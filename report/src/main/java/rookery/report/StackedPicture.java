package rookery.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures below each other as one.
 *
 * @param title of all of it
 * @param pictures from top to bottom, at least one; their titles must differ
 */
public record StackedPicture(String title, List<Picture> pictures) implements Picture {

    private static final Pattern SIZE =
            Pattern.compile("^<svg [^>]*?width=\"(\\S+)\" height=\"(\\S+)\"");

    /** Keeps its own list; refuses to be empty. */
    public StackedPicture {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) throw new IllegalArgumentException("StackedPicture: no pictures");
    }

    @Override
    public String svg(Theme theme) {
        List<String> documents = pictures.stream().map(picture -> picture.svg(theme)).toList();
        List<String> placed = new ArrayList<>();
        double width = 0;
        double height = 0;
        for (String document : documents) {
            Matcher size = SIZE.matcher(document);
            if (!size.find()) throw new IllegalStateException("a picture without a size");
            placed.add(document.replaceFirst("<svg ", "<svg y=\"" + Svg.number(height) + "\" "));
            width = Math.max(width, Double.parseDouble(size.group(1)));
            height += Double.parseDouble(size.group(2));
        }
        Svg svg = new Svg(width, height, title, documents.size() + " pictures below each other.");
        placed.forEach(svg::embed);
        return svg.document(theme);
    }
}
