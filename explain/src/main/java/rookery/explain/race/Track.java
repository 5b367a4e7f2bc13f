package rookery.explain.race;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Losses;
import rookery.Model;
import rookery.Trainer;
import rookery.data.InputException;
import rookery.explain.landscape.Trajectory;
import rookery.kernels.Kernels;
import rookery.optimizers.Optimizer;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Where racers train and are measured. The clock runs while steps are taken, one racer after the
 * other; weights are put aside between laps, and their losses computed when it stands.
 */
final class Track {

    /** Laps at most, besides the first epoch's. */
    private static final int LAPS = 50;

    /** The shortest lap is this part of an epoch. */
    private static final int PARTS = 32;

    /** How often a training is timed at most … */
    private static final int TIMES = 5;

    /** … and for how long all together: longer ones lose less to others on the machine. */
    private static final double SHORT_SECONDS = 0.5;

    /** Numbers that are put aside before their losses are computed: 64 MB. */
    private static final long ASIDE = 1L << 24;

    private final RacePlan plan;
    private final Losses training;
    private final Optional<Losses> validation;

    /**
     * @throws InputException if the loss of a start is not finite
     */
    Track(RacePlan plan) {
        this.plan = plan;
        Model model = plan.learner().initialModel(plan.fit().seed());
        training = losses(model, plan.training(), plan.fit());
        validation = plan.validation().map(rows -> losses(model, rows, Fit.defaults()));
        for (int start = 0; start < plan.starts(); start++) requireFinite(start);
    }

    private void requireFinite(int start) {
        long seed = plan.fit().seed() + start;
        float[] weights = plan.learner().initialModel(seed).parameters().values();
        double loss = losses(training, List.of(weights))[0];
        if (!Double.isFinite(loss))
            throw new InputException(
                    "race: with seed %d the loss is %s before the first step, so that no optimizer can begin; standardize the inputs"
                            .formatted(seed, loss));
    }

    private static Losses losses(Model model, Dataset rows, Fit fit) {
        Losses losses = Losses.of(model, rows, fit);
        losses.useKernels(Kernels.best());
        return losses;
    }

    /** A training that is about to begin; racers with one seed begin with the same weights. */
    static Trainer racing(RacePlan plan, Racer racer, Optimizer optimizer, long seed) {
        Trainer trainer = trainer(plan, racer, optimizer, seed);
        trainer.useKernels(Kernels.best());
        return trainer;
    }

    /** The same with the kernels that are compiled so far. */
    static Trainer trainer(RacePlan plan, Racer racer, Optimizer optimizer, long seed) {
        Learner learner =
                new Learner(
                        plan.learner().network(),
                        plan.learner().loss(),
                        optimizer,
                        plan.learner().metrics());
        return learner.trainer(plan.training(), plan.fit().batchSize(racer.batchSize()).seed(seed));
    }

    /**
     * The steps after which laps end: parts of the first epoch, then whole epochs, at most {@link
     * #LAPS} of them evenly, and the last.
     */
    static List<Long> laps(int epochs, int stepsPerEpoch) {
        SortedSet<Long> laps = new TreeSet<>();
        for (int part = PARTS; part > 0; part /= 2)
            laps.add((long) Math.ceilDiv(stepsPerEpoch, part));
        int every = Math.ceilDiv(epochs, LAPS);
        for (long epoch = every; epoch < epochs; epoch += every) laps.add(epoch * stepsPerEpoch);
        laps.add((long) epochs * stepsPerEpoch);
        return List.copyOf(laps);
    }

    /** Rows whose gradient was computed in so many steps. */
    static long gradientEvaluations(Trainer trainer, int rows) {
        long epochs = trainer.steps() / trainer.stepsPerEpoch();
        return epochs * rows + trainer.steps() % trainer.stepsPerEpoch() * trainer.batchSize();
    }

    /** The loss over the training rows at any weights. */
    Losses training() {
        return training;
    }

    private static double[] losses(Losses losses, List<float[]> weights) {
        double[] values = new double[weights.size()];
        losses.at(
                values,
                (k, to) -> System.arraycopy(weights.get(k), 0, to, 0, to.length),
                _ -> refuseIfInterrupted());
        return values;
    }

