package rookery.cli;

import rookery.explain.Curvature;
import rookery.optimizers.Optimizer;

import java.util.List;
import java.util.stream.Collectors;

/** Curvature as a person reads it. */
record CurvaturePage(Console console, Curvature curvature) {

    private static final int SHOWN = 10;

    /** Of the largest eigenvalue: what is smaller is not told from 0. */
    private static final double NOTHING = 1e-4;

    /** Prints it. */
    void print(String where, Optimizer optimizer) {
        Page page = new Page(console);
        page.entry("weights", where);
        page.entry(
                "loss",
                "%s, its gradient's length %s, of %s"
                        .formatted(
                                Numbers.measure(curvature.loss()),
                                Numbers.measure(curvature.gradientNorm()),
                                Numbers.count(curvature.parameters(), "parameter")));
        page.entry("largest", eigenvalues());
        page.entry("gradient", alongGradient());
        curvature
                .learningRate()
                .ifPresent(rate -> page.entry("edge", edge(Descriptions.of(optimizer), rate)));
        page.entry("measured", measured());
        if (!curvature.converged())
            page.entry(
                    "note",
                    "the eigenvalues are not known to a thousandth yet after so many products");
        if (curvature.roughProducts() > 0)
            page.entry(
                    "note",
                    "in %s an activation's kinks were too near to be avoided"
                            .formatted(Numbers.count(curvature.roughProducts(), "product")));
        if (!curvature.spectrum().isEmpty()) spectrum(page);
    }

    private String eigenvalues() {
        return "eigenvalue of the Hessian %s%s; the smallest %s"
                .formatted(
                        Numbers.measure(curvature.largest()),
                        curvature.second().map(v -> ", the next " + Numbers.measure(v)).orElse(""),
                        Numbers.measure(curvature.smallest()));
    }

    private String alongGradient() {
        if (curvature.alongGradient().isEmpty()) return "is 0: no step to take";
        return "curvature along it %s; %s"
                .formatted(
                        Numbers.measure(curvature.alongGradient().get()),
                        curvature
                                .bestStep()
                                .map(η ->
                                        "the best step against it has the rate "
                                                + Numbers.measure(η))
                                .orElse(
                                        "the loss does not curve upwards there, so no step is"
                                                + " best"));
    }

    private String edge(String optimizer, double rate) {
        if (curvature.edge().isEmpty())
            return "of stability: known for plain sgd only, this is " + optimizer;
        double edge = curvature.edge().get();
        return "of stability %s for sgd at the rate %s: the largest eigenvalue is %s"
                .formatted(
                        Numbers.measure(edge),
                        Numbers.measure(rate),
                        curvature.largest() <= edge ? "below" : "above");
    }

    private String measured() {
        return "by moving the weights by %s; the gradient's rounding error is %s, that of the largest eigenvalue at most %s; %s of Hessian and vector"
                .formatted(
                        Numbers.measure(curvature.step()),
                        Numbers.measure(curvature.gradientNoise()),
                        Numbers.measure(curvature.error()),
                        Numbers.count(curvature.products(), "product"));
    }

    private void spectrum(Page page) {
        List<Double> values = curvature.spectrum();
        double nothing = NOTHING * Math.max(values.getFirst(), -values.getLast());
        long above = values.stream().filter(v -> v > nothing).count();
        long below = values.stream().filter(v -> v < -nothing).count();
        page.entry(
                "spectrum",
                "%s: %s above 0, %s below, %s within %s of it"
                        .formatted(
                                Numbers.count(values.size(), "eigenvalue"),
                                Numbers.count(above),
                                Numbers.count(below),
                                Numbers.count(values.size() - above - below),
                                Numbers.measure(nothing)));
        int n = values.size();
        if (n <= 2 * SHOWN) page.entry("", list(values));
        else
            page.entry(
                    "",
                    list(values.subList(0, SHOWN)) + " … " + list(values.subList(n - SHOWN, n)));
    }

    private static String list(List<Double> values) {
        return values.stream().map(Numbers::measure).collect(Collectors.joining(" "));
    }
}
