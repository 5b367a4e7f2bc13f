package rookery.explain;

import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How the loss curves at some weights: what of a step is right, too short or too long.
 *
 * <pre>
 *   L(θ + Δ) ≈ L + gᵀΔ + ½·ΔᵀHΔ       H the Hessian, g the gradient
 *   along g     gᵀHg / gᵀg, a mean of H's eigenvalues
 *   best step   η* = gᵀg / gᵀHg, the lowest point along −g if it curves upwards there
 *   edge        2/η: descent with rate η swings ever wider along an eigenvector whose eigenvalue
 *               is above;  2(1+β)/η with momentum β, 2(1+β)/((1+2β)·η) with Nesterov's
 * </pre>
 *
 * Under full-batch descent the largest eigenvalue tends to rise to the edge and to stay there (Cohen
 * et al. 2021, arXiv:2103.00065): above it is no fault by itself. Adaptive optimizers have another
 * edge, and none is told here.
 *
 * @param parameters trained ones: the size of H
 * @param loss at the weights
 * @param gradientNorm ‖g‖
 * @param largest eigenvalue of H, λmax
 * @param second eigenvalue from above; none if there is one parameter
 * @param smallest eigenvalue of H
 * @param error how far the largest may be off for rounding, and for kinks if there are any near
 * @param converged whether {@link #PRODUCTS} products were enough to tell the three to a
 *     thousandth of the one of the largest magnitude
 * @param alongGradient gᵀHg / gᵀg; none where the gradient is 0
 * @param bestStep η*; none where the loss does not curve upwards along the gradient
 * @param learningRate η of the next step; none if not asked for
 * @param edge of stability; none but for {@link Sgd}
 * @param gradientNoise the length of the gradient's rounding error
 * @param step r, by how much the weights moved to see the largest eigenvalue
 * @param products of H and a vector that were computed
 * @param roughProducts of them, those in which more than rounding was seen: an activation's kink
 *     lies so near that the curvature there is one of the surroundings
 * @param spectrum all eigenvalues, descending; empty if not asked for
 */
public record Curvature(
        int parameters,
        double loss,
        double gradientNorm,
        double largest,
        Optional<Double> second,
        double smallest,
        double error,
        boolean converged,
        Optional<Double> alongGradient,
        Optional<Double> bestStep,
        Optional<Double> learningRate,
        Optional<Double> edge,
        double gradientNoise,
        double step,
        int products,
        int roughProducts,
        List<Double> spectrum) {

    /** The most products that are computed without the spectrum. */
    public static final int PRODUCTS = Lanczos.ROUNDS + 2;

    /** Without a learning rate and without the spectrum. */
    public static Curvature of(Hessian hessian) {
        return of(hessian, _ -> {});
    }

    /**
     * The same, telling how far it is.
     *
     * @param progress is told how many products were computed, of at most {@link #PRODUCTS}
     */
    public static Curvature of(Hessian hessian, IntConsumer progress) {
        int before = hessian.products();
        int roughBefore = hessian.roughProducts();
        UnaryOperator<double[]> times =
                v -> {
                    double[] product = hessian.times(v).values();
                    progress.accept(hessian.products() - before);
                    return product;
                };
        Lanczos ends = Lanczos.of(times, hessian.parameters(), 2);
        Hessian.Product top = hessian.times(ends.vectors().getFirst());
        double[] g = hessian.gradient();
        double square = Vectors.dot(g, g);
        Optional<Double> along =
                square == 0
                        ? Optional.empty()
                        : Optional.of(Vectors.dot(g, hessian.times(g).values()) / square);
        return new Curvature(
                hessian.parameters(),
                hessian.loss(),
                Math.sqrt(square),
                Vectors.dot(ends.vectors().getFirst(), top.values()),
                ends.values().stream().skip(1).findFirst(),
                ends.smallest(),
                top.error(),
                ends.converged(),
                along,
                along.filter(curvature -> curvature > 0).map(curvature -> 1 / curvature),
                Optional.empty(),
                Optional.empty(),
                hessian.noise(),
                top.step(),
                hessian.products() - before,
                hessian.roughProducts() - roughBefore,
                List.of());
    }

    /**
     * A direction of curvature.
     *
     * @param eigenvalue of H: how strongly the loss curves along it
     * @param vector of length 1, 0 where nothing is trained
     */
    public record Direction(double eigenvalue, Parameters vector) {}

    /**
     * The directions of the strongest curvature: eigenvectors of the largest eigenvalues.
     *
     * @param wanted how many; as many as there are parameters if there are fewer
     * @param progress is told how many products were computed, of at most {@link #PRODUCTS}
     */
    public static List<Direction> directions(Hessian hessian, int wanted, IntConsumer progress) {
        int before = hessian.products();
        Lanczos ends =
                Lanczos.of(
                        v -> {
                            double[] product = hessian.times(v).values();
                            progress.accept(hessian.products() - before);
                            return product;
                        },
                        hessian.parameters(),
                        wanted);
        return IntStream.range(0, ends.values().size())
                .mapToObj(k ->
                        new Direction(
                                ends.values().get(k), hessian.parameters(ends.vectors().get(k))))
                .toList();
    }

    /** The same with the learning rate of the next step, and the edge if the optimizer has one. */
    public Curvature withRate(Optimizer optimizer, double rate) {
        return new Curvature(
                parameters,
                loss,
                gradientNorm,
                largest,
                second,
                smallest,
                error,
                converged,
                alongGradient,
                bestStep,
                Optional.of(rate),
                edge(optimizer, rate),
                gradientNoise,
                step,
                products,
                roughProducts,
                spectrum);
    }

    /** The edge of stability of an optimizer at this rate; none but for {@link Sgd}. */
    public static Optional<Double> edge(Optimizer optimizer, double rate) {
        if (!(optimizer instanceof Sgd sgd)) return Optional.empty();
        double β = sgd.momentum();
        return Optional.of(2 * (1 + β) / rate / (sgd.nesterov() ? 1 + 2 * β : 1));
    }

    /**
     * The same with all eigenvalues.
     *
     * @param hessian the one it is of
     * @param progress is told how many columns of it are done
     * @throws IllegalArgumentException if it is larger than {@link Hessian#MOST}
     */
    public Curvature withSpectrum(Hessian hessian, IntConsumer progress) {
        double[] ascending = Tridiagonal.of(hessian.matrix(progress)).eigenvalues();
        int n = ascending.length;
        return new Curvature(
                parameters,
                loss,
                gradientNorm,
                largest,
                second,
                smallest,
                error,
                converged,
                alongGradient,
                bestStep,
                learningRate,
                edge,
                gradientNoise,
                step,
                products,
                roughProducts,
                IntStream.range(0, n).mapToObj(k -> ascending[n - 1 - k]).toList());
    }
}
