package rookery.explain.doctor;

import rookery.explain.UpdateRatio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps are too long or too short for a tensor.
 *
 * <pre>
 *   ‖Δw‖ / ‖w‖ of a kernel:   1e-3 is usual, warn outside 1e-4 … 1e-2
 * </pre>
 *
 * Too long: in the middle one of some steps of the later half of the training. Too short: in all of
 * them, the first included, as a network that has learned its rows moves little; and it has not learned
 * them. Biases begin at 0 and have no such ratio.
 */
final class UpdateRatios implements Check {

    @Override
    public String code() {
        return "update-ratio";
    }

    @Override
    public String source() {
        return "CS231n, babysitting the learning process; DL4J, troubleshooting";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        List<Evidence.Update> updates = evidence.updates();
        if (updates.isEmpty()) return Outcome.leftOut("no step can be taken again");
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        for (Evidence.Update update : updates)
            for (UpdateRatio ratio : update.ratios())
                if (ratio.tensor().endsWith("kernel") && Double.isFinite(ratio.ratio()))
                    ratios.computeIfAbsent(ratio.tensor(), _ -> new ArrayList<>())
                            .add(ratio.ratio());
        if (ratios.isEmpty()) return Outcome.leftOut("no kernel is trained");
        double high = evidence.get(Threshold.LARGE_UPDATE);
        double low = evidence.get(Threshold.SMALL_UPDATE);
        Map<String, Double> large = new LinkedHashMap<>();
        Map<String, Double> small = new LinkedHashMap<>();
        ratios.forEach((tensor, all) -> {
            double late = middle(all.subList(all.size() / 2, all.size()));
            double most = all.stream().mapToDouble(r -> r).max().orElseThrow();
            if (late > high) large.put(tensor, late);
            if (most < low) small.put(tensor, most);
        });
        if (!large.isEmpty())
            return new Outcome.Found(finding(evidence, true, large, updates.size(), high));
        if (!small.isEmpty() && !evidence.learned())
            return new Outcome.Found(finding(evidence, false, small, updates.size(), low));
        return new Outcome.Healthy();
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private Finding finding(
            Evidence evidence, boolean large, Map<String, Double> bad, int steps, double limit) {
        List<String> observed = new ArrayList<>();
        bad.forEach((tensor, ratio) ->
                observed.add(
                        "%s moved by %s of its length a step, %s of %s looked at"
                                .formatted(
                                        tensor,
                                        Words.percent(ratio),
                                        large ? "in the middle" : "at most",
                                        Words.count(steps, "step"))));
        Map.Entry<String, Double> first = bad.entrySet().iterator().next();
        Optional<Fix> fix = Remedies.rate(evidence.learner(), large ? 0.1 : 10);
        return new Finding(
                code(),
                Severity.WARNING,
                "steps too %s: %s moves by %s of its length a step"
                        .formatted(
                                large ? "long" : "short",
                                first.getKey(),
                                Words.percent(first.getValue())),
                observed,
                "‖Δw‖/‖w‖ of a kernel %s %s; %s is usual"
                        .formatted(
                                large ? "above" : "below", Words.number(limit), Words.number(1e-3)),
                source(),
                List.copyOf(bad.keySet()),
                large ? "Lower the learning rate." : "Raise the learning rate.",
                fix);
    }
}
