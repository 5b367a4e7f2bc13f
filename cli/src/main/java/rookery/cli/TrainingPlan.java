package rookery.cli;

import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.data.CsvOptions;
import rookery.data.PreparedTable;
import rookery.data.TableOptions;
import rookery.events.Callback;
import rookery.formats.DataReference;
import rookery.formats.Resumption;
import rookery.formats.RunDescription;
import rookery.metrics.Accumulator;
import rookery.metrics.Metric;

import java.util.Optional;
import java.util.stream.Stream;

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
        DataReference source,
        Optional<DataReference> validationSource,
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

    /** That of a run on a table that goes on. */
    static TrainingPlan of(Resumption resumption) {
        RunDescription description = resumption.description();
        PreparedTable data = resumption.replay().prepared().orElseThrow();
        String monitor = FitOptions.monitor(data);
        return new TrainingPlan(
                description.data().orElseThrow(),
                description.validationData(),
                description.csv().orElseGet(CsvOptions::defaults),
                description.table().orElseThrow(),
                data,
                description.learner(),
                description.fit(),
                description.patience().map(epochs -> new FitOptions.Patience(epochs, monitor)),
                description
                        .reduceOnPlateau()
                        .map(epochs -> new FitOptions.Plateau(epochs, monitor)));
    }

    /** What stops the training early and lowers its rate, if wanted. */
    Callback[] callbacks() {
        return Stream.concat(
                        patience.stream().map(FitOptions.Patience::callback),
                        plateau.stream().map(FitOptions.Plateau::callback))
                .toArray(Callback[]::new);
    }

    /** The plan as a run's folder keeps it. */
    RunDescription description() {
        RunDescription description = RunDescription.of(source, csv, options, learner, fit);
        if (validationSource.isPresent())
            description = description.validationData(validationSource.get());
        if (patience.isPresent()) description = description.patience(patience.get().epochs());
        if (plateau.isPresent()) description = description.reduceOnPlateau(plateau.get().epochs());
        return description;
    }

    /** Trains. */
    Run fit(Callback... callbacks) {
        return data.validation()
                .map(validation -> learner.fit(data.training(), validation, fit, callbacks))
                .orElseGet(() -> learner.fit(data.training(), fit, callbacks));
    }
}
