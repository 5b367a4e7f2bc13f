package rookery.schedules;

import java.util.Objects;

/**
 * The rate rises from low to high in the first part of training and falls far below in the rest.
 *
 * <pre>
 *   low = max / div,   end = low / finalDiv,   T = totalSteps,   p = pctStart
 *   two phases:    low → max until step p·T − 1,  → end until T − 1
 *   three phases:  low → max until p·T − 1,  → low until 2·p·T − 2,  → end until T − 1
 * </pre>
 *
 * Each phase is half a cosine or a straight line. Smith &amp; Topin 2017, arXiv:1708.07120;
 * PyTorch's OneCycleLR with its defaults, as Keras has none. PyTorch also turns the momentum the
 * other way round unless {@code cycle_momentum=False}: here the momentum stays. It refuses steps
 * after the last one; here the rate stays.
 *
 * @param maxLr the highest rate, positive
 * @param totalSteps at least 1
 * @param pctStart which part of the steps the rate rises in, in [0, 1], with three phases at most
 *     0.5; 0.3
 * @param annealStrategy the form of the phases; half a cosine
 * @param divFactor by what the highest rate is divided at the beginning, positive; 25
 * @param finalDivFactor by what that is divided at the end, positive; 10000
 * @param threePhase false
 */
public record OneCycle(
        double maxLr,
        long totalSteps,
        double pctStart,
        Annealing annealStrategy,
        double divFactor,
        double finalDivFactor,
        boolean threePhase)
        implements LearningRate {

    /** The form of a phase. */
    public enum Annealing {
        /** Half a cosine. */
        COS,

        /** A straight line. */
        LINEAR
    }

    /** PyTorch's defaults. */
    public OneCycle(double maxLr, long totalSteps) {
        this(maxLr, totalSteps, 0.3, Annealing.COS, 25, 1e4, false);
    }

    /** Checks the numbers. */
    public OneCycle {
        Objects.requireNonNull(annealStrategy, "OneCycle: annealStrategy");
        Arguments.positive("OneCycle", "maxLr", maxLr);
        Arguments.steps("OneCycle", "totalSteps", totalSteps);
        Arguments.fraction("OneCycle", "pctStart", pctStart);
        if (threePhase && pctStart > 0.5)
            throw new IllegalArgumentException(
                    "OneCycle: pctStart must be at most 0.5 with three phases, got " + pctStart);
        Arguments.positive("OneCycle", "divFactor", divFactor);
        Arguments.positive("OneCycle", "finalDivFactor", finalDivFactor);
    }

    @Override
    public double at(long step) {
        double low = maxLr / divFactor;
        double end = low / finalDivFactor;
        double last = totalSteps - 1;
        double risen = pctStart * totalSteps - 1;
        if (step <= risen) return between(low, maxLr, 0, risen, step);
        if (!threePhase) return between(maxLr, end, risen, last, step);
        double fallen = 2 * pctStart * totalSteps - 2;
        return step <= fallen
                ? between(maxLr, low, risen, fallen, step)
                : between(low, end, fallen, last, step);
    }

    /** From one rate to another; where a phase has no length it is at its end. */
    private double between(double from, double to, double start, double end, long step) {
        double part = end > start ? Math.min(1, (step - start) / (end - start)) : 1;
        return switch (annealStrategy) {
            case COS -> to + (from - to) * Cosine.half(part);
            case LINEAR -> (to - from) * part + from;
        };
    }
}
