package rookery.formats;

import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.data.TableEncoding;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;

import java.util.List;
import java.util.Optional;

/**
 * What {@code model.json} says.
 *
 * <p>The parts of the learner are apart, since it is made only when the weights have proved that the
 * network is no larger than the file: metrics allocate by the number of outputs.
 *
 * @param encoding how the rows of a table become inputs; none if it was trained on numbers
 * @param weightsSha256 see {@link Model#weightsSha256()}
 */
record ModelDescription(
        Sequential network,
        Loss loss,
        Optimizer optimizer,
        List<Metric> metrics,
        Optional<TableEncoding> encoding,
        String weightsSha256,
        WrittenBy versions) {

    /** Far above any network, those in blocks counted; far below what takes long to look through. */
    private static final int MAX_LAYERS = 10_000;

    /**
     * What a predictor keeps of each row, the inputs and outputs of all layers, is no more than this,
     * or this for each parameter: so a small file cannot ask for much memory. Dense layers have more
     * parameters than outputs, and few layers without parameters follow each.
     */
    private static final int FREE_NUMBERS = 1 << 16;

    private static final int NUMBERS_PER_PARAMETER = 8;

    /** Without the JDK, which does not matter to a model: the same model is the same bytes. */
    record WrittenBy(String rookery, int numerics) {}

    /** Keeps its own list; refuses what would cost much to look at. */
    ModelDescription {
        metrics = List.copyOf(metrics);
        int layers = layers(network.layers());
        if (layers > MAX_LAYERS)
            throw new IllegalArgumentException(
                    "at most %d layers are read, got %d".formatted(MAX_LAYERS, layers));
        long parameters = network.parameterCount();
        long numbers = network.inputs() + numbers(network.layers(), network.inputs());
        if (numbers > Math.max(FREE_NUMBERS, NUMBERS_PER_PARAMETER * parameters))
            throw new IllegalArgumentException(
                    ("the layers make %d numbers of each row, too many for a network of %d"
                                    + " parameters: at most %d, or %d for each parameter, are read")
                            .formatted(numbers, parameters, FREE_NUMBERS, NUMBERS_PER_PARAMETER));
    }

    /** How many layers there are, in blocks, too. */
    private static int layers(List<Layer> layers) {
        int count = layers.size();
        for (Layer layer : layers) count += layers(inside(layer));
        return count;
    }

    /** How many numbers come out of all layers together, for one row. */
    private static long numbers(List<Layer> layers, int inputs) {
        long numbers = 0;
        int width = inputs;
        for (Layer layer : layers) {
            numbers += numbers(inside(layer), width);
            width = layer.outputs(width);
            numbers += width;
        }
        return numbers;
    }

    /** The layers of a block; of another layer none. */
    private static List<Layer> inside(Layer layer) {
        return switch (layer) {
            case Residual block -> block.layers();
            case Frozen frozen -> inside(frozen.layer());
            default -> List.of();
        };
    }

    static ModelDescription of(Model model, Optional<TableEncoding> encoding) {
        Learner learner = model.learner();
        Versions versions = Versions.current();
        return new ModelDescription(
                learner.network(),
                learner.loss(),
                learner.optimizer(),
                learner.metrics(),
                encoding,
                model.weightsSha256(),
                new WrittenBy(versions.rookery(), versions.numerics()));
    }

    /** The learner of the parts. */
    Learner learner() {
        return new Learner(network, loss, optimizer, metrics);
    }
}
