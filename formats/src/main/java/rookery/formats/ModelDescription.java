package rookery.formats;

import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.data.TableEncoding;
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

    /** Far above any network, far below what would take long to look through. */
    private static final int MAX_LAYERS = 10_000;

    /** More outputs than this need parameters of their own, as every dense layer has them. */
    private static final int FREE_OUTPUTS = 1 << 20;

    /** Without the JDK, which does not matter to a model: the same model is the same bytes. */
    record WrittenBy(String rookery, int numerics) {}

    /** Keeps its own list; refuses what would cost much to look at. */
    ModelDescription {
        metrics = List.copyOf(metrics);
        if (network.layers().size() > MAX_LAYERS)
            throw new IllegalArgumentException(
                    "at most %d layers are read, got %d"
                            .formatted(MAX_LAYERS, network.layers().size()));
        if (network.outputs() > Math.max(FREE_OUTPUTS, network.parameterCount()))
            throw new IllegalArgumentException(
                    "%d outputs are too many for a network of %d parameters"
                            .formatted(network.outputs(), network.parameterCount()));
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
