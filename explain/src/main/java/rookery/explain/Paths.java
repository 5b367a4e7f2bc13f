package rookery.explain;

import rookery.Trace;
import rookery.explain.PathGraph.Entry;
import rookery.explain.PathGraph.Link;
import rookery.explain.PathGraph.Stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Why a weight has its gradient at one row: the chain rule, as a sum over the paths on which the
 * weight acts on the loss.
 *
 * <pre>
 *   ∂ℓ/∂w = Σ over paths  ∂(first node)/∂w · Π ∂(next node)/∂(node) · ∂ℓ/∂(last node)
 * </pre>
 *
 * For one hidden layer of relus, softmax and cross-entropy this is the lecture's
 * <pre>
 *   ∂ℓ/∂W^I_00 = Σ_k (q_k − p_k) · W^H_0k · 1[z_0 &gt; 0] · x_0
 * </pre>
 *
 * All factors are the numbers that training computes at this row; they are multiplied and added in
 * double precision. ℓ is the row's own loss, before its weight and before it is divided by the rows
 * of the batch. Through batch normalization in training the paths are those of the row alone, with
 * the batch's statistics as constants.
 *
 * @param sum over all paths, listed or not
 * @param magnitude the sum of the paths' magnitudes
 * @param count of all paths; inexact beyond 2^53
 * @param shut of them, those that a factor of 0 shuts off: a relu that is off, a dropped unit
 * @param paths the strongest first; those shut off last
 * @param listed the sum of the magnitudes of {@code paths}: what part of {@code magnitude} they cover
 * @param layers what flows through the nodes of each stage, from the weight to the loss
 */
