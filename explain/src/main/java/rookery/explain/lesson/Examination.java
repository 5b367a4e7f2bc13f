package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.Scaling;
import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.explain.doctor.Finding;
import rookery.explain.doctor.Fix;
import rookery.explain.doctor.Plan;
import rookery.explain.doctor.Proof;
import rookery.explain.doctor.Severity;
import rookery.explain.doctor.Trial;
import rookery.formats.DataReference;
import rookery.formats.RunDescription;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the doctor says of the lecture's training on raw millimetres, of each fix it names, and of the
 * same training on standardized inputs.
 *
 * @param classes their names, in the order of the confusion matrices
 * @param millimetres of the training on raw inputs
 * @param proofs the same training with each of the fixes, and without it
 * @param standardized of the training on standardized inputs
 */
public record Examination(
        List<String> classes, Report millimetres, List<Proof> proofs, Report standardized) {

    /**
     * A diagnosis, and what came of the training.
     *
     * @param loss over the training rows
     * @param accuracy likewise
     * @param validationAccuracy over the others
     * @param confusion for each true class, how many of its training rows each class was said of
     * @param findings causes before symptoms
     * @param healthy codes of the checks that found nothing
     * @param unchecked codes of those that do not apply
     */
    public record Report(
            double loss,
            double accuracy,
            double validationAccuracy,
            List<List<Long>> confusion,
            List<Found> findings,
            List<String> healthy,
            List<String> unchecked) {

        private static Report of(Plan plan, Trial trial) {
            Diagnosis diagnosis = trial.diagnosis();
            return new Report(
                    trial.run().training().loss(),
                    trial.run().training().get("accuracy"),
                    trial.run().validation().orElseThrow().get("accuracy"),
                    confusion(trial.run().model(), plan.training()),
                    diagnosis.findings().stream().map(Found::of).toList(),
                    diagnosis.healthy(),
                    diagnosis.unchecked().stream().map(Diagnosis.Unchecked::code).toList());
        }

        private static List<List<Long>> confusion(Model model, Dataset rows) {
            return Arrays.stream(model.confusionMatrix(rows).counts())
                    .map(counts -> Arrays.stream(counts).boxed().toList())
                    .toList();
        }

        /** How many findings are of a severity. */
        public int count(Severity severity) {
            return (int) findings.stream().filter(f -> f.severity() == severity).count();
        }
    }

    /**
     * A finding.
     *
     * @param code of the check
     * @param severity how bad it is
     * @param summary in one line
     * @param observed what was seen, with numbers
     * @param threshold the rule that is broken
     * @param source of the rule
     * @param where columns, units or rows concerned
     * @param advice what to do
     * @param fix options of {@code train} that do it
     */
    public record Found(
            String code,
            Severity severity,
            String summary,
            List<String> observed,
            String threshold,
            String source,
            List<String> where,
            String advice,
            Optional<String> fix) {

        private static Found of(Finding finding) {
            return new Found(
                    finding.code(),
                    finding.severity(),
                    finding.summary(),
                    finding.observed(),
                    finding.threshold(),
                    finding.source(),
                    finding.where(),
                    finding.advice(),
                    finding.fix().map(Fix::options));
        }
    }

    /** Trains on both, looks at both, and tries the fixes. */
    public static Examination of(Penguins penguins) {
        Doctor doctor = Doctor.usual();
        Plan raw = plan(Scaling.NONE);
        Plan standardized = plan(Scaling.STANDARD);
        Trial before = Trial.of(raw, doctor, _ -> {});
        return new Examination(
                penguins.classes(),
                Report.of(raw, before),
                Proof.of(raw, before.diagnosis(), doctor, raw.fit().epochs(), _ -> {}),
                Report.of(standardized, Trial.of(standardized, doctor, _ -> {})));
    }

    private static Plan plan(Scaling scaling) {
        DataSource source = DataSource.of("penguins", CsvOptions.defaults());
        Learner learner = Penguins.learner(Penguins.UNITS);
        RunDescription description =
                RunDescription.of(
                        DataReference.of(source),
                        CsvOptions.defaults(),
                        Penguins.options(scaling),
                        learner,
                        Penguins.fit());
        return Plan.of("penguins", description, source.table(), Optional.empty());
    }
}
