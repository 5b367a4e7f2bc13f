package rookery.cli;

import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.data.TableOptions;
import rookery.events.Callback;
import rookery.formats.DataReference;
import rookery.formats.RunDescription;
import rookery.metrics.Accumulator;
import rookery.metrics.Metric;

import java.util.List;
import java.util.Optional;

/**
 * All that a training needs, checked before it begins.
 *
 * @param source of the rows
 * @param validationSource of the validation rows, if of their own
 * @param csv how their files are written
 * @param options what is learned from them
 * @param data made ready
 * @param learner network, loss, optimizer and metrics
 * @param fit epochs, batches and seed
 * @param patience when to stop early
 * @param plateau when to lower the learning rate
 */
record TrainingPlan(
        DataSource source,
        Optional<DataSource> validationSource,
        CsvOptions csv,
        TableOptions options,
        PreparedTable data,
        Learner learner,
        Fit fit,
        Optional<FitOptions.Patience> patience,
        Optional<FitOptions.Plateau> plateau) {

    /** Refuses metrics that cannot be computed of what is to be learned. */
    TrainingPlan {
        for (Metric metric : learner.metrics()) {
            Accumulator accumulator =
                    metric.accumulator(learner.network().outputs(), learner.loss());
            accumulator.check(data.training().targets());
            data.validation().ifPresent(rows -> accumulator.check(rows.targets()));
        }
    }

    /** The plan as a run's folder keeps it. */
    RunDescription description() {
        RunDescription description =
                RunDescription.of(DataReference.of(source), csv, options, learner, fit);
        if (validationSource.isPresent())
            description = description.validationData(DataReference.of(validationSource.get()));
        if (patience.isPresent()) description = description.patience(patience.get().epochs());
        if (plateau.isPresent()) description = description.reduceOnPlateau(plateau.get().epochs());
        return description;
    }

    /** Trains. */
    Run fit(List<Callback> callbacks) {
        Callback[] listening = callbacks.toArray(Callback[]::new);
        return data.validation()
                .map(validation -> learner.fit(data.training(), validation, fit, listening))
                .orElseGet(() -> learner.fit(data.training(), fit, listening));
    }
}