public record Paths(
        double sum,
        double magnitude,
        double count,
        double shut,
        List<Path> paths,
        double listed,
        List<LayerTotal> layers) {

    /**
     * A path.
     *
     * @param nodes from the first that depends on the weight to the last: {@code dense.z[0]} …
     * @param factors of the product, in the path's order
     * @param product of the factors
     */
    public record Path(List<String> nodes, List<Factor> factors, double product) {}

    /**
     * A factor of a path.
     *
     * @param name {@code dense_1/kernel[0,2]}, {@code relu′(dense.z[0])} …
     * @param value as training computes it
     */
    public record Factor(String name, double value) {}

    /**
     * What flows through a stage: of each node, the sum of the paths through it.
     *
     * @param name of the stage: {@code dense.z} before the activation, {@code dense.y} after
     * @param total over its nodes; the whole sum, unless a residual connection passes it by
     * @param through each node, by its number
     */
    public record LayerTotal(String name, double total, List<Double> through) {}

    /**
     * The paths of one weight at one row.
     *
     * @param trace of the row's batch
     * @param row of the batch, from 0
     * @param tensor of the weight: {@code dense/kernel}
     * @param i row of the weight in the tensor; 0 in a vector
     * @param j column of the weight
     * @param most paths to list, at least 1
     * @throws IllegalArgumentException if there is no such tensor, offering the nearest; if it is not
     *     trained; if none is to be listed; or if a custom layer above it couples rows
     * @throws IndexOutOfBoundsException if the tensor has no such element, or the batch no such row
     */
    public static Paths of(Trace trace, int row, String tensor, int i, int j, int most) {
        Objects.checkIndex(row, trace.rows());
        if (most < 1)
            throw new IllegalArgumentException(
                    "Paths: at least one path must be listed, got " + most);
        return new Search(new PathGraph(trace, row, tensor, i, j), most).paths();
    }

    /** A path's beginning: up to a node, by way of an earlier beginning. */
    private record Beginning(double product, Beginning before, int stage, int node, Link link) {

        static final Comparator<Beginning> STRONGEST_FIRST =
                Comparator.comparingDouble((Beginning b) -> -Math.abs(b.product));
    }

    /** Goes through the stages in order, once for all sums. */
    private static final class Search {

        private final PathGraph graph;
        private final List<Stage> stages;
        private final int most;
        private final double[][] sums;
        private final double[][] magnitudes;
        private final double[][] counts;
        private final double[][] open;
        private final List<List<List<Beginning>>> strongest = new ArrayList<>();

        Search(PathGraph graph, int most) {
            this.graph = graph;
            this.most = most;
            stages = graph.stages();
            sums = zeros();
            magnitudes = zeros();
            counts = zeros();
            open = zeros();
            for (int s = 0; s < stages.size(); s++) {
                List<List<Beginning>> nodes = new ArrayList<>();
                for (int b = 0; b < stages.get(s).size(); b++) nodes.add(new ArrayList<>());
                strongest.add(nodes);
                if (s == 0) for (Entry entry : graph.entries()) begin(entry);
                for (Link link : stages.get(s).links()) follow(link, s);
            }
        }

        private double[][] zeros() {
            return stages.stream().map(s -> new double[s.size()]).toArray(double[][]::new);
        }

        private void begin(Entry entry) {
            add(0, entry.node(), entry.factor(), Math.abs(entry.factor()), 1);
            open[0][entry.node()] += entry.factor() == 0 ? 0 : 1;
            keep(
                    strongest.getFirst().get(entry.node()),
                    new Beginning(entry.factor(), null, 0, entry.node(), null));
        }

        private void follow(Link link, int to) {
            int from = link.from();
            for (int a = 0; a < stages.get(from).size(); a++) {
                if (counts[from][a] == 0) continue;
                if (link.slopes() != null) follow(link, from, a, to, a, link.slopes()[a]);
                else
                    for (int b = 0; b < stages.get(to).size(); b++)
                        follow(link, from, a, to, b, link.matrix()[a][b]);
            }
        }

        private void follow(Link link, int from, int a, int to, int b, double factor) {
            double size = Math.abs(factor);
            add(to, b, sums[from][a] * factor, magnitudes[from][a] * size, counts[from][a]);
            if (factor != 0) open[to][b] += open[from][a];
            List<Beginning> kept = strongest.get(to).get(b);
            for (Beginning before : strongest.get(from).get(a)) {
                double product = before.product * factor;
                if (kept.size() == most && Math.abs(product) <= Math.abs(kept.getLast().product))
                    return; // nor will those after it, which are weaker
                keep(kept, new Beginning(product, before, to, b, link));
            }
        }

        private void add(int stage, int node, double sum, double magnitude, double count) {
            sums[stage][node] += sum;
            magnitudes[stage][node] += magnitude;
            counts[stage][node] += count;
        }

        /** Puts it among the strongest to its node, after those that are as strong. */
        private void keep(List<Beginning> kept, Beginning beginning) {
            int at = kept.size();
            while (at > 0 && Math.abs(kept.get(at - 1).product) < Math.abs(beginning.product)) at--;
            kept.add(at, beginning);
            if (kept.size() > most) kept.removeLast();
        }

        Paths paths() {
            int last = stages.size() - 1;
            double[] d = graph.lossGradient();
            double sum = 0;
            double magnitude = 0;
            double count = 0;
            double opened = 0;
            List<Beginning> ends = new ArrayList<>();
            for (int m = 0; m < d.length; m++) {
                sum += sums[last][m] * d[m];
                magnitude += magnitudes[last][m] * Math.abs(d[m]);
                count += counts[last][m];
                if (d[m] != 0) opened += open[last][m];
                for (Beginning b : strongest.get(last).get(m))
                    ends.add(new Beginning(b.product * d[m], b, last + 1, m, null));
            }
            ends.sort(Beginning.STRONGEST_FIRST);
            List<Path> paths = ends.stream().limit(most).map(this::path).toList();
            double listed = 0;
            for (Path path : paths) listed += Math.abs(path.product);
            return new Paths(sum, magnitude, count, count - opened, paths, listed, layerTotals());
        }

        private Path path(Beginning end) {
            List<String> nodes = new ArrayList<>();
            List<Factor> factors = new ArrayList<>();
            Stage top = stages.getLast();
            factors.add(new Factor("∂L/∂" + top.node(end.node), graph.lossGradient()[end.node]));
            for (Beginning at = end.before; at != null; at = at.before) {
                nodes.add(stages.get(at.stage).node(at.node));
                factors.add(at.before == null ? entry(at) : factor(at));
            }
            return new Path(
                    List.copyOf(nodes.reversed()), List.copyOf(factors.reversed()), end.product);
        }

        private Factor entry(Beginning at) {
            Entry entry =
                    graph.entries().stream()
                            .filter(one -> one.node() == at.node)
                            .findFirst()
                            .orElseThrow();
            return new Factor(entry.name(), entry.factor());
        }

        private static Factor factor(Beginning at) {
            Link link = at.link;
            int a = at.before.node;
            double value = link.slopes() != null ? link.slopes()[a] : link.matrix()[a][at.node];
            return new Factor(link.name().of(a, at.node), value);
        }

        /** Of each node: what comes to it from the weight, times what it does to the loss. */
        private List<LayerTotal> layerTotals() {
            double[][] back = zeros();
            int last = stages.size() - 1;
            System.arraycopy(graph.lossGradient(), 0, back[last], 0, back[last].length);
            for (int s = last; s >= 0; s--)
                for (Link link : stages.get(s).links()) goBack(link, back[link.from()], back[s]);
            return IntStream.rangeClosed(0, last).mapToObj(s -> layerTotal(s, back[s])).toList();
        }

        private static void goBack(Link link, double[] below, double[] above) {
            for (int a = 0; a < below.length; a++) {
                if (link.slopes() != null) {
                    below[a] += link.slopes()[a] * above[a];
                    continue;
                }
                for (int b = 0; b < above.length; b++) below[a] += link.matrix()[a][b] * above[b];
            }
        }

        private LayerTotal layerTotal(int s, double[] back) {
            Stage stage = stages.get(s);
            double[] through = new double[stage.size()];
            double total = 0;
            for (int k = 0; k < through.length; k++) {
                through[k] = sums[s][k] * back[k];
                total += through[k];
            }
            return new LayerTotal(
                    stage.name() + "." + stage.letter(),
                    total,
                    IntStream.range(0, through.length).mapToObj(k -> through[k]).toList());
        }
    }
}
