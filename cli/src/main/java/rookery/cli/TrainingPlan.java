package rookery.cli;

import rookery.Fit;
import rookery.Learner;
import rookery.data.DataSource;
import rookery.data.PreparedTable;

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
        Optional<FitOptions.Patience> patience) {}
