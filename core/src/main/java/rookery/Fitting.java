package rookery;

import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Stop;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.EpochStarted;
import rookery.events.TrainingEvent.LearningRateSet;
import rookery.events.TrainingEvent.NotFinite;
import rookery.events.TrainingEvent.Restored;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.StepsEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** One call of {@code fit}: epochs of steps, validation, events, and the end whatever it is. */
final class Fitting implements Training {

    private final Learner learner;
    private final Fit fit;
    private final Dataset training;
    private final Trainer trainer;
    private final Optional<Evaluator> validation;
    private final Callback[] callbacks;
    private final List<SequencedMap<String, Double>> epochs = new ArrayList<>();
    private Stop stop;

    /** Weights at the start of the epoch before and of this one: where the way back begins. */
    private Snapshot previousStart;

    private Snapshot epochStart;

    /** Learning rates that callbacks have set since then, by the steps taken before. */
    private final NavigableMap<Long, Double> ratesSet = new TreeMap<>();

    /** Of the last step. */
    private double rate;

    Fitting(
            Learner learner,
            Dataset training,
            Optional<Dataset> validation,
            Fit fit,
            Callback... callbacks) {
        this.learner = learner;
        this.fit = fit;
        this.training = training;
        this.callbacks = callbacks.clone();
        trainer = learner.trainer(training, fit);
        this.validation =
                validation.map(data ->
                        new Evaluator(learner, trainer.parameters(), "validation data", data));
    }

    /** Goes on from there instead of from the beginning. */
    void resume(ResumePoint point) {
        History history = point.history();
        if (point.start().step() != (long) history.epochs() * trainer.stepsPerEpoch())
            throw new IllegalArgumentException(
                    "resume: %d epochs of %d steps are done, but the start is step %d"
                            .formatted(
                                    history.epochs(),
                                    trainer.stepsPerEpoch(),
                                    point.start().step()));
        trainer.restore(point.previous());
        previousStart = trainer.snapshot();
        trainer.restore(point.start());
        epochStart = trainer.snapshot();
        ratesSet.putAll(point.rates());
        for (int epoch = 0; epoch < history.epochs(); epoch++) epochs.add(history.epoch(epoch));
    }

    Run run() {
        if (epochStart == null) {
            epochStart = trainer.snapshot();
            previousStart = epochStart;
        }
        tell(
                new TrainingStarted(
                        learner.network().parameterCount(),
                        training.rows(),
                        trainer.batchSize(),
                        trainer.stepsPerEpoch(),
                        fit.epochs(),
                        learner.logNames(validation.isPresent())));
        while (stop == null && epochs.size() < fit.epochs()) epoch();
        if (stop == null || stop.reason() != Stop.Reason.NOT_FINITE)
            trainer.lookAhead().ifPresent(this::giveUp);
        if (stop == null) stop = new Stop(Stop.Reason.COMPLETED, "all epochs done");
        tell(new StepsEnded(epochs.size(), trainer.steps()));
        trainer.finish();
        epochStart = null; // no way back any more: their memory is for the evaluation
        previousStart = null;
        long steps = trainer.steps();
        tell(new TrainingEnded(epochs.size(), steps, stop));
        return new Run(
                trainer.model(),
                History.of(epochs),
                onTraining(),
                validation.map(evaluator -> evaluator.evaluate(trainer.kernels())),
                steps,
                stop);
    }

    private Evaluation onTraining() {
        return new Evaluator(learner, trainer.parameters(), "training data", training)
                .evaluate(trainer.kernels());
    }

    /** Steps to the end of the trainer's epoch, wherever a callback puts it back to. */
    private void epoch() {
        int epoch = epochs.size();
        tell(new EpochStarted(epoch, trainer.steps()));
        if (stop != null) return;
        do {
            rate = trainer.learningRate();
            double loss = trainer.step();
            if (trainer.notFinite().isPresent()) {
                giveUp(trainer.notFinite().get());
                return;
            }
            tellStep(epoch, loss);
            if (Thread.interrupted())
                stop = new Stop(Stop.Reason.INTERRUPTED, "interrupted in epoch " + epoch);
        } while (stop == null && !trainer.epochEnded());
        if (!trainer.epochEnded()) return;
        keepStart();
        SequencedMap<String, Double> logs = logs();
        epochs.add(logs);
        tell(new EpochEnded(epoch, trainer.steps(), logs));
    }

    /** In the arrays of the start that is not needed any more, which are nobody else's. */
    private void keepStart() {
        Snapshot spare = previousStart;
        previousStart = epochStart;
        epochStart = spare == previousStart ? trainer.snapshot() : trainer.snapshot(spare);
        ratesSet.headMap(previousStart.step()).clear();
    }

    private SequencedMap<String, Double> logs() {
        SequencedMap<String, Double> logs = new LinkedHashMap<>();
        logs.put("loss", trainer.epochLoss());
        for (int k = 0; k < learner.metrics().size(); k++)
            logs.put(learner.metrics().get(k).name(), trainer.epochMetric(k));
        validation.ifPresent(evaluator ->
                evaluator
                        .evaluate(trainer.kernels())
                        .values()
                        .forEach((name, value) -> logs.put("val_" + name, value)));
        logs.put("learning_rate", rate);
        return logs;
    }

    /**
     * Goes back to weights with a finite loss on all training rows: those the step before began
     * with, or else 2, 4, 8 … steps earlier, at most to the start of the epoch before. They are not
     * kept but computed again, as every step is a function of data, seed and the weights at the
     * start of an epoch.
     */
    private void giveUp(NotFinite what) {
        long failed = trainer.steps();
        for (long back = 1; ; back *= 2) {
            goBackTo(Math.max(previousStart.step(), failed - back));
            boolean earliest = trainer.steps() == previousStart.step();
            if (earliest || Double.isFinite(onTraining().loss())) break;
        }
        stop = new Stop(Stop.Reason.NOT_FINITE, what.message());
        tell(what);
    }

    private void goBackTo(long step) {
        trainer.restore(epochStart.step() <= step ? epochStart : previousStart);
        setRateAgain();
        while (trainer.steps() < step) {
            trainer.step();
            setRateAgain();
        }
    }

    private void setRateAgain() {
        Double set = ratesSet.get(trainer.steps());
        if (set != null) trainer.setLearningRate(set);
    }

    private void tell(TrainingEvent event) {
        for (Callback callback : callbacks) callback.on(event, this);
    }

    /** An event is made for those alone who want it: the others must not cost memory. */
    private void tellStep(int epoch, double loss) {
        long step = trainer.steps() - 1;
        for (Callback callback : callbacks)
            if (callback.wantsStep(step)) callback.on(new StepEnded(epoch, step, loss, rate), this);
    }

    @Override
    public void stop(String why) {
        if (stop == null) stop = new Stop(Stop.Reason.CALLBACK, why);
    }

    @Override
    public double learningRate() {
        return trainer.learningRate();
    }

    @Override
    public void setLearningRate(double next) {
        trainer.setLearningRate(next);
        ratesSet.put(trainer.steps(), next);
        tell(new LearningRateSet(trainer.steps(), next));
    }

    @Override
    public Snapshot snapshot() {
        return trainer.snapshot();
    }

    @Override
    public void restore(Snapshot snapshot) {
        trainer.restore(snapshot);
        epochStart = trainer.snapshot(); // a copy, as the caller's must not change
        previousStart = epochStart;
        ratesSet.clear();
        tell(new Restored(trainer.steps()));
    }
}
