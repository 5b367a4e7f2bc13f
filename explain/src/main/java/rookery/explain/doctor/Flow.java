package rookery.explain.doctor;

import rookery.explain.Activity;
import rookery.explain.LayerActivity;
import rookery.explain.LayerActivity.Tensor;

import java.util.List;
import java.util.Optional;

/**
 * How much gradient there is in the first trained kernel of a network, and how much in the last.
 *
 * @param first kernel
 * @param last kernel
 * @param kernels all of them, in order
 */
record Flow(Tensor first, Tensor last, List<Tensor> kernels) {

    /** Of a network with at least two trained kernels; none where no row has a gradient of its own. */
    static Optional<Flow> of(Activity activity) {
        List<Tensor> kernels =
                activity.layers().stream()
                        .map(LayerActivity::tensors)
                        .flatMap(List::stream)
                        .filter(tensor -> tensor.name().endsWith("kernel"))
                        .toList();
        if (kernels.size() < 2 || Double.isNaN(kernels.getFirst().gradient()))
            return Optional.empty();
        return Optional.of(new Flow(kernels.getFirst(), kernels.getLast(), kernels));
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
