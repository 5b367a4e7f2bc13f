package rookery.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** Something that happened in a training. Steps and epochs count from 0. */
public sealed interface TrainingEvent {

    /**
     * Training is about to begin.
     *
     * @param parameters how many the network has, padding not counted
     * @param rows training rows
     * @param batchSize rows of a full batch
     * @param stepsPerEpoch batches of an epoch, a short last one included
     * @param epochs planned
     * @param names of the values that the logs of each epoch will have, in order
     */
    record TrainingStarted(
            long parameters,
            int rows,
            int batchSize,
            int stepsPerEpoch,
            int epochs,
            List<String> names)
            implements TrainingEvent {

        /** Keeps a copy. */
        public TrainingStarted {
            names = List.copyOf(names);
        }
    }

    /**
     * An epoch is about to begin.
     *
     * @param epoch which
     * @param step steps taken since the beginning of the training
     */
    record EpochStarted(int epoch, long step) implements TrainingEvent {}

    /**
     * A step was taken. Sent only to callbacks that want it: {@link Callback#wantsStep}.
     *
     * @param epoch the step belongs to
     * @param step from the beginning of the training
     * @param loss of the step's batch, before its update
     * @param learningRate of the step
     */
    record StepEnded(int epoch, long step, double loss, double learningRate)
            implements TrainingEvent {}

    /**
     * An epoch is over and validation, if there is any, is done.
     *
     * @param epoch which
     * @param step steps taken since the beginning of the training
     * @param logs Keras's names to values: {@code loss}, metrics, {@code val_loss} …, and {@code
     *     learning_rate}, that of the epoch's last step; the training values are running means in
     *     training mode
     */
    record EpochEnded(int epoch, long step, SequencedMap<String, Double> logs)
            implements TrainingEvent {

        /** Keeps a copy. */
        public EpochEnded {
            logs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(logs));
        }
    }

    /**
     * The loss is no longer a finite number; the training stops, with the last weights whose loss
     * was finite. This is Keras's {@code TerminateOnNaN}, but it is always on, says where the number
     * came from, and does not leave the broken weights.
     *
     * @param epoch in which it happened
     * @param step in which it happened; if it was the last one's update, the step after it
     * @param where the first layer with a number that is not finite, before its activation or after,
     *     or {@code loss}
     * @param unit that row's first unit in the layer that is not finite, if it is a layer
     * @param row the data set's own number of the first row concerned
     * @param value what it became: NaN or infinite
     */
    record NotFinite(int epoch, long step, String where, OptionalInt unit, int row, double value)
            implements TrainingEvent {

        /** In a sentence, with what to do. */
        public String message() {
            String place = unit.isPresent() ? where + ", unit " + unit.getAsInt() : where;
            return ("step %d (epoch %d): %s became %s for row %d; the last weights with a finite"
                            + " loss are kept. Lower the learning rate, or standardize the inputs.")
                    .formatted(step, epoch, place, value, row);
        }
    }

    /**
     * A callback set the learning rate.
     *
     * @param step the first to be taken with it
     * @param rate from that step on
     */
    record LearningRateSet(long step, double rate) implements TrainingEvent {}

    /**
     * A callback put a snapshot back, which the training goes on from; after {@link StepsEnded} it
     * is what the training leaves.
     *
     * @param step the snapshot's: steps taken before, and the number of the next
     */
    record Restored(long step) implements TrainingEvent {}

    /**
     * The last step is taken, whatever the reason. The weights are still those it left; only then
     * they become what training leaves: averages, if the optimizer keeps some, or the best epoch's,
     * if a callback puts them back at {@link TrainingEnded}. For those who record; a callback must
     * not change the training here.
     *
     * @param epochs finished
     * @param steps taken
     */
    record StepsEnded(int epochs, long steps) implements TrainingEvent {}

    /**
     * Training is over.
     *
     * @param epochs finished
     * @param steps taken
     * @param stop why
     */
    record TrainingEnded(int epochs, long steps, Stop stop) implements TrainingEvent {}
}
