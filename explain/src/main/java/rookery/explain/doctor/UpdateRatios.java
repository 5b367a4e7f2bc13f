package rookery.explain.doctor;

import rookery.explain.UpdateRatio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps are too long or too short for a tensor.
 *
 * <pre>
 *   ‖Δw‖ / ‖w‖ of a kernel:   1e-3 is usual, warn outside 1e-4 … 1e-2
 * </pre>
 *
 * Too long: in the middle one of some steps of the later half of the training; or at the very first
 * step above 0.5, which throws away what the weights began as. Too short: all kernels in all of the
 * steps, the first included, since a network that has learned its rows moves little; and it has not
 * learned them. A kernel that does not move at all, or alone, has another trouble than the rate.
 * Biases begin at 0 and have no such ratio; nor has a kernel that shrank to a hundredth of its length,
 * as under a heavy penalty.
 */
final class UpdateRatios implements Check {

    private static final double USUAL = 1e-3;
    private static final double SHRUNK = 0.01;

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

    /**
     * A kernel with a ratio out of the range.
     *
     * @param when the ratio was seen
     */
    private record Bad(String tensor, double ratio, String when) {

        String sentence() {
            return "%s moved by %s of its length %s".formatted(tensor, Words.percent(ratio), when);
        }
    }

    @Override
    public Outcome examine(Evidence evidence) {
        List<Evidence.Update> updates = evidence.updates();
        if (updates.isEmpty()) return Outcome.leftOut("no step can be taken again");
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        Map<String, Double> lengths = new LinkedHashMap<>();
        for (Evidence.Update update : updates)
            for (UpdateRatio ratio : update.ratios())
                if (ratio.tensor().endsWith("kernel")
                        && Double.isFinite(ratio.ratio())
                        && ratio.weight()
                                >= SHRUNK
                                        * lengths.computeIfAbsent(
                                                ratio.tensor(), _ -> ratio.weight()))
                    ratios.computeIfAbsent(ratio.tensor(), _ -> new ArrayList<>())
                            .add(ratio.ratio());
        if (ratios.isEmpty()) return Outcome.leftOut("no kernel is trained");
        List<Bad> large = large(evidence, ratios, updates.getFirst().step() == 0);
        if (!large.isEmpty()) return new Outcome.Found(tooLong(evidence, large));
        List<Bad> small = small(evidence, ratios, updates.size());
        if (small.size() == ratios.size() && !evidence.learned())
            return new Outcome.Found(tooShort(evidence, small));
        return new Outcome.Healthy();
    }

    private static List<Bad> large(
            Evidence evidence, Map<String, List<Double>> ratios, boolean fromStart) {
        List<Bad> large = new ArrayList<>();
        ratios.forEach((tensor, all) -> {
            double late = middle(all.subList(all.size() / 2, all.size()));
            if (late > evidence.get(Threshold.LARGE_UPDATE))
                large.add(new Bad(tensor, late, "at the middle one of some late steps"));
            else if (fromStart && all.getFirst() > evidence.get(Threshold.FIRST_UPDATE))
                large.add(new Bad(tensor, all.getFirst(), "at the first step"));
        });
        return large;
    }

    private static List<Bad> small(Evidence evidence, Map<String, List<Double>> ratios, int steps) {
        List<Bad> small = new ArrayList<>();
        ratios.forEach((tensor, all) -> {
            double most = all.stream().mapToDouble(ratio -> ratio).max().orElseThrow();
            if (most > 0 && most < evidence.get(Threshold.SMALL_UPDATE))
                small.add(
                        new Bad(
                                tensor,
                                most,
                                "at the longest of %s".formatted(Words.count(steps, "step"))));
        });
        return small;
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private Finding tooLong(Evidence evidence, List<Bad> bad) {
        return new Finding(
                code(),
                Severity.WARNING,
                "steps too long: " + bad.getFirst().sentence(),
                bad.stream().map(Bad::sentence).toList(),
                "‖Δw‖/‖w‖ of a kernel above %s in the later half, or above %s at the first step"
                        .formatted(
                                Words.number(evidence.get(Threshold.LARGE_UPDATE)),
                                Words.number(evidence.get(Threshold.FIRST_UPDATE))),
                source(),
                bad.stream().map(Bad::tensor).toList(),
                "Lower the learning rate.",
                Remedies.rate(evidence, 0.1));
    }

    private Finding tooShort(Evidence evidence, List<Bad> bad) {
        return new Finding(
                code(),
                Severity.WARNING,
                "steps too short: " + bad.getFirst().sentence(),
                bad.stream().map(Bad::sentence).toList(),
                "‖Δw‖/‖w‖ of a kernel below %s at all steps, %s is usual, and little is learned"
                        .formatted(
                                Words.number(evidence.get(Threshold.SMALL_UPDATE)),
                                Words.number(USUAL)),
                source(),
                bad.stream().map(Bad::tensor).toList(),
                "Raise the learning rate.",
                Remedies.rate(evidence, 10));
    }
}
