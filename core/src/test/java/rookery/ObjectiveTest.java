package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Gradients in inference mode are tested with those of {@link Trace}. */
class ObjectiveTest {

    private static final Dataset DATA = Samples.clouds(70, 4, 1);
    private static final Learner LEARNER = Samples.learner(4, 6);

    @Test
    void of_the_next_batch_it_is_what_the_step_computes() {
        Trainer trainer = LEARNER.trainer(DATA, Fit.defaults().batchSize(16));
        trainer.step();
        Objective objective = Objective.ofNextBatch(trainer);
        double loss = objective.lossAndGradients();
        float[] gradients = objective.gradients().values();
        assertThat(trainer.steps()).isEqualTo(1);
        assertThat(trainer.step()).isEqualTo(loss);
        assertThat(trainer.gradients().values()).isEqualTo(gradients); // plain descent keeps them
    }

    @Test
    void in_training_it_is_one_batch_of_all_rows_weighted_as_fit_says() {
        Model model = LEARNER.initialModel(3);
        Fit fit = Fit.defaults().classWeights(1, 2, 3).seed(3);
        Objective objective = Objective.inTraining(model, DATA, fit);
        Trainer trainer = LEARNER.trainer(DATA, fit.fullBatch().shuffle(false));
        assertThat(objective.lossAndGradients()).isEqualTo(trainer.step());
        assertThat(objective.gradients().values()).isEqualTo(trainer.gradients().values());
    }

    @Test
    void the_loss_is_that_of_the_weights_as_they_are_set() {
        Model model = LEARNER.initialModel(3);
        Objective objective = Objective.inInference(model, DATA, Fit.defaults());
        double before = objective.lossAndGradients();
        objective.parameters().values()[0] += 0.5f;
        Model moved = Model.of(LEARNER, objective.parameters());
        assertThat(objective.lossAndGradients())
                .isEqualTo(moved.evaluate(DATA).loss())
                .isNotEqualTo(before);
        assertThat(model.weightsSha256()).isEqualTo(LEARNER.initialModel(3).weightsSha256());
    }

    /** Else a replay would count a batch twice, and a good step as one that failed. */
    @Test
    void a_look_leaves_the_training_as_it_was() {
        Trainer trainer = LEARNER.trainer(DATA, Fit.defaults().batchSize(16));
        Trainer undisturbed = LEARNER.trainer(DATA, Fit.defaults().batchSize(16));
        for (int step = 0; step < trainer.stepsPerEpoch(); step++) {
            Objective objective = Objective.ofNextBatch(trainer);
            float[] weights = objective.parameters().values();
            float[] before = weights.clone();
            objective.lossAndGradients();
            Arrays.fill(weights, Float.NaN);
            assertThat(objective.lossAndGradients()).isNaN();
            System.arraycopy(before, 0, weights, 0, before.length);
            assertThat(trainer.step()).isEqualTo(undisturbed.step());
            assertThat(trainer.notFinite()).isEmpty();
        }
        assertThat(trainer.epochMetric(0)).isEqualTo(undisturbed.epochMetric(0));
        assertThat(trainer.model().weightsSha256()).isEqualTo(undisturbed.model().weightsSha256());
    }
}
