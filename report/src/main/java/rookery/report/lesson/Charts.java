package rookery.report.lesson;

import rookery.explain.LayerActivity;
import rookery.explain.landscape.Landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The charts of the lesson's pages. */
public final class Charts {

    private Charts() {}

    /**
     * A line of {@link #curves}.
     *
     * @param x ascending
     * @param y as many
     */
    public record Line(String name, List<Double> x, List<Double> y) {}

    /**
     * Lines over a common axis.
     *
     * @param across what x is
     * @param log whether y has a logarithmic axis
     */
    public static Block.Chart curves(String caption, String across, boolean log, List<Line> lines) {
        Object view = Map.of("name", across, "lines", lines);
        return chart(
                "curves", Map.of("title", caption, "log", log, "views", List.of(view)), caption);
    }

    /**
     * How often probabilities occur, in bins from 0 to 1.
     *
     * @param label what they are of
     * @param groups names of the rows' groups
     * @param counts for each group, a count for each bin
     */
    public static Block.Chart probabilities(
            String caption, String label, List<String> groups, List<List<Integer>> counts) {
        int n = counts.getFirst().size();
        List<Object> bins = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            int bin = k;
            bins.add(
                    Map.of(
                            "from",
                            (double) k / n,
                            "to",
                            (k + 1.0) / n,
                            "counts",
                            counts.stream().map(group -> group.get(bin)).toList()));
        }
        return chart(
                "histogram",
                Map.of("title", caption, "label", label, "groups", groups, "bins", bins),
                caption);
    }

    /**
     * A confusion matrix.
     *
     * @param counts for each true class, how often each was predicted
     */
    public static Block.Chart confusion(
            String caption, List<String> classes, List<List<Long>> counts) {
        return chart("matrix", Map.of("classes", classes, "counts", counts), caption);
    }

    /**
     * On what share of rows units are on.
     *
     * @param names of the layers: of one layer, at which times
     * @param layers as many
     */
    public static Block.Chart activity(
            String caption, List<String> names, List<LayerActivity> layers) {
        List<Object> units = new ArrayList<>();
        for (int k = 0; k < names.size(); k++)
            units.add(
                    Map.of(
                            "name",
                            names.get(k),
                            "count",
                            layers.get(k).units().size(),
                            "units",
                            layers.get(k).units()));
        return chart("activity", Map.of("layers", units), caption);
    }

    /**
     * A landscape with its paths.
     *
     * @param drawing the same in characters
     */
    public static Block.Chart landscape(String caption, Landscape landscape, List<String> drawing) {
        return new Block.Chart("landscape", landscape, caption, drawing);
    }

    private static Block.Chart chart(String kind, Object data, String caption) {
        return new Block.Chart(kind, data, caption, List.of());
    }
}
