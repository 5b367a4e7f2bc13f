package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Run;
import rookery.data.InputException;
import rookery.events.Stop;
import rookery.metrics.Metric;
import rookery.metrics.R2Score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Whether a fix helps: the same training without it and with it, from the same seed, for the same
 * number of epochs.
 *
 * @param codes of the findings it is to mend
 * @param options of {@code train} that are the fix
 * @param code the same in Java, a line a change
 * @param measure what is compared: {@code val_accuracy}; the loss where there is no better one
 * @param before without the fix
 * @param after with it
 * @param verdict whether it helps
 * @param sentence why
 */
public record Proof(
        List<String> codes,
        String options,
        List<String> code,
        String measure,
        Side before,
        Side after,
        Verdict verdict,
        String sentence) {

    /** Whether a fix helps. */
    public enum Verdict {
        /** What is measured is better. */
        HELPS,
        /** The findings are gone, but what is measured is as it was. */
        NO_DIFFERENCE,
        /** The findings are gone, but what is measured is worse. */
        COSTS,
        /** Neither is better. */
        DOES_NOT_HELP,
        /** There is no training with it. */
        NOT_POSSIBLE
    }

    /**
     * A training.
     *
     * @param epochs that it took
     * @param values loss and metrics of its final weights, those of validation with {@code val_}
     *     before
     * @param majority what always saying the training rows' largest class would reach on the same
     *     rows: {@code majority} and {@code val_majority}; empty without classes
     * @param findings those of the codes that are there
     * @param stop why it ended, if not because all epochs were done
     * @param finite whether it did not end because a number was none any more
     */
    public record Side(
            int epochs,
            Map<String, Double> values,
            Map<String, Double> majority,
            List<String> findings,
            Optional<String> stop,
            boolean finite) {

        static final Side NONE = new Side(0, Map.of(), Map.of(), List.of(), Optional.empty(), true);

        /** Keeps its own lists. */
        public Side {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            majority = Collections.unmodifiableMap(new LinkedHashMap<>(majority));
            findings = List.copyOf(findings);
        }

        static Side of(Plan plan, Trial trial, List<String> codes) {
            Run run = trial.run();
            Map<String, Double> values = new LinkedHashMap<>(run.training().values());
            run.validation()
                    .ifPresent(rows -> rows.values().forEach((n, v) -> values.put("val_" + n, v)));
            return new Side(
                    run.history().epochs(),
                    values,
                    ofLargestClass(plan),
                    trial.diagnosis().findings().stream()
                            .map(Finding::code)
                            .filter(codes::contains)
                            .toList(),
                    switch (run.stop().reason()) {
                        case COMPLETED -> Optional.empty();
                        case CALLBACK, INTERRUPTED, NOT_FINITE -> Optional.of(run.stop().message());
                    },
                    run.stop().reason() != Stop.Reason.NOT_FINITE);
        }
    }

    /** Keeps its own lists. */
    public Proof {
        codes = List.copyOf(codes);
        code = List.copyOf(code);
    }

    /**
     * Tries all fixes of a diagnosis, each by itself; findings of one fix together.
     *
     * @param doctor who made the diagnosis
     * @param epochs of the trainings; one that the fix makes longer or shorter has its own number
     * @param progress is told how many trainings are done
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static List<Proof> of(
            Plan plan, Diagnosis diagnosis, Doctor doctor, int epochs, LongConsumer progress) {
        Map<Fix, List<String>> fixes = fixes(diagnosis);
        if (fixes.isEmpty()) return List.of();
        List<String> all = fixes.values().stream().flatMap(List::stream).toList();
        Plan training = plan.epochs(epochs);
        Trial without = Trial.of(training, doctor.only(all), _ -> progress.accept(0));
        List<Proof> proofs = new ArrayList<>();
        for (Map.Entry<Fix, List<String>> entry : fixes.entrySet()) {
            long done = proofs.size() + 1L;
            progress.accept(done);
            proofs.add(
                    of(
                            training,
                            without,
                            entry.getKey(),
                            entry.getValue(),
                            doctor,
                            () -> progress.accept(done)));
        }
        return List.copyOf(proofs);
    }

    /** How many trainings that takes. */
    public static int trainings(Diagnosis diagnosis) {
        int fixes = fixes(diagnosis).size();
        return fixes == 0 ? 0 : fixes + 1;
    }

    private static Map<Fix, List<String>> fixes(Diagnosis diagnosis) {
        Map<Fix, List<String>> fixes = new LinkedHashMap<>();
        for (Finding finding : diagnosis.findings())
            finding.fix()
                    .ifPresent(fix ->
                            fixes.computeIfAbsent(fix, _ -> new ArrayList<>()).add(finding.code()));
        return fixes;
    }

    private static Proof of(
            Plan plan,
            Trial without,
            Fix fix,
            List<String> codes,
            Doctor doctor,
            Runnable progress) {
        String measure = measure(plan);
        Side before = Side.of(plan, without, codes);
        try {
            Plan changed = plan.changed(fix);
            Trial trial = Trial.of(changed, doctor.only(codes), _ -> progress.run());
            Side after = Side.of(changed, trial, codes);
            String loss = loss(plan, changed, measure);
            Judgement judgement =
                    new Judgement(
                            measure,
                            Margin.of(measure, plan, without, changed, trial),
                            loss,
                            Margin.of(loss, plan, without, changed, trial),
                            codes,
                            before,
                            after);
            return with(plan, fix, codes, before, after, judgement.verdict(), judgement.sentence());
        } catch (IllegalArgumentException | InputException e) {
            String why = "there is no training with it: " + e.getMessage();
            return with(plan, fix, codes, before, Side.NONE, Verdict.NOT_POSSIBLE, why);
        }
    }

    private static Proof with(
            Plan plan,
            Fix fix,
            List<String> codes,
            Side before,
            Side after,
            Verdict verdict,
            String sentence) {
        return new Proof(
                codes, fix.options(), fix.code(), measure(plan), before, after, verdict, sentence);
    }

    /** The accuracy, or R², or the loss; on validation rows, if there are any. */
    private static String measure(Plan plan) {
        String best =
                plan.learner().metrics().stream()
                        .map(Metric::name)
                        .filter(name -> name.endsWith("accuracy"))
                        .findFirst()
                        .or(() ->
                                plan.learner().metrics().stream()
                                        .map(Metric::name)
                                        .filter(name -> name.equals(new R2Score().name()))
                                        .findFirst())
                        .orElse("loss");
        return plan.validation().isPresent() ? "val_" + best : best;
    }

    /** What tells where the measure does not: the loss, unless it is another one. */
    private static String loss(Plan plan, Plan changed, String measure) {
        if (!plan.learner().loss().equals(changed.learner().loss())) return measure;
        return plan.validation().isPresent() ? "val_loss" : "loss";
    }

    private static Map<String, Double> ofLargestClass(Plan plan) {
        Rows rows = Rows.of(plan);
        if (rows.kind() != Rows.Kind.CLASSES) return Map.of();
        Map<String, Double> majority = new LinkedHashMap<>();
        int classes = rows.classes().size();
        int[] counts = counts(plan.training(), classes);
        int largest = 0;
        for (int c = 1; c < classes; c++) if (counts[c] > counts[largest]) largest = c;
        majority.put("majority", (double) counts[largest] / plan.training().rows());
        if (plan.validation().isPresent()) {
            Dataset validation = plan.validation().get();
            majority.put(
                    "val_majority",
                    (double) counts(validation, classes)[largest] / validation.rows());
        }
        return majority;
    }

    private static int[] counts(Dataset data, int classes) {
        int[] counts = new int[classes];
        for (int c : data.classes()) counts[c]++;
        return counts;
    }
}
