package rookery.explain.race;

import java.util.List;

/**
 * How learning rates are chosen: each racer tries the same rates, for the same number of epochs, from
 * the same starts, none of which is raced; the lowest loss wins, of equals the lowest rate. The loss
 * is that of the steps in the second half of a trial, their mean as training saw it: a single loss in
 * the end would prefer rates that leap about and happened to land well.
 *
 * <p>Short trials prefer rates that make fast progress to those that get far in the end: Wu et al.
 * 2018, arXiv:1803.02021.
 *
 * @param rates that are tried, ascending
 * @param epochs of a trial
 * @param seeds of the starts
 * @param gradientEvaluations of one racer's trials: the budget, the same for all
 */
public record Tuning(List<Double> rates, int epochs, List<Long> seeds, long gradientEvaluations) {

    /** Keeps copies. */
    public Tuning {
        rates = List.copyOf(rates);
        seeds = List.copyOf(seeds);
    }

    /** Epochs of all trials of one racer. */
    long allEpochs() {
        return (long) rates.size() * seeds.size() * epochs;
    }
}
