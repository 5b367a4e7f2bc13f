package rookery.callbacks;

import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.optimizers.OptimizerState;
import rookery.tensor.Parameters;

import java.util.List;

/** A training whose snapshots are numbered, and which remembers what was asked of it. */
public final class RecordedTraining implements Training {

    /** Why it was asked to stop. */
    public String why;

    /** Its learning rate. */
    public double rate = 0.01;

    /** Steps taken. */
    public long step;

    /** What was put back. */
    public Snapshot restored;

    @Override
    public void stop(String why) {
        this.why = why;
    }

    @Override
    public double learningRate() {
        return rate;
    }

    @Override
    public void setLearningRate(double rate) {
        this.rate = rate;
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(step, Parameters.zeros(List.of()), new OptimizerState(0));
    }

    @Override
    public void restore(Snapshot snapshot) {
        restored = snapshot;
    }
}
