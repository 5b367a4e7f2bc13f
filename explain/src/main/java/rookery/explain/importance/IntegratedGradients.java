package rookery.explain.importance;

import java.util.List;

/**
 * How much each column contributed to the answer on one row, against a baseline.
 *
 * <pre>
 *   attribution_i = (x_i − x′_i) · ∫₀¹ ∂f(x′ + α(x − x′))/∂x_i dα        Σ_i attribution_i = f(x) − f(x′)
 * </pre>
 *
 * Sundararajan, Taly &amp; Yan 2017, arXiv:1703.01365. f is the answer itself: the probability of a class,
 * not its logit, or the number predicted, in the units of the table. The integral is a sum by Simpson's
 * rule over 16 pieces of the path, which are halved where a kink or a bend needs it, until the errors
 * of all pieces add up to 1e-3 at most (1e-3 of f(x) − f(x′), or of a number's deviation, where that is
 * more). A column's inputs are added up; of an embedding, the numbers of its vector.
 *
 * @param row its number in the table, from 0
 * @param answer what is explained
 * @param value of the answer on the row, f(x)
 * @param baseline what the path begins at, in words
 * @param baselineValue of the answer there, f(x′)
 * @param attributions of the columns, the largest sizes first
 * @param points of the path where the gradient was taken
 * @param gap Σ attributions − (f(x) − f(x′))
 * @param tolerance what the gap should be within
 * @param complete whether it is, and so is each column's error
 */
public record IntegratedGradients(
        int row,
        Answer answer,
        double value,
        String baseline,
        double baselineValue,
        List<Attribution> attributions,
        int points,
        double gap,
        double tolerance,
        boolean complete) {

    /**
     * A column's contribution.
     *
     * @param column its name
     * @param value the row's, as the table has it; empty where it is missing
     * @param baselineValue the baseline's, in the table's terms
     * @param attribution in the answer's units
     */
    public record Attribution(
            String column, String value, String baselineValue, double attribution) {}

    /** Keeps its own list. */
    public IntegratedGradients {
        attributions = List.copyOf(attributions);
    }
}
