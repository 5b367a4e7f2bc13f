package rookery.explain.doctor;

import rookery.Run;
import rookery.explain.doctor.Check.Needs;
import rookery.formats.Replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * Looks at a recorded training for what commonly goes wrong.
 *
 * {@snippet :
 * Replay replay = Replay.of(new RunStore(Path.of("runs")).find("penguins-1"));
 * Diagnosis diagnosis = Doctor.usual().examine(replay);
 * diagnosis.findings().forEach(finding -> System.out.println(finding.summary()));
 * }
 *
 * @param thresholds what the checks compare with
 * @param only codes of the checks to make; empty for all
 * @param ignore codes of checks not to make
 * @param thorough whether to make the costly checks, too, and to look at all rows
 */
public record Doctor(
        Thresholds thresholds, List<String> only, List<String> ignore, boolean thorough) {

    /** In the order of the table: causes before symptoms. */
    private static final List<Check> CHECKS =
            List.of(
                    new ConstantColumn(),
                    new DuplicateColumn(),
                    new Leakage(),
                    new DuplicateRows(),
                    new InputsNotScaled(),
                    new LossAtStart(),
                    new DeadRelu(),
                    new LinearHiddenLayer(),
                    new LearnedClassFrequencies(),
                    new CannotOverfit(),
                    new UpdateRatios(),
                    new Overshoots(),
                    new VanishingGradient(),
                    new ExplodingGradient(),
                    new NotFinite(),
                    new LossOutputMismatch(),
                    new Oscillating(),
                    new Stalled(),
                    new Overfitting(),
                    new ClassTrouble(),
                    new Saturated(),
                    new SmallTestSet(),
                    new SuspiciousLabels());

    /**
     * Keeps its own lists.
     *
     * @throws IllegalArgumentException if there is no check of a code; offers the nearest
     */
    public Doctor {
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
        for (List<String> codes : List.of(only, ignore))
            for (String code : codes)
                if (!codes().contains(code))
                    throw new IllegalArgumentException(
                            "unknown check \"%s\"; %s"
                                    .formatted(code, Words.suggest(code, codes())));
    }

    /** All checks with the usual thresholds. */
    public static Doctor usual() {
        return new Doctor(Thresholds.usual(), List.of(), List.of(), true);
    }

    /** The codes of all checks, in order. */
    public static List<String> codes() {
        return CHECKS.stream().map(Check::code).toList();
    }

    /** The same with other thresholds. */
    public Doctor thresholds(Thresholds thresholds) {
        return new Doctor(thresholds, only, ignore, thorough);
    }

    /** The same with these checks alone. */
    public Doctor only(List<String> codes) {
        return new Doctor(thresholds, codes, ignore, thorough);
    }

    /** The same without these checks. */
    public Doctor ignore(List<String> codes) {
        return new Doctor(thresholds, only, codes, thorough);
    }

    /**
     * The same by what the run recorded alone, at a small part of what the training cost: without the
     * costly checks, and by some of the rows.
     */
    public Doctor quick() {
        return new Doctor(thresholds, only, ignore, false);
    }

    /** How many checks will be made. */
    public int checks() {
        return wanted(true).size();
    }

    /** How many checks will be made of a training before its first step. */
    public int checksBeforeTraining() {
        return wanted(false).size();
    }

    /** Looks at a run. */
    public Diagnosis examine(Replay replay) {
        return examine(replay, _ -> {});
    }

    /**
     * Looks at a run.
     *
     * @param progress is told how many checks are done, more than once during a long one
     */
    public Diagnosis examine(Replay replay, LongConsumer progress) {
        return examine(Plan.of(replay), Optional.of(replay), Optional.empty(), progress);
    }

    /**
     * Looks at a training that has just ended, whose model and history need not be read again.
     *
     * @param run what {@code fit} returned
     */
    public Diagnosis examine(Replay replay, Run run) {
        return examine(Plan.of(replay), Optional.of(replay), Optional.of(run), _ -> {});
    }

    /**
     * Looks at a training before its first step: at its rows and the untrained network.
     *
     * @param progress is told how many checks are done, more than once during a long one
     */
    public Diagnosis examine(Plan plan, LongConsumer progress) {
        return examine(plan, Optional.empty(), Optional.empty(), progress);
    }

    private Diagnosis examine(
            Plan plan, Optional<Replay> replay, Optional<Run> run, LongConsumer progress) {
        List<Finding> findings = new ArrayList<>();
        List<String> healthy = new ArrayList<>();
        List<Diagnosis.Unchecked> unchecked = new ArrayList<>();
        long[] done = new long[1];
        Evidence evidence =
                new Evidence(
                        plan, replay, run, thresholds, thorough, () -> progress.accept(done[0]));
        for (Check check : wanted(replay.isPresent())) {
            progress.accept(done[0]);
            switch (outcome(check, evidence)) {
                case Outcome.Found(Finding finding) -> findings.add(finding);
                case Outcome.Healthy() -> healthy.add(check.code());
                case Outcome.Unchecked(String reason, boolean failed) ->
                        unchecked.add(new Diagnosis.Unchecked(check.code(), reason, failed));
            }
            done[0]++;
        }
        return new Diagnosis(plan.name(), Symptoms.ordered(findings), healthy, unchecked);
    }

    private List<Check> wanted(boolean trained) {
        return CHECKS.stream()
                .filter(check -> trained || check.beforeTraining() || only.contains(check.code()))
                .filter(check -> thorough || check.needs() == Needs.RECORDED)
                .filter(check -> only.isEmpty() || only.contains(check.code()))
                .filter(check -> !ignore.contains(check.code()))
                .toList();
    }

    /** One check that cannot be made must not hide the others: why is told in its place. */
    private Outcome outcome(Check check, Evidence evidence) {
        if (!evidence.trained() && !check.beforeTraining())
            return Outcome.leftOut("looks at a training that has been");
        try {
            return check.examine(evidence);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            return new Outcome.Unchecked(reason, true);
        }
    }
}
