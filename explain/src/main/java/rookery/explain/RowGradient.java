package rookery.explain;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.data.TableEncoding;
import rookery.layers.Layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How one row pulls at one weight: its way through the network, and the gradient of its own loss as a
 * sum over all paths from the weight to the loss.
 *
 * <pre>
 *   gradient = ∂ℓ/∂w = Σ over paths Π of the path's factors (+ through the batch's statistics)
 * </pre>
 *
 * @param weight as in {@code dense/kernel[0,2]}
 * @param connects what it stands between, in words
 * @param row its number in the source table
 * @param forward the way forward
 * @param rowWeight ω, with which its loss counts in that of a batch
 * @param gradient ∂ℓ/∂w of its own loss, before its weight
 * @param gradientCheck the same by differences of the loss; none where the loss is one of the batch
 *     as a whole
 * @param gradientCheckStep the weight was moved by this much for it, to both sides
 * @param gradientCheckTolerance how far the two may be apart, see {@link Slope}
 * @param contribution what it adds to its batch's gradient, ω·gradient/B; none without a batch
 * @param paths the strongest paths
 * @param pathShare what part of {@code pathMagnitude} they cover
 * @param pathCount how many paths there are
 * @param pathsShut how many of them carry nothing, as a relu is shut or a unit dropped
 * @param pathSum over all paths
 * @param pathMagnitude the sum of all paths' magnitudes
 * @param throughStatistics ∂ℓ/∂w by way of the other rows: what the weight does to the mean and
 *     variance of the batch; none where rows are not coupled by a layer
 * @param pathDifference gradient − path sum − what goes through the statistics: rounding
 * @param layers the paths' totals, layer by layer
 */
public record RowGradient(
        String weight,
        String connects,
        int row,
        ForwardPass forward,
        float rowWeight,
        double gradient,
        Optional<Double> gradientCheck,
        Optional<Double> gradientCheckStep,
        Optional<Double> gradientCheckTolerance,
        Optional<Double> contribution,
        List<Paths.Path> paths,
        double pathShare,
        double pathCount,
        double pathsShut,
        double pathSum,
        double pathMagnitude,
        Optional<Double> throughStatistics,
        double pathDifference,
        List<Paths.LayerTotal> layers) {

    /**
     * Of a row in inference mode, where it is alone: statistics are constants, nothing is drawn, and
     * there is no batch.
     *
     * @param encoding how the row became numbers; none if it was none of a table
     * @param position of the row in the data
     * @param most paths to be listed, at least 1
     * @throws IllegalArgumentException if the weight is not trained, or the loss is one of a batch as
     *     a whole
     */
    public static RowGradient inInference(
            Model model,
            Optional<TableEncoding> encoding,
            Weight weight,
            Dataset data,
            int position,
            int most) {
        weight.requireTrained();
        if (model.learner().loss().totals() > 0)
            throw new IllegalArgumentException(
                    "the loss is one of a batch as a whole: a single row has none; explain a step"
                            + " of a run");
        Trace trace = model.trace(data.select(position));
        NodeNames names = NodeNames.of(model.network(), encoding);
        return of(trace, 0, weight, names, 0, false, most);
    }

    /**
     * Of a row of a trace.
     *
     * @param batchRows of the batch it is part of; 0 if of none
     * @param oneLoss whether the loss is one of the batch as a whole
     * @param most paths to be kept
     */
    static RowGradient of(
            Trace trace,
            int row,
            Weight weight,
            NodeNames names,
            int batchRows,
            boolean oneLoss,
            int most) {
        ForwardPass forward = ForwardPass.of(trace, row, names);
        Paths paths = Paths.of(trace, row, weight.spec().name(), weight.i(), weight.j(), most);
        double share = Contributions.of(trace, row, weight);
        double scale = trace.scale(row);
        // A row without weight pulls at nothing, and yet its loss has a slope.
        double gradient = scale == 0 ? paths.sum() : share / scale;
        boolean statistics = scale != 0 && couplesRows(trace);
        Optional<Slope> slope =
                oneLoss
                        ? Optional.empty()
                        : Optional.of(Slope.of(trace, row, weight.at(trace.parameters())));
        Optional<Double> through =
                statistics ? Optional.of(gradient - paths.sum()) : Optional.empty();
        return new RowGradient(
                weight.name(),
                names.describe(weight),
                trace.batch().rowNumber(row),
                forward,
                batchRows == 0 ? 1 : (float) (scale * batchRows),
                gradient,
                slope.map(Slope::value),
                slope.map(Slope::step),
                slope.map(Slope::tolerance),
                batchRows == 0 ? Optional.empty() : Optional.of(share),
                paths.paths(),
                paths.magnitude() == 0 ? 1 : paths.listed() / paths.magnitude(),
                paths.count(),
                paths.shut(),
                paths.sum(),
                paths.magnitude(),
                through,
                gradient - paths.sum() - through.orElse(0.0),
                paths.layers());
    }

    private static boolean couplesRows(Trace trace) {
        List<Layer> layers = trace.layers();
        return trace.couplesRows()
                && IntStream.range(0, layers.size())
                        .anyMatch(k -> layers.get(k).couplesRows() && !trace.frame(k).frozen());
    }
}
