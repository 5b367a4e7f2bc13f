package rookery.explain.doctor;

import rookery.Fit;
import rookery.explain.Curvature;
import rookery.explain.Hessian;
import rookery.explain.Steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Steps go beyond the lowest point of their batch's loss.
 *
 * <pre>
 *   middle alpha of the last 30 steps &gt; 0.5     (0: at the lowest point, 1: as high on the far side)
 *   or, under plain descent, λmax &gt; 2(1+β)/η and the loss rises
 * </pre>
 *
 * λmax above the edge is no fault by itself: Cohen et al. 2021, arXiv:2103.00065.
 */
final class Overshoots implements Check {

    private static final int WINDOW = 30;
    private static final int FEWEST = 5;
    private static final int HESSIAN_ROWS = 1024;

    @Override
    public String code() {
        return "overshoot";
    }

    @Override
    public String source() {
        return "Schneider et al. 2021, Cockpit; Cohen et al. 2021, edge of stability";
    }

    @Override
    public Needs needs() {
        return Needs.REPLAY;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        List<Double> alphas = evidence.alphas();
        OptionalDouble alpha = middle(alphas);
        Optional<Curvature> steep = rising(evidence) ? curvature(evidence) : Optional.empty();
        double limit = evidence.get(Threshold.OVERSHOOT);
        boolean far = alpha.isPresent() && alpha.getAsDouble() > limit;
        boolean edge = steep.isPresent() && steep.get().largest() > steep.get().edge().get();
        if (!far && !edge) {
            if (alpha.isEmpty() && steep.isEmpty())
                return Outcome.leftOut("of the last steps too few curve upwards to tell");
            return new Outcome.Healthy();
        }
        List<String> observed = new ArrayList<>();
        alpha.ifPresent(middle ->
                observed.add(
                        "the middle alpha of the last %s is %s"
                                .formatted(
                                        Words.count(alphas.size(), "step"), Words.number(middle))));
        steep.ifPresent(curvature ->
                observed.add(
                        "λmax is %s, the edge of stability %s; the loss rises"
                                .formatted(
                                        Words.number(curvature.largest()),
                                        Words.number(curvature.edge().orElseThrow()))));
        String summary =
                far
                        ? "steps overshoot: alpha %s, 0 would be the lowest point"
                                .formatted(Words.number(alpha.getAsDouble()))
                        : "steps beyond the edge: λmax %s, and the loss rises"
                                .formatted(Words.number(steep.get().largest()));
        return new Outcome.Found(finding(evidence, summary, observed, limit));
    }

    private Finding finding(
            Evidence evidence, String summary, List<String> observed, double limit) {
        return new Finding(
                code(),
                Severity.WARNING,
                summary,
                observed,
                "a middle alpha above %s; or λmax above 2(1+β)/η while the loss rises"
                        .formatted(Words.number(limit)),
                source(),
                List.of(),
                "Lower the learning rate.",
                Remedies.rate(evidence, 0.1));
    }

    /** The alphas of the last steps. */
    static List<Double> alphas(Evidence evidence) {
        long steps = evidence.replay().steps();
        if (steps == 0) return List.of();
        Steps.Range last = new Steps.Range(Math.max(0, steps - WINDOW), steps - 1);
        return Steps.of(evidence.replay(), last, WINDOW, _ -> evidence.tick()).steps().stream()
                .flatMap(step -> step.alpha().stream())
                .toList();
    }

    static OptionalDouble middle(List<Double> values) {
        if (values.size() < FEWEST) return OptionalDouble.empty();
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return OptionalDouble.of((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2);
    }

    /** Whether the mean loss of the last three epochs is above that of the three before. */
    private static boolean rising(Evidence evidence) {
        int epochs = evidence.history().epochs();
        if (epochs < 6) return false;
        List<Double> loss = evidence.history().get("loss");
        double last = loss.subList(epochs - 3, epochs).stream().mapToDouble(l -> l).sum();
        double before = loss.subList(epochs - 6, epochs - 3).stream().mapToDouble(l -> l).sum();
        return last > 1.01 * before;
    }

    private static Optional<Curvature> curvature(Evidence evidence) {
        double rate = evidence.replay().at(evidence.replay().steps()).learningRate();
        if (Curvature.edge(evidence.learner().optimizer(), rate).isEmpty()) return Optional.empty();
        Fit fit = evidence.fit();
        Hessian hessian =
                Hessian.of(evidence.model(), Evidence.spread(evidence.sample(), HESSIAN_ROWS), fit);
        return Optional.of(
                Curvature.of(hessian, _ -> evidence.tick())
                        .withRate(evidence.learner().optimizer(), rate));
    }
}
