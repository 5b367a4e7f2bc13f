package rookery.cli;

import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.events.Callback;

import java.util.List;
import java.util.Optional;

/**
 * All that a training needs, checked before it begins.
 *
 * @param source of the rows
 * @param data made ready
 * @param learner network, loss, optimizer and metrics
 * @param fit epochs, batches and seed
 * @param patience when to stop early
 */
record TrainingPlan(
        DataSource source,
        PreparedTable data,
        Learner learner,
        Fit fit,
        Optional<FitOptions.Patience> patience) {

    /** Trains. */
    Run fit(List<Callback> callbacks) {
        Callback[] listening = callbacks.toArray(Callback[]::new);
        return data.validation()
                .map(validation -> learner.fit(data.training(), validation, fit, listening))
                .orElseGet(() -> learner.fit(data.training(), fit, listening));
    }
}
