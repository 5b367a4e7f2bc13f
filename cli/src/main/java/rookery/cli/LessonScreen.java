package rookery.cli;

import rookery.explain.lesson.Compiling;
import rookery.explain.lesson.Descents;
import rookery.explain.lesson.Examination;
import rookery.explain.lesson.Finding;
import rookery.explain.lesson.Mlp;
import rookery.explain.lesson.OneDimension;
import rookery.explain.lesson.Penguins;
import rookery.explain.lesson.Recap;
import rookery.explain.lesson.RowLosses;
import rookery.explain.lesson.SingleWeight;
import rookery.explain.lesson.Slips;
import rookery.explain.lesson.SoftmaxOfRow;
import rookery.explain.lesson.Terrain;
import rookery.explain.lesson.UpdateRule;
import rookery.report.lesson.Screen;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One screen of {@link Lesson}.
 *
 * @param key its name in {@code --json}
 * @param topic its title
 * @param numbers computes what it shows
 * @param print says it
 */
record LessonScreen<R extends Record>(
        String key, String topic, Function<Penguins, R> numbers, BiConsumer<LessonPage, R> print) {

    /** All of them, in the lecture's order. */
    static final List<LessonScreen<?>> ALL =
            List.of(
                    screen("recap", "The penguins and the network", Recap::of, LessonBasics::recap),
                    screen(
                            "compile",
                            "What compile decides",
                            Compiling::of,
                            LessonBasics::compiling),
                    screen(
                            "update_rule",
                            "The update rule: one step, one weight",
                            UpdateRule::of,
                            LessonDescent::updateRule),
                    screen(
                            "descents",
                            "Full-batch, mini-batch and online descent",
                            Descents::of,
                            LessonDescent::descents),
                    screen(
                            "landscape",
                            "The loss landscape, and three paths over it",
                            Terrain::of,
                            LessonTerrain::print),
                    screen(
                            "cross_entropy",
                            "Cross-entropy, and what it is made of",
                            RowLosses::of,
                            LessonLosses::crossEntropy),
                    screen(
                            "softmax",
                            "Softmax, step by step",
                            SoftmaxOfRow::of,
                            LessonLosses::softmax),
                    screen(
                            "mlp",
                            "A penguin on its way through an MLP",
                            Mlp::of,
                            LessonLosses::mlp),
                    screen(
                            "backpropagation",
                            "Backpropagation in one dimension",
                            _ -> OneDimension.of(),
                            LessonBackprop::print),
                    screen(
                            "single_weight",
                            "The gradient of a single weight, path by path",
                            SingleWeight::of,
                            LessonGradients::singleWeight),
                    screen("slips", "Two slips in the slides", Slips::of, LessonGradients::slips),
                    screen(
                            "finding",
                            "The lecture's own line did not learn",
                            Finding::of,
                            LessonFinding::print),
                    screen(
                            "doctor",
                            "The doctor says why, and proves the cure",
                            Examination::of,
                            LessonExamination::print));

    private static <R extends Record> LessonScreen<R> screen(
            String key,
            String topic,
            Function<Penguins, R> numbers,
            BiConsumer<LessonPage, R> print) {
        return new LessonScreen<>(key, topic, numbers, print);
    }

    /**
     * A screen with what it is made of.
     *
     * @param numbers as {@code --json} has them
     * @param screen as it is read
     */
    record Shown(Record numbers, Screen screen) {}

    /** Computes it, and says it. */
    Shown shown(Penguins penguins) {
        R computed = numbers.apply(penguins);
        LessonPage page = new LessonPage();
        print.accept(page, computed);
        int number = ALL.indexOf(this) + 1;
        return new Shown(computed, new Screen(key, number, ALL.size(), topic, page.blocks()));
    }
}
