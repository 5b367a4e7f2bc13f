package rookery.formats;

import rookery.History;
import rookery.Learner;
import rookery.data.InputException;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.EpochStarted;
import rookery.events.TrainingEvent.TrainingStarted;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Callbacks that have been told of the epochs that are done, and what they did then.
 *
 * <p>They are told twice: the first time finds out which snapshots they keep to the end, and the
 * second gives them those. So no snapshot is computed again that only was the best for a while.
 */
final class CaughtUp implements Callback {

    private final Callback[] callbacks;
    private Optional<Double> rate = Optional.empty();
    private Optional<String> stop = Optional.empty();

    private CaughtUp(Callback[] callbacks) {
        this.callbacks = callbacks.clone();
    }

    /**
     * @param anywhere a snapshot that fits
     */
    static CaughtUp with(
            Replay replay, History history, int epochs, Snapshot anywhere, Callback... callbacks) {
        CaughtUp caughtUp = new CaughtUp(callbacks);
        TrainingStarted begin =
                new TrainingStarted(
                        replay.learner().network().parameterCount(),
                        replay.training().rows(),
                        Math.min(replay.fit().batchSize(), replay.training().rows()),
                        replay.stepsPerEpoch(),
                        epochs,
                        replay.learner().logNames(replay.validation().isPresent()));
        Past first = new Past(replay, anywhere, Map.of(), callbacks.length);
        caughtUp.tell(begin, history, first);
        Past second = new Past(replay, anywhere, first.lastCalls(), callbacks.length);
        caughtUp.tell(begin, history, second);
        second.requireRates();
        caughtUp.rate = Optional.ofNullable(second.rates.get(second.step));
        caughtUp.stop = second.stop;
        return caughtUp;
    }

    private void tell(TrainingStarted begin, History history, Past past) {
        past.tell(begin, callbacks);
        for (int epoch = 0; epoch < history.epochs(); epoch++) {
            past.step = (long) epoch * begin.stepsPerEpoch();
            past.tell(new EpochStarted(epoch, past.step), callbacks);
            past.step += begin.stepsPerEpoch();
            past.tell(new EpochEnded(epoch, past.step, history.epoch(epoch)), callbacks);
        }
    }

    @Override
    public boolean wantsStep(long step) {
        return Arrays.stream(callbacks).anyMatch(callback -> callback.wantsStep(step));
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        if (event instanceof TrainingStarted) {
            rate.filter(last -> last != training.learningRate())
                    .ifPresent(training::setLearningRate);
            stop.ifPresent(training::stop);
            return;
        }
        for (Callback callback : callbacks)
            if (!(event instanceof TrainingEvent.StepEnded step) || callback.wantsStep(step.step()))
                callback.on(event, training);
    }

    /** The training as it was. */
    private static final class Past implements Training {

        private final Replay replay;
        private final Learner learner;
        private final Snapshot anywhere;
        private final Map<Integer, Integer> wanted;
        private final int[] calls;
        private final NavigableMap<Long, Double> rates = new TreeMap<>();
        private Optional<String> stop = Optional.empty();
        private long step;
        private int current;

        /**
         * @param wanted the number of the call to {@link #snapshot} that gets a real one, by callback
         */
        Past(Replay replay, Snapshot anywhere, Map<Integer, Integer> wanted, int callbacks) {
            this.replay = replay;
            this.anywhere = anywhere;
            this.wanted = wanted;
            learner = replay.learner();
            calls = new int[callbacks];
        }

        void tell(TrainingEvent event, Callback[] callbacks) {
            for (current = 0; current < callbacks.length; current++)
                callbacks[current].on(event, this);
        }

        Map<Integer, Integer> lastCalls() {
            Map<Integer, Integer> last = new HashMap<>();
            for (int k = 0; k < calls.length; k++) last.put(k, calls[k]);
            return last;
        }

        /** Refuses callbacks that are not those that the run had. */
        void requireRates() {
            NavigableMap<Long, Double> recorded = replay.changes().rates().headMap(step, false);
            if (!recorded.equals(rates.headMap(step, false)))
                throw new InputException(
                        "%s: cannot be resumed: other callbacks than now have set its learning rate: %s, now %s"
                                .formatted(replay.run().name(), recorded, rates));
        }

        @Override
        public void stop(String why) {
            if (stop.isEmpty()) stop = Optional.of(why);
        }

        @Override
        public double learningRate() {
            Map.Entry<Long, Double> set = rates.floorEntry(step);
            return set != null ? set.getValue() : learner.optimizer().learningRate().at(step);
        }

        @Override
        public void setLearningRate(double rate) {
            Map.Entry<Long, Double> before = rates.floorEntry(step);
            if (before == null || before.getValue() != rate) rates.put(step, rate);
        }

        @Override
        public Snapshot snapshot() {
            calls[current]++;
            boolean real = Integer.valueOf(calls[current]).equals(wanted.get(current));
            return real ? replay.at(step).snapshot() : anywhere;
        }

        @Override
        public void restore(Snapshot snapshot) {
            throw new InputException(
                    "%s: cannot be resumed: a callback puts weights back after step %d, which did not happen"
                            .formatted(replay.run().name(), step));
        }
    }
}
