package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Objective;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;

/** What several screens ask a model: gradients as training has them, slopes, other weights. */
final class Probe {

    /** How far a weight is moved to measure a slope: less drowns in single precision. */
    private static final float NUDGE = 0.01f;

    private Probe() {}

    /** The gradient of the mean loss over all these rows, as a step of training computes it. */
    static Parameters gradients(Model model, Dataset rows) {
        Objective objective = Objective.inTraining(model, rows, Fit.defaults());
        objective.lossAndGradients();
        return objective.gradients();
    }

    /** How the mean loss over these rows changes with a kernel's weight: a central difference. */
    static double slope(Model model, String kernel, int i, int j, Dataset rows) {
        Objective objective = Objective.inTraining(model, rows, Fit.defaults());
        float[] θ = objective.parameters().values();
        int at = objective.parameters().at(kernel, i, j);
        float weight = θ[at];
        θ[at] = weight + NUDGE;
        double way = θ[at];
        double gain = objective.lossAndGradients();
        θ[at] = weight - NUDGE;
        way -= θ[at];
        gain -= objective.lossAndGradients();
        return gain / way;
    }

    /** The model after θ ← θ + factor·g. */
    static Model moved(Model model, Parameters g, double factor) {
        Parameters θ = model.parameters();
        for (int i = 0; i < θ.values().length; i++)
            θ.values()[i] = θ.values()[i] + (float) factor * g.values()[i];
        return Model.of(model.learner(), θ);
    }

    /** All features of one example. */
    static List<Double> row(Panels panels, int example) {
        List<Double> row = new ArrayList<>();
        for (int k = 0; k < panels.features(); k++) row.add((double) panels.get(example, k));
        return List.copyOf(row);
    }
}
