package rookery;

import rookery.tensor.Parameters;

/**
 * What a training makes small, as a function of the weights: the mean loss over all rows,
 * regularizers' penalties included, and its gradient. Weights are set by writing to {@link
 * #parameters()}. Not safe for use by several threads at once.
 *
 * {@snippet :
 * Objective objective = Objective.inInference(run.model(), training, fit);
 * double loss = objective.lossAndGradients();
 * Parameters gradients = objective.gradients();
 * }
 */
public final class Objective {

    private final Trainer trainer;

    private Objective(Trainer trainer) {
        this.trainer = trainer;
    }

    private static Trainer trainer(Model model, Dataset data, Fit fit, boolean training) {
        Fit all = Fit.defaults().fullBatch().shuffle(false).seed(fit.seed());
        double[] classWeights = fit.classWeights().stream().mapToDouble(w -> w).toArray();
        return new Trainer(
                model.learner(),
                data,
                all.classWeights(classWeights).initialModel(model),
                training);
    }

    /**
     * In inference mode, where rows are independent of each other and nothing is drawn: statistics
     * that are not trained are constants.
     *
     * @param model at whose weights it begins
     * @param fit for its class weights
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public static Objective inInference(Model model, Dataset data, Fit fit) {
        return new Objective(trainer(model, data, fit, false));
    }

    /**
     * In training mode, all rows as one batch; what layers draw is that of step 0, each time.
     *
     * @param model at whose weights it begins
     * @param fit for its class weights and seed
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public static Objective inTraining(Model model, Dataset data, Fit fit) {
        return new Objective(trainer(model, data, fit, true));
    }

    /**
     * Of the batch of a training's next step, as that step will compute it. The weights are the
     * training's own: whoever changes them puts them back before the step.
     */
    public static Objective ofNextBatch(Trainer trainer) {
        return new Objective(trainer);
    }

    /** The weights themselves: written to by whoever wants to know the loss elsewhere. */
    public Parameters parameters() {
        return trainer.parameters();
    }

    /** The loss; {@link #gradients()} are there then. */
    public double lossAndGradients() {
        return trainer.lossAndGradients();
    }

    /** A copy of the gradients of the last {@link #lossAndGradients}; 0 for what is not trained. */
    public Parameters gradients() {
        return trainer.gradients();
    }
}
