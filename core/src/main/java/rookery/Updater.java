package rookery;

import rookery.constraints.Constraint;
import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.layers.Layer;
import rookery.optimizers.Optimizer;
import rookery.optimizers.OptimizerState;
import rookery.optimizers.Update;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a step ends: from gradients to new parameters. Regularizers, optimizer, constraints. */
final class Updater {

    private final Optimizer optimizer;
    private final Parameters parameters;
    private final float[] gradients;
    private final OptimizerState state;
    private final Update update;
    private final Penalty penalty;
    private final boolean byRange;
    private final Bound[] bounds;
    private final Workers.Work updateShare = this::updateShare;
    private final Workers.Work constrainShare = this::constrainShare;

    /** A constrained tensor's window. */
    private record Bound(Constraint constraint, ParameterSpec spec, int at) {}

    Updater(Learner learner, Parameters parameters, float[] gradients, long seed) {
        this.parameters = parameters;
        this.gradients = gradients;
        optimizer = learner.optimizer();
        state = optimizer.init(parameters);
        update = new Update(optimizer, parameters, gradients, state, seed);
        penalty = new Penalty(learner.network(), parameters);
        byRange = optimizer.elementwise() && penalty.elementwise();
        bounds = bounds(learner.network(), parameters);
    }

    private static Bound[] bounds(Sequential network, Parameters parameters) {
        List<Bound> found = new ArrayList<>();
        int tensor = 0;
        for (int k = 0; k < network.layers().size(); k++) {
            Layer layer = network.layers().get(k);
            for (ParameterSpec spec : layer.parameters(network.width(k))) {
                Optional<Constraint> constraint = layer.constraint(spec);
                if (spec.trained() && constraint.isPresent())
                    found.add(new Bound(constraint.get(), spec, parameters.offset(tensor)));
                tensor++;
            }
        }
        return found.toArray(Bound[]::new);
    }

    /** What the optimizer remembers. */
    OptimizerState state() {
        return state;
    }

    /** What the regularizers add to the loss. */
    double penalty(Kernels kernels) {
        return penalty.value(kernels);
    }

    /**
     * Whether a range of parameters may be updated as soon as its gradients over the batch are
     * there, by {@link #update}; otherwise by {@link #updateAll} when all are.
     */
    boolean byRange() {
        return byRange;
    }

    /** Begins an update. */
    void begin(Kernels kernels, int threads, double rate) {
        update.begin(kernels, threads, rate);
    }

    /** Updates the parameters {@code from} to {@code to} (exclusive), whose gradients are there. */
    void update(int from, int to) {
        penalty.addGradients(update.kernels(), gradients, from, to);
        update.update(from, to);
    }

    /** Adds the regularizers' gradients to those of the loss, which are all there. */
    void regularize(Kernels kernels) {
        penalty.addWholeGradients(kernels, gradients);
        penalty.addGradients(kernels, gradients, 0, gradients.length);
    }

    /** Updates all parameters by their gradients, regularizers' included. */
    void updateAll(int threads) {
        update.prepare();
        Workers.run(updateShare, threads);
    }

    private void updateShare(int share, int shares) {
        update.update(update.shareBegin(share, shares), update.shareBegin(share + 1, shares));
    }

    /** Puts constrained tensors right after an update. */
    void constrain(int threads) {
        if (bounds.length > 0) Workers.run(constrainShare, threads);
    }

    private void constrainShare(int share, int shares) {
        for (Bound bound : bounds) {
            int panels = Panels.count(bound.spec.cols());
            int from = panels * share / shares;
            int to = panels * (share + 1) / shares;
            if (from < to)
                bound.constraint.apply(bound.spec, parameters.values(), bound.at, from, to);
        }
    }

    /** Puts the parameters where training leaves them. */
    void finish() {
        optimizer.finish(parameters, state);
    }
}
