package rookery.explain.race;

import java.util.List;

/**
 * How learning rates are chosen: each racer is tried with the same rates, for the same number of
 * epochs, from one start that is not raced; the lowest training loss wins, of equals the lowest rate.
 *
 * @param rates that are tried, ascending
 * @param epochs of a trial
 * @param seed of the start
 * @param gradientEvaluations of one racer's trials: the budget, the same for all
 */
public record Tuning(List<Double> rates, int epochs, long seed, long gradientEvaluations) {

    /** Keeps a copy. */
    public Tuning {
        rates = List.copyOf(rates);
    }
}
