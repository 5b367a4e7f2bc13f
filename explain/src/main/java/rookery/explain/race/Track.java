package rookery.explain.race;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Losses;
import rookery.Model;
import rookery.Trainer;
import rookery.explain.landscape.Trajectory;
import rookery.kernels.Kernels;
import rookery.optimizers.Optimizer;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * Where racers train and are measured. The clock runs while steps are taken, one racer after the
 * other; weights are put aside between laps, and their losses computed when it stands.
 */
final class Track {

    /** Laps at most, besides the first epoch's. */
    private static final int LAPS = 50;

    /** Numbers that are put aside before their losses are computed: 64 MB. */
    private static final long ASIDE = 1L << 24;

    private final RacePlan plan;
    private final Losses training;
    private final Optional<Losses> validation;

    Track(RacePlan plan) {
        this.plan = plan;
        Model model = plan.learner().initialModel(plan.fit().seed());
        training = losses(model, plan.training(), plan.fit());
        validation = plan.validation().map(rows -> losses(model, rows, Fit.defaults()));
    }

    private static Losses losses(Model model, Dataset rows, Fit fit) {
        Losses losses = Losses.of(model, rows, fit);
        losses.useKernels(Kernels.best());
        return losses;
    }

    /** A training that is about to begin; racers with one seed begin with the same weights. */
    static Trainer trainer(RacePlan plan, Racer racer, Optimizer optimizer, long seed) {
        Learner learner =
                new Learner(
                        plan.learner().network(),
                        plan.learner().loss(),
                        optimizer,
                        plan.learner().metrics());
        Trainer trainer =
                learner.trainer(
                        plan.training(), plan.fit().batchSize(racer.batchSize()).seed(seed));
        trainer.useKernels(Kernels.best());
        return trainer;
    }

    /** The epochs after which laps end: the first, then evenly at most {@link #LAPS}, the last. */
    static List<Integer> laps(int epochs) {
        int every = Math.ceilDiv(epochs, LAPS);
        List<Integer> laps = new ArrayList<>(List.of(1));
        for (int epoch = every; epoch < epochs; epoch += every) if (epoch > 1) laps.add(epoch);
        if (epochs > 1) laps.add(epochs);
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

    /** Losses at some weights of a model's network over the training rows. */
    double[] losses(List<float[]> weights) {
        return losses(training, weights);
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
     * Steps to the end of an epoch.
     *
     * @param afterStep what it throws ends the training
     * @return whether all losses were finite
     */
    static boolean run(Trainer trainer, int epoch, Runnable afterStep) {
        long end = (long) epoch * trainer.stepsPerEpoch();
        while (trainer.steps() < end) {
            if (!Double.isFinite(trainer.step())) return false;
            afterStep.run();
        }
        return true;
    }

    /** Weights that were put aside. */
    private record Aside(int epoch, long step, long evaluations, long nanos, float[] weights) {}

    /** A training, and the weights that were kept of it. */
    record Run(Descent descent, List<Trajectory.Point> path) {}

    /**
     * Trains a racer from a start to the end.
     *
     * @param optimizer with its learning rate
     * @param kept epochs after which weights are kept, if a lap ends with them
     * @param progress is told the epochs done of this training
     * @throws CancellationException if the thread is interrupted
     */
    Run descend(
            Racer racer,
            Optimizer optimizer,
            long seed,
            Set<Integer> kept,
            LongConsumer progress) {
        Trainer trainer = trainer(plan, racer, optimizer, seed);
        List<Aside> aside = new ArrayList<>();
        List<Lap> laps = new ArrayList<>();
        List<Trajectory.Point> path = new ArrayList<>();
        Optional<Descent.Divergence> divergence = Optional.empty();
        long nanos = 0;
        aside.add(aside(trainer, 0, nanos, kept, path));
        for (int epoch : laps(plan.fit().epochs())) {
            long began = System.nanoTime();
            boolean finite = run(trainer, epoch, Track::refuseIfInterrupted);
            nanos += System.nanoTime() - began;
            if (!finite) {
                divergence = Optional.of(divergence(trainer));
                break;
            }
            if (epoch == plan.fit().epochs()) trainer.finish();
            aside.add(aside(trainer, epoch, nanos, kept, path));
            if ((long) aside.size() * aside.getFirst().weights.length > ASIDE) measure(aside, laps);
            progress.accept(epoch);
        }
        measure(aside, laps);
        return new Run(Descent.of(seed, laps, divergence), path);
    }

    private static Descent.Divergence divergence(Trainer trainer) {
        return new Descent.Divergence(
                trainer.steps(), trainer.notFinite().orElseThrow().message());
    }

    private Aside aside(
            Trainer trainer,
            int epoch,
            long nanos,
            Set<Integer> kept,
            List<Trajectory.Point> path) {
        Parameters weights = trainer.model().parameters();
        if (kept.contains(epoch)) path.add(new Trajectory.Point(trainer.steps(), weights));
        long evaluations = gradientEvaluations(trainer, plan.training().rows());
        return new Aside(epoch, trainer.steps(), evaluations, nanos, weights.values());
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
