package rookery.events;

import rookery.optimizers.OptimizerState;
import rookery.tensor.Parameters;

/**
 * Where a training stands between two steps: all that is needed to go on from there, bit for bit.
 *
 * @param step how many steps were taken
 * @param parameters a copy nobody else writes to
 * @param state a copy nobody else writes to
 */
public record Snapshot(long step, Parameters parameters, OptimizerState state) {}
