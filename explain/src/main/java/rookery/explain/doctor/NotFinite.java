package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Trainer;
import rookery.events.TrainingEvent;
import rookery.formats.RunStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loss became NaN or infinite, and the training ended.
 *
 * <p>The steps from the weights that were kept are taken again, to where it happened: the first layer
 * with a number that is not finite, its unit, the step, the row and its largest input.
 */
final class NotFinite implements Check {

    @Override
    public String code() {
        return "not-finite";
    }

    @Override
    public String source() {
        return "Zhang et al. 2021, AUTOTRAINER";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        if (evidence.replay().run().status() != RunStatus.NOT_FINITE) return new Outcome.Healthy();
        Optional<TrainingEvent.NotFinite> event = again(evidence);
        List<String> observed = new ArrayList<>();
        List<String> where = new ArrayList<>();
        observed.add(evidence.replay().run().message());
        String summary = "the loss is not finite any more";
        if (event.isPresent()) {
            TrainingEvent.NotFinite what = event.get();
            String place =
                    what.unit().isPresent()
                            ? "%s unit %d".formatted(what.where(), what.unit().getAsInt())
                            : what.where();
            summary =
                    "%s became %s at step %d, for row %d"
                            .formatted(place, what.value(), what.step(), what.row());
            where.add(place);
            where.add("step " + what.step());
            where.add("row " + what.row());
            largest(evidence, what.row(), observed, where);
        }
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.ERROR,
                        summary,
                        observed,
                        "all numbers are finite",
                        source(),
                        where,
                        "Standardize the inputs, or lower the learning rate; the model kept is that"
                                + " of the last weights with a finite loss.",
                        Remedies.standardized(evidence)
                                .orElseGet(() -> Remedies.rate(evidence, 0.1))));
    }

    /** Takes the steps again from what was kept, at most two epochs. */
    private static Optional<TrainingEvent.NotFinite> again(Evidence evidence) {
        Trainer trainer = evidence.replay().at(evidence.replay().steps());
        int most = 2 * evidence.replay().stepsPerEpoch() + 1;
        for (int step = 0; step < most; step++) {
            trainer.step();
            if (trainer.notFinite().isPresent()) return trainer.notFinite();
        }
        return Optional.empty();
    }

    private static void largest(
            Evidence evidence, int row, List<String> observed, List<String> where) {
        Dataset data = evidence.replay().training();
        for (int i = 0; i < data.rows(); i++) {
            if (data.rowNumber(i) != row) continue;
            int column = 0;
            for (int k = 1; k < data.features().cols(); k++)
                if (Math.abs(data.features().get(i, k)) > Math.abs(data.features().get(i, column)))
                    column = k;
            String name = evidence.rows().inputs().get(column);
            observed.add(
                    "the largest input of row %d is %s, %s"
                            .formatted(row, name, Words.number(data.features().get(i, column))));
            where.add(name);
            return;
        }
    }
}
