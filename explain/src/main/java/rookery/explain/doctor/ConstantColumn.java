package rookery.explain.doctor;

import java.util.List;

/**
 * A column that is the same in all training rows. Nothing can be learned from it; its weights stay as
 * they were drawn and are noise for rows that differ. Our own rule.
 */
final class ConstantColumn implements Check {

    @Override
    public String code() {
        return "constant-column";
    }

    @Override
    public String source() {
        return "our own rule";
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
        Plan plan = evidence.plan();
        List<String> constant =
                InputColumn.of(plan).stream()
                        .filter(column -> column.constant(plan.training().features()))
                        .map(InputColumn::name)
                        .toList();
        if (constant.isEmpty()) return new Outcome.Healthy();
        boolean all = constant.size() == InputColumn.of(plan).size();
        String rows = Words.count(plan.training().rows(), "training row");
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.NOTE,
                        "%s: the same in all rows".formatted(Words.list(constant)),
                        constant.stream()
                                .map(column ->
                                        "%s is the same in all of %s".formatted(column, rows))
                                .toList(),
                        "no column that never varies",
                        source(),
                        constant,
                        all
                                ? "No column varies, so that all rows get one answer, for which no"
                                        + " hidden layer is needed: find columns that tell the"
                                        + " target."
                                : "Leave it out: nothing is learned from it, and rows in which it"
                                        + " differs are answered by weights that were never"
                                        + " trained.",
                        InputColumn.without(plan, constant)));
    }
}
