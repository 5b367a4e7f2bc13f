package rookery.explain.doctor;

import rookery.Dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A column that tells the target all by itself, while most others do not: often what was written
 * down after the target was known, and is not there when a prediction is wanted.
 *
 * <pre>
 *   skill ≥ 0.99 of the best rule on the column alone, see {@link OneColumn}
 * </pre>
 *
 * A column may be that good rightly, which only the user can tell. It is left out where there is no
 * other column. What leakage is: Kaufman et al. 2012, doi:10.1145/2382577.2382579; rule and threshold
 * are our own.
 */
final class Leakage implements Check {

    private static final int MOST_CLASSES = 50;

    /** Row times class squared times column that are looked at. */
    private static final double MOST_WORK = 2e8;

    private static final int FEWEST_ROWS = 500;

    /** A column and its skill. */
    private record Skill(InputColumn column, double value) {}

    @Override
    public String code() {
        return "leakage";
    }

    @Override
    public String source() {
        return "Kaufman et al. 2012; threshold our own";
    }

    @Override
    public Needs needs() {
        return Needs.REPLAY;
    }

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Rows rows = evidence.rows();
        if (rows.kind() == Rows.Kind.LABELS)
            return Outcome.leftOut("several labels are predicted at once");
        int classes = rows.classes().size();
        if (rows.kind() == Rows.Kind.NUMBERS && rows.training().targets().cols() > 1)
            return Outcome.leftOut("several numbers are predicted at once");
        if (classes > MOST_CLASSES) return Outcome.leftOut("there are more than 50 classes");
        List<InputColumn> columns = InputColumn.of(evidence.plan());
        if (columns.size() < 2) return Outcome.leftOut("there is one column only");
        double per = (double) Math.max(1, classes * classes) * columns.size();
        int most =
                (int)
                        Math.clamp(
                                MOST_WORK / per, FEWEST_ROWS, rows.training().rows() + FEWEST_ROWS);
        Dataset sample = Evidence.spread(evidence.sample(), most);
        List<Skill> skills = new ArrayList<>();
        for (InputColumn column : columns) {
            skills.add(new Skill(column, OneColumn.skill(sample, column, classes)));
            evidence.tick();
        }
        double least = evidence.get(Threshold.LEAKAGE);
        skills.sort(Comparator.comparing(Skill::value).reversed());
        List<Skill> telling = skills.stream().filter(skill -> skill.value() >= least).toList();
        if (telling.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence.plan(), telling, skills, least, classes > 0));
    }

    private Finding finding(
            Plan plan, List<Skill> telling, List<Skill> all, double least, boolean classes) {
        List<String> names = InputColumn.names(telling.stream().map(Skill::column).toList());
        List<String> observed = new ArrayList<>();
        for (Skill skill : telling)
            observed.add(
                    "%s alone removes %s of %s"
                            .formatted(
                                    skill.column().name(),
                                    Words.percent(skill.value()),
                                    classes
                                            ? "the mistakes of always saying the largest class"
                                            : "the target's variance, by ranks"));
        if (all.size() > telling.size()) {
            Skill next = all.get(telling.size());
            observed.add(
                    "the best of the others, %s, %s"
                            .formatted(next.column().name(), Words.percent(next.value())));
        }
        return new Finding(
                code(),
                Severity.WARNING,
                "%s tells the target all alone: %s"
                        .formatted(names.getFirst(), Words.percent(telling.getFirst().value())),
                observed,
                "one column that removes at least %s of the mistakes"
                        .formatted(Words.percent(least)),
                source(),
                names,
                "Ask whether it is known when a prediction is wanted. If not, leave it out, and"
                    + " expect less of the network: it has not learned the target, but read it.",
                InputColumn.without(plan, names));
    }
}
