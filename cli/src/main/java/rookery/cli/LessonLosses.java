package rookery.cli;

import static rookery.cli.LessonPage.factor;
import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.CrossEntropy;
import rookery.explain.SoftmaxSteps;
import rookery.explain.lesson.Mlp;
import rookery.explain.lesson.PenguinPass;
import rookery.explain.lesson.RowLosses;
import rookery.explain.lesson.RowLosses.RowLoss;
import rookery.explain.lesson.SoftmaxOfRow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lesson's screens from a penguin's measures to its loss. */
final class LessonLosses {

    private LessonLosses() {}

    /** The loss of some rows, taken apart. */
    static void crossEntropy(LessonPage page, RowLosses rows) {
        page.say(
                "How far are the predicted probabilities q from the truth p? Cross-entropy is what"
                        + " p itself leaves open, plus the part that learning can take away:");
        page.space();
        page.formula(
                "H(p, q) = −Σ p·ln q  =  H(p) + D(p‖q)",
                "H(p)    = −Σ p·ln p         D(p‖q) = Σ p·ln(p/q)");
        page.space();
        page.say(
                "The trained network on three of its rows: the surest, the least sure, the most"
                        + " wrong; and the least sure again, with soft labels:");
        page.space();
        List<List<String>> table = new ArrayList<>();
        table.add(row("surest", rows.surest(), rows.surest().crossEntropy()));
        table.add(row("unsure", rows.undecided(), rows.undecided().crossEntropy()));
        table.add(row("wrong", rows.worst(), rows.worst().crossEntropy()));
        table.add(row("soft", rows.undecided(), rows.soft()));
        page.table(List.of("", "row", "species", "p", "q", "H(p)", "D(p‖q)", "H(p, q)"), table);
        page.space();
        page.say(
                "One-hot p leaves nothing open. Soft labels do: label smoothing %s puts a loss"
                    + " below H(p) = %s out of reach. The mean of H(p, q) over all training rows,"
                    + " %s, is the loss that the training reports in the end: %s.",
                rows.smoothing(),
                number(rows.soft().entropy()),
                number(rows.meanOfRows()),
                number(rows.loss()));
        page.space();
        binary(page, rows.binary());
        page.space();
        page.say(
                "Where a class that occurs has q = 0, H(p, q) is %s; a loss that clips q at 1e-7,"
                        + " like Keras's, gives %s instead.",
                shown(rows.impossible().crossEntropy()), number(rows.impossible().clipped()));
        page.tryOut("evaluate penguins-1 penguins", "train penguins --loss kl_divergence");
    }

    private static void binary(LessonPage page, CrossEntropy row) {
        CrossEntropy.Term yes = row.terms().getFirst();
        page.say("Two classes can do with one p and one q. The least sure row:");
        page.formula(
                "−p·ln q − (1−p)·ln(1−q)",
                text(
                        "  = −%.0f·ln %s − %.0f·ln %s = %s",
                        yes.p(),
                        number(yes.q()),
                        row.terms().get(1).p(),
                        number(row.terms().get(1).q()),
                        shown(row.crossEntropy())));
    }

    private static List<String> row(String what, RowLoss row, CrossEntropy loss) {
        List<CrossEntropy.Term> terms = loss.terms();
        return List.of(
                what,
                Integer.toString(row.penguin().row()),
                row.penguin().species(),
                text("(%s, %s)", share(terms.get(0).p()), share(terms.get(1).p())),
                text("(%.4f, %.4f)", terms.get(0).q(), terms.get(1).q()),
                text("%.4f", loss.entropy()),
                shown(loss.divergence()),
                shown(loss.crossEntropy()));
    }

    /** 0, 1, 0.95. */
    private static String share(double p) {
        return p == Math.rint(p) ? text("%.0f", p) : text("%.2f", p);
    }

    private static String shown(Optional<Double> value) {
        return value.map(v -> text("%.4f", v)).orElse("undefined");
    }

