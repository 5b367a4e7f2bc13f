package rookery.explain.race;

import rookery.Trainer;
import rookery.explain.landscape.Landscape;
import rookery.optimizers.Optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came out of a race, put together.
 *
 * @param optimizers of the racers, with their learning rates
 * @param rates of the racers
 * @param starts what each racer did from each start; in one that was stopped some did nothing
 */
record Results(
        RacePlan plan,
        List<Optimizer> optimizers,
        List<Rate> rates,
        List<List<Optional<Descent>>> starts) {

    /** The race. */
    Race race(Optional<Landscape> landscape, boolean finished, List<String> notes) {
        int[] there =
                IntStream.range(0, rates.size())
                        .filter(k -> starts.getFirst().get(k).isPresent())
                        .toArray();
        Target target =
                Target.of(plan.target(), IntStream.of(there).mapToObj(this::descents).toList());
        List<Entry> entries =
                ranked(IntStream.of(there).mapToObj(k -> entry(k, target.loss())).toList());
        List<String> all = new ArrayList<>(notes(there, finished));
        all.addAll(notes);
        return new Race(
                plan.fit().epochs(),
                plan.training().rows(),
                plan.validation().map(rows -> rows.rows()).orElse(0),
                plan.learner().network().parameterCount(),
                descents(there[0]).stream().map(Descent::seed).toList(),
                plan.tuning(),
                target,
                entries,
                landscape,
                finished,
                all);
    }

    private List<Descent> descents(int k) {
        return starts.stream().map(start -> start.get(k).orElseThrow()).toList();
    }

    private Entry entry(int k, double target) {
        Racer racer = plan.racers().get(k);
        List<Descent> descents = descents(k);
        Trainer trainer = Track.trainer(plan, racer, optimizers.get(k), plan.fit().seed());
        return new Entry(
                racer.name(),
                Optimizer.NAMES.describe(optimizers.get(k)),
                trainer.batchSize(),
                trainer.stepsPerEpoch(),
                rates.get(k),
                0,
                Band.of(descents.stream().mapToDouble(Descent::finalLoss)),
                plan.validation()
                        .map(_ ->
                                Band.of(
                                        descents.stream()
                                                .mapToDouble(Descent::bestValidationLoss))),
                Band.of(descents.stream().mapToDouble(Descent::seconds)),
                Target.Reached.of(target, descents),
                descents);
    }

    /** With their ranks: one more than there are better ones. */
    static List<Entry> ranked(List<Entry> entries) {
        return entries.stream()
                .map(entry ->
                        entry.withRank(
                                1
                                        + (int)
                                                entries.stream()
                                                        .filter(other ->
                                                                other.finalLoss().median()
                                                                        < entry.finalLoss()
                                                                                .median())
                                                        .count()))
                .toList();
    }

    private List<String> notes(int[] there, boolean finished) {
        List<String> notes = new ArrayList<>();
        if (!finished)
            notes.add(
                    "stopped in start %d of %d: %s"
                            .formatted(
                                    starts.size() + (there.length < rates.size() ? 0 : 1),
                                    plan.starts(),
                                    there.length < rates.size()
                                            ? "%d of %d racers had finished"
                                                    .formatted(there.length, rates.size())
                                            : "the starts before count"));
        for (int k : there) {
            Rate rate = rates.get(k);
            String name = plan.racers().get(k).name();
            if (rate.source() == Rate.Source.TUNED
                    && rate.trials().stream().allMatch(t -> Double.isInfinite(t.loss())))
                notes.add(name + ": diverged with each learning rate that was tried");
            else if (rate.atEdge())
                notes.add(
                        "%s: %s is the %s learning rate that was tried; a better one may lie beyond"
                                .formatted(
                                        name,
                                        rate.text(),
                                        rate.text()
                                                        .equals(
                                                                Rate.text(
                                                                        rate.trials()
                                                                                .getFirst()
                                                                                .rate()))
                                                ? "lowest"
                                                : "highest"));
        }
        return notes;
    }
}
