package rookery.explain.doctor;

import rookery.explain.Activity;
import rookery.explain.LayerActivity;
import rookery.explain.LayerActivity.Tensor;

import java.util.List;
import java.util.Optional;

/**
 * How much gradient there is in the first trained kernel of a network, and how much in the last.
 *
 * <p>A kernel's gradient is δ times what goes in. Where all weights are too large, δ grows on the way
 * back as much as the numbers on the way forward: then only δ itself tells.
 *
 * @param first kernel
 * @param last kernel
 * @param kernels all of them, in order
 * @param growth of a row's gradient δ from the layer of the last kernel to that of the first
 */
record Flow(Tensor first, Tensor last, List<Tensor> kernels, double growth) {

    /** Of a network with at least two trained kernels; none where no row has a gradient of its own. */
    static Optional<Flow> of(Activity activity) {
        List<LayerActivity> layers =
                activity.layers().stream().filter(layer -> kernel(layer).isPresent()).toList();
        List<Tensor> kernels = layers.stream().map(Flow::kernel).map(Optional::get).toList();
        if (kernels.size() < 2 || Double.isNaN(kernels.getFirst().gradient()))
            return Optional.empty();
        return Optional.of(
                new Flow(
                        kernels.getFirst(),
                        kernels.getLast(),
                        kernels,
                        layers.getFirst().gradient() / layers.getLast().gradient()));
    }

    private static Optional<Tensor> kernel(LayerActivity layer) {
        return layer.tensors().stream()
                .filter(tensor -> tensor.name().endsWith("kernel"))
                .findFirst();
    }

    /** ‖g_first‖ / ‖g_last‖; not a number where both are 0. */
    double ratio() {
        return first.gradient() / last.gradient();
    }

    /** Each kernel with its gradient. */
    List<String> sentences() {
        return kernels.stream()
                .map(kernel ->
                        "%s: gradient of length %s"
                                .formatted(kernel.name(), Words.number(kernel.gradient())))
                .toList();
    }
}
