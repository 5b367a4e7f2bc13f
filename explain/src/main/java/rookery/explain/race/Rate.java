package rookery.explain.race;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;

import java.util.List;

/**
 * The learning rate of a racer.
 *
 * @param text as it is written: {@code 0.01}, {@code cosine_decay(0.1, 1000)}
 * @param source where it is from
 * @param trials of the rates that were tried for it, ascending; empty unless it was tuned
 */
public record Rate(String text, Source source, List<Trial> trials) {

    /** Keeps a copy. */
    public Rate {
        trials = List.copyOf(trials);
    }

    /** Where a learning rate is from. */
    public enum Source {
        /** Chosen among some. */
        TUNED,
        /** By the user. */
        GIVEN,
        /** The optimizer's own, as nothing was tuned. */
        USUAL
    }

    /**
     * Short trainings with some learning rate.
     *
     * @param rate the rate
     * @param loss the mean over the steps of the second half, and over the starts; infinite if one
     *     diverged
     */
    public record Trial(double rate, double loss) {}

    /** Whether a rate was chosen beyond which none was tried: a better one may lie there. */
    public boolean atEdge() {
        return source == Source.TUNED
                && (text.equals(text(trials.getFirst().rate()))
                        || text.equals(text(trials.getLast().rate())));
    }

    static String text(double rate) {
        return LearningRate.NAMES.textOf(new Constant(rate));
    }
}