    /** Softmax of one row. */
    static void softmax(LessonPage page, SoftmaxOfRow shown) {
        SoftmaxSteps steps = shown.steps();
        page.say(
                "The last layer gives each class a number z, a logit. Softmax makes probabilities"
                        + " of them: positive, and 1 together.");
        page.space();
        page.formula("q_k = exp(z_k) / Σ_j exp(z_j)");
        page.space();
        page.say(
                "Row %d, a %s, is the penguin the trained network is least sure of:",
                shown.row().penguin().row(), shown.row().penguin().species());
        page.space();
        page.table(
                List.of("", "Adelie", "not Adelie"),
                List.of(
                        cells("logits              z", steps.logits()),
                        cells("minus the largest   z − m", steps.shifted()),
                        cells("exponentials        e = exp(z − m)", steps.exponentials()),
                        cells("probabilities       q = e / Σe", steps.probabilities())));
        page.space();
        page.formula(text("m = %s        Σe = %s", number(steps.max()), number(steps.sum())));
        page.space();
        page.say(
                "The network's own q, in single precision, are %s and %s: off by at most %s.",
                text("%.8f", shown.row().probabilities().get(0)),
                text("%.8f", shown.row().probabilities().get(1)),
                text("%.0e", shown.difference()));
        page.space();
        page.say(
                "Why subtract the largest? Only differences count, as exp(−m) cancels out. But"
                    + " exp(z) overflows in single precision above z = %.2f. The same logits, each"
                    + " raised by %.0f, would need exp(%.2f), which is infinite there; with the"
                    + " largest subtracted they give q = %s and %s, the same as before.",
                shown.limit(),
                shown.raised(),
                shown.raisedSteps().logits().getFirst(),
                number(shown.raisedSteps().probabilities().get(0)),
                number(shown.raisedSteps().probabilities().get(1)));
        page.tryOut("predict penguins-1 penguins");
    }

    private static List<String> cells(String what, List<Double> values) {
        List<String> cells = new ArrayList<>(List.of(what));
        values.forEach(value -> cells.add(number(value)));
        return cells;
    }

    /** A row's way through the small network. */
    static void mlp(LessonPage page, Mlp mlp) {
        PenguinPass row = mlp.row();
        page.say(
                "A multilayer perceptron: each unit adds up what comes in, weighted, and a bias;"
                    + " the hidden ones pass on what is above 0 (relu), the outputs are made"
                    + " probabilities (softmax). To see every number, a small one: 3-3-2, %d"
                    + " parameters, trained like the large one (accuracy %s, of the others %s).",
                mlp.parameters(), number(mlp.accuracy()), number(mlp.validationAccuracy()));
        page.space();
        page.say(
                "Row %d, %s %s, on its way:",
                row.penguin().row(),
                row.penguin().species().startsWith("A") ? "an" : "a",
                row.penguin().species());
        page.space();
        drawing(page, mlp);
        page.space();
        page.table(
                List.of("W^I", "→ h0", "→ h1", "→ h2"),
                weights(mlp.inputs(), mlp.hiddenKernel(), mlp.hiddenBias()));
        page.space();
        page.table(
                List.of("W^H", "→ Adelie", "→ not Adelie"),
                weights(List.of("h0", "h1", "h2"), mlp.outputKernel(), mlp.outputBias()));
        page.space();
        page.say("Unit h0, and the first output, added up:");
        page.formula(
                text(
                        "z0 = %s = %s",
                        sum(row.penguin().inputs(), mlp.hiddenKernel(), mlp.hiddenBias()),
                        number(row.sums().getFirst())),
                text(
                        "o0 = %s = %s",
                        sum(row.hidden(), mlp.outputKernel(), mlp.outputBias()),
                        number(row.logits().getFirst())));
        page.tryOut("train penguins --hidden 3 --name mlp", "summary mlp");
    }

    private static void drawing(LessonPage page, Mlp mlp) {
        PenguinPass row = mlp.row();
        String[] joints = {"┬", "┼", "┴"};
        page.show("                                 hidden               output");
        page.show("input x                     z       h = relu(z)     o         q       p");
        for (int k = 0; k < 3; k++) {
            StringBuilder line = new StringBuilder();
            line.append(
                    text(
                            "%-17s%8s ─%s─ ",
                            mlp.inputs().get(k), number(row.penguin().inputs().get(k)), joints[k]));
            line.append(
                    text(
                            "%7s → %7s ─%s",
                            number(row.sums().get(k)), number(row.hidden().get(k)), joints[k]));
            if (k != 1) {
                int out = k / 2;
                line.append(
                        text(
                                "─ %7s → %6s  %.0f",
                                number(row.logits().get(out)),
                                number(row.probabilities().get(out)),
                                row.penguin().target().get(out)));
            }
            page.show("%s", line);
        }
        page.show("H(p, q) = %s", number(row.loss()));
    }

    private static List<List<String>> weights(
            List<String> from, List<List<Double>> kernel, List<Double> bias) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) rows.add(cells(from.get(i), kernel.get(i)));
        rows.add(cells("bias", bias));
        return rows;
    }

    /** The first unit's sum in full. */
    private static String sum(List<Double> x, List<List<Double>> kernel, List<Double> bias) {
        double b = bias.getFirst();
        return IntStream.range(0, x.size())
                        .mapToObj(i -> factor(x.get(i)) + "·" + factor(kernel.get(i).getFirst()))
                        .collect(Collectors.joining(" + "))
                + (b < 0 ? " - " : " + ")
                + number(Math.abs(b));
    }
}