    static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("race stopped");
    }

    /**
     * Steps until so many are done.
     *
     * @param afterStep what it throws ends the training
     * @return whether all losses were finite
     */
    static boolean run(Trainer trainer, long steps, Runnable afterStep) {
        while (trainer.steps() < steps) {
            if (!Double.isFinite(trainer.step())) return false;
            afterStep.run();
        }
        return true;
    }

    /** Weights that were put aside. */
    private record Aside(double epoch, long step, long evaluations, long nanos, float[] weights) {}

    /** A training, and the weights that were kept of it. */
    record Run(Descent descent, List<Trajectory.Point> path) {}

    /**
     * Trains a racer from a start to the end.
     *
     * @param optimizer with its learning rate
     * @param kept epochs after which weights are kept: laps that all racers have
     * @param progress is told the epochs done of this training
     * @throws CancellationException if the thread is interrupted
     */
    Run descend(
            Racer racer, Optimizer optimizer, long seed, Set<Double> kept, LongConsumer progress) {
        Trainer trainer = racing(plan, racer, optimizer, seed);
        List<Aside> aside = new ArrayList<>();
        List<Lap> laps = new ArrayList<>();
        List<Trajectory.Point> path = new ArrayList<>();
        Optional<Descent.Divergence> divergence = Optional.empty();
        long nanos = 0;
        aside.add(aside(trainer, nanos, kept, path));
        List<Long> ends = laps(plan.fit().epochs(), trainer.stepsPerEpoch());
        for (long end : ends) {
            long began = System.nanoTime();
            boolean finite = run(trainer, end, Track::refuseIfInterrupted);
            nanos += System.nanoTime() - began;
            if (!finite) {
                divergence = Optional.of(divergence(trainer));
                break;
            }
            if (end == ends.getLast()) trainer.finish();
            aside.add(aside(trainer, nanos, kept, path));
            if ((long) aside.size() * aside.getFirst().weights.length > ASIDE) measure(aside, laps);
            progress.accept(trainer.epoch());
        }
        measure(aside, laps);
        timeAgain(() -> racing(plan, racer, optimizer, seed), laps);
        return new Run(Descent.of(seed, laps, divergence), path);
    }

    /** Short trainings are timed several times: the fastest was disturbed least. */
    private static void timeAgain(Supplier<Trainer> training, List<Lap> laps) {
        double spent = laps.getLast().seconds();
        for (int time = 1; time < TIMES && spent < SHORT_SECONDS; time++) {
            Trainer trainer = training.get();
            double[] seconds = new double[laps.size()];
            for (int k = 1; k < seconds.length; k++) {
                long began = System.nanoTime();
                run(trainer, laps.get(k).step(), Track::refuseIfInterrupted);
                seconds[k] = seconds[k - 1] + (System.nanoTime() - began) / 1e9;
            }
            spent += seconds[seconds.length - 1];
            if (seconds[seconds.length - 1] >= laps.getLast().seconds()) continue;
            for (int k = 0; k < seconds.length; k++)
                laps.set(k, laps.get(k).withSeconds(seconds[k]));
        }
    }

    private static Descent.Divergence divergence(Trainer trainer) {
        return new Descent.Divergence(trainer.steps(), trainer.notFinite().orElseThrow().message());
    }

    private Aside aside(
            Trainer trainer, long nanos, Set<Double> kept, List<Trajectory.Point> path) {
        Parameters weights = trainer.model().parameters();
        if (kept.contains(trainer.steps() / (double) trainer.stepsPerEpoch()))
            path.add(new Trajectory.Point(trainer.steps(), weights));
        int rows = plan.training().rows();
        long evaluations = gradientEvaluations(trainer, rows);
        return new Aside(
                evaluations / (double) rows, trainer.steps(), evaluations, nanos, weights.values());
    }

    /** The losses of what was put aside, which is not needed any more then. */
    private void measure(List<Aside> aside, List<Lap> laps) {
        List<float[]> weights = aside.stream().map(Aside::weights).toList();
        double[] onTraining = losses(training, weights);
        Optional<double[]> onValidation = validation.map(losses -> losses(losses, weights));
        for (int k = 0; k < onTraining.length; k++) {
            int lap = k;
            Aside a = aside.get(k);
            laps.add(
                    new Lap(
                            a.epoch,
                            a.step,
                            a.evaluations,
                            a.nanos / 1e9,
                            onTraining[k],
                            onValidation.map(losses -> losses[lap])));
        }
        aside.clear();
    }
}
