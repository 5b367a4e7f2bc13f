package rookery.cli;

import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.LayerActivity;
import rookery.explain.lesson.Finding;
import rookery.explain.lesson.Finding.Training;
import rookery.report.lesson.Block;
import rookery.report.lesson.Charts;

import java.util.List;
import java.util.stream.Collectors;

/** What the lecture's line did, the evidence and the cure. */
final class LessonFinding {

    private LessonFinding() {}

    /** Shows it. */
    static void print(LessonPage page, Finding finding) {
        Training raw = finding.raw();
        int units = raw.after().units().size();
        page.say(
                "The lecture's compile line with plain sgd, rate %s, batches of %d, %d epochs, on"
                        + " the penguins as they are, in millimetres; and on the same penguins"
                        + " standardized:",
                finding.learningRate(), finding.batchSize(), finding.epochs());
        page.space();
        page.table(
                List.of("inputs", "loss", "accuracy", "loss of the others", "accuracy"),
                List.of(row("millimetres", raw), row("standardized", finding.standardized())));
        page.space();
        page.say(
                "In millimetres it learned nothing, and Keras does not say so. The evidence: a loss"
                    + " of %s is the entropy of the class frequencies, %s, and an accuracy of %s is"
                    + " the share of the larger class, %s: what one gets without looking at the"
                    + " penguin.",
                number(raw.loss()),
                number(finding.entropy()),
                number(raw.accuracy()),
                number(finding.majority()));
        page.chart(probabilities("in millimetres", finding, raw));
        page.chart(probabilities("standardized", finding, finding.standardized()));
        page.space();
        why(page, raw, finding.standardized());
        cure(page, finding, units);
        page.tryOut(
                "train penguins --scale none --name raw", "activity raw", "activity penguins-1");
    }

    private static void why(LessonPage page, Training raw, Training standardized) {
        int units = raw.after().units().size();
        page.say(
                "Why? On how many of 100 rows each of the %d hidden units is on, in millimetres"
                        + " (mm) and standardized (std), before and after:",
                units);
        page.space();
        page.show("mm, before  %s", activity(raw.before()));
        page.show("mm, after   %s", activity(raw.after()));
        page.show("std, before %s", activity(standardized.before()));
        page.show("std, after  %s", activity(standardized.after()));
        page.chart(units(raw, standardized));
        page.space();
        page.say("%s", cause(raw, units));
    }

    private static void cure(LessonPage page, Finding finding, int units) {
        page.say(
                "With %d other seeds all units were dead %d times, and %d times nothing was"
                        + " learned.",
                finding.seeds().tried(),
                finding.seeds().allDead(),
                finding.seeds().learnedNothing());
        page.space();
        page.say(
                "The cure is to standardize: subtract the mean, divide by the deviation. %d of %d"
                        + " units then tell penguins apart, and the same line reaches %s.",
                telling(finding.standardized().after()),
                units,
                number(finding.standardized().accuracy()));
    }

    private static Block.Chart probabilities(String inputs, Finding finding, Training training) {
        return Charts.probabilities(
                text(
                        "How sure the network is that each training penguin is an Adelie, %s.",
                        inputs),
                "probability of " + finding.classes().getFirst(),
                finding.classes(),
                training.probabilities());
    }

    private static Block.Chart units(Training raw, Training standardized) {
        return Charts.activity(
                "The same, a cell a unit: the brighter, the more rows switch it on.",
                List.of(
                        "millimetres, before",
                        "millimetres, after",
                        "standardized, before",
                        "standardized, after"),
                List.of(raw.before(), raw.after(), standardized.before(), standardized.after()));
    }

    private static List<String> row(String name, Training training) {
        return List.of(
                name,
                number(training.loss()),
                number(training.accuracy()),
                number(training.validationLoss()),
                number(training.validationAccuracy()));
    }

    private static String activity(LayerActivity hidden) {
        return hidden.units().stream()
                .map(unit -> text("%3.0f", 100 * unit.on()))
                .collect(Collectors.joining(" "));
    }

    /** How many units are on for some rows and off for others. */
    private static int telling(LayerActivity hidden) {
        return hidden.units().size() - hidden.dead().size() - hidden.alwaysOn().size();
    }

    private static String cause(Training raw, int units) {
        LayerActivity before = raw.before();
        String cause =
                text(
                        "All inputs are positive and far from 0 compared with their spread, so w·x"
                                + " has the same sign for all penguins: before the first step %d"
                                + " units were on for every penguin, %d for none, %d told them"
                                + " apart.",
                        before.alwaysOn().size(), before.dead().size(), telling(before));
        return cause
                + raw.lastDeath()
                        .map(step ->
                                text(
                                        " After %d steps all %d were dead for good: a unit that is"
                                                + " never on gets no gradient. Only the biases of"
                                                + " the outputs go on learning, and all they can"
                                                + " learn is how frequent the classes are.",
                                        step, units))
                        .orElse(
                                text(
                                        " In the end %d of %d were dead.",
                                        raw.after().dead().size(), units));
    }
}
