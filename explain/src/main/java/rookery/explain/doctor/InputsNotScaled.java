package rookery.explain.doctor;

import rookery.Dataset;
import rookery.layers.BatchNormalization;
import rookery.layers.Layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Inputs are not scaled: numbers far from 0, or of unlike sizes.
 *
 * <pre>
 *   |mean| &gt; 3·std of a column        or        largest std &gt; 10 · smallest std
 * </pre>
 *
 * Columns that are constant are left out, and so are those within [−1, 1], whose mean does no harm.
 * Spreads are compared only between columns whose largest values differ as much: a number that is
 * mostly 0 has a small spread at any scale. CS231n, "Setting up the data".
 */
final class InputsNotScaled implements Check {

    private static final double UNIT = 1;

    @Override
    public String code() {
        return "inputs-not-scaled";
    }

    @Override
    public String source() {
        return "CS231n, data preprocessing";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Layer first = evidence.learner().network().layers().getFirst();
        if (first instanceof BatchNormalization)
            return Outcome.leftOut("the network normalizes its inputs by itself");
        Rows rows = evidence.rows();
        return examine(
                rows.training(),
                rows.inputs(),
                rows.numbers(),
                evidence.get(Threshold.OFF_CENTER),
                evidence.get(Threshold.UNEQUAL_SPREAD),
                Remedies.scaled(evidence));
    }

    /**
     * A column's numbers.
     *
     * @param name of the input
     * @param mean over the rows
     * @param std over the rows
     * @param largest |x|
     */
    record Spread(String name, double mean, double std, double largest) {

        /** |mean| in standard deviations. */
        double offCenter() {
            return Math.abs(mean) / std;
        }

        static Spread of(Dataset data, int column, String name) {
            int rows = data.rows();
            double mean = 0;
            double squares = 0;
            double largest = 0;
            for (int row = 0; row < rows; row++) {
                double x = data.features().get(row, column);
                double d = x - mean;
                mean += d / (row + 1);
                squares += d * (x - mean);
                largest = Math.max(largest, Math.abs(x));
            }
            return new Spread(name, mean, Math.sqrt(squares / rows), largest);
        }
    }

    /**
     * Looks at rows before or after a training.
     *
     * @param numbers places of the inputs that are numbers
     * @param offCenter the largest |mean| / std
     * @param ratio the largest ratio of two stds
     * @param remedy what scales them
     */
    Outcome examine(
            Dataset data,
            List<String> names,
            List<Integer> numbers,
            double offCenter,
            double ratio,
            Remedy remedy) {
        List<Spread> columns = new ArrayList<>();
        for (int column : numbers) {
            Spread spread = Spread.of(data, column, names.get(column));
            if (spread.std > 1e-6 * spread.largest) columns.add(spread);
        }
        if (columns.isEmpty()) return Outcome.leftOut("no input is a number that varies");
        List<Spread> off =
                columns.stream()
                        .filter(c -> c.offCenter() > offCenter && c.largest > UNIT)
                        .sorted(Comparator.comparing(Spread::offCenter).reversed())
                        .toList();
        Spread widest = columns.stream().max(Comparator.comparing(Spread::std)).orElseThrow();
        Optional<Spread> narrow =
                columns.stream()
                        .filter(c -> widest.std > ratio * c.std)
                        .filter(c -> widest.largest > ratio * c.largest)
                        .min(Comparator.comparing(Spread::std));
        if (off.isEmpty() && narrow.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(finding(columns, off, widest, narrow, offCenter, ratio, remedy));
    }

    private Finding finding(
            List<Spread> columns,
            List<Spread> off,
            Spread widest,
            Optional<Spread> narrow,
            double offCenter,
            double ratio,
            Remedy remedy) {
        List<String> observed = new ArrayList<>();
        off.forEach(c ->
                observed.add(
                        "%s: mean %s, standard deviation %s: %s of them away from 0"
                                .formatted(
                                        c.name,
                                        Words.number(c.mean),
                                        Words.number(c.std),
                                        Words.number(c.offCenter()))));
        narrow.ifPresent(c ->
                observed.add(
                        "%s has a standard deviation of %s, %s of %s: %s times as much"
                                .formatted(
                                        widest.name,
                                        Words.number(widest.std),
                                        c.name,
                                        Words.number(c.std),
                                        Words.number(widest.std / c.std))));
        List<String> where = new ArrayList<>(off.stream().map(Spread::name).toList());
        narrow.ifPresent(c -> {
            if (!where.contains(widest.name)) where.add(widest.name);
            if (!where.contains(c.name)) where.add(c.name);
        });
        return new Finding(
                code(),
                Severity.WARNING,
                summary(columns, off, widest, narrow),
                observed,
                "|mean| > %s standard deviations, or standard deviations that differ more than %s-fold"
                        .formatted(Words.number(offCenter), Words.number(ratio)),
                source(),
                where,
                "Standardize the inputs, so that all weights learn at a like speed.",
                remedy);
    }

    private static String summary(
            List<Spread> columns, List<Spread> off, Spread widest, Optional<Spread> narrow) {
        return off.isEmpty()
                ? "unlike sizes: %s spreads %s times as far as %s"
                        .formatted(
                                widest.name,
                                Words.number(widest.std / narrow.orElseThrow().std),
                                narrow.orElseThrow().name)
                : "%d of %s far from 0, %s by %s standard deviations"
                        .formatted(
                                off.size(),
                                Words.count(columns.size(), "number"),
                                off.getFirst().name,
                                Words.number(off.getFirst().offCenter()));
    }
}
