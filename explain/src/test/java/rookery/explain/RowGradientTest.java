package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Softmax;
import rookery.layers.Dense;
import rookery.losses.Dice;
import rookery.optimizers.Sgd;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class RowGradientTest {

    @TempDir Path runs;

    /** In place of the last row: what is left of the batch is as it was. */
    @Test
    void a_row_of_no_batch_is_explained_in_place_of_the_last() {
        for (Learner learner : List.of(Watched.plain(), Watched.coupled())) {
            Watched watched = Watched.training(runs, learner);
            Why why = watched.why(3);
            Weight weight = why.weight("dense/kernel[1,2]");
            int[] rows = why.rows();
            int last = rows[rows.length - 1];
            int other =
                    IntStream.range(0, 90)
                            .filter(r -> IntStream.of(rows).noneMatch(in -> in == r))
                            .findFirst()
                            .orElseThrow();
            assertThat(why.inBatch(watched.data(), last)).hasValue(rows.length - 1);
            assertThat(why.inBatch(watched.data(), other)).isEmpty();
            Dataset elsewhere = watched.data().select(other, last);
            RowGradient would = why.row(weight, watched.data(), other, 5);
            assertThat(would.row()).isEqualTo(100 + other);
            assertThat(would).isEqualTo(why.row(weight, elsewhere, 0, 5));
            assertThat(would).isNotEqualTo(why.row(weight, watched.data(), last, 5));
            assertThat(why.row(weight, elsewhere, 1, 5))
                    .isEqualTo(why.row(weight, watched.data(), last, 5));
        }
    }

    @Test
    void a_loss_of_the_batch_as_a_whole_has_no_slope_for_a_row() {
        Learner learner =
                new Learner(Watched.plain().network(), new Dice(), new Sgd(0.1), List.of());
        Dataset data = Watched.clouds(50, 1);
        Why why =
                new Why(
                        learner.trainer(data, Fit.defaults()),
                        data,
                        NodeNames.of(learner.network(), Optional.empty()));
        Weight weight = why.weight("dense_1/bias[1]");
        WhyTest.addsUp(why.step(weight, _ -> {}));
        RowGradient row = why.row(weight, data, why.rows()[3], 5);
        assertThat(row.gradientCheck()).isEmpty();
        assertThat(row.throughStatistics()).isEmpty();
    }

    /** Weight 2 for class 2: its rows pull twice. */
    @Test
    void a_rows_weight_counts_in_its_part_and_not_in_its_gradient() {
        Watched watched = Watched.training(runs, Watched.plain());
        Why why = watched.why(0);
        Weight weight = why.weight("dense_2/bias[0]");
        int n = why.rows().length;
        for (Contribution row : why.step(weight, _ -> {}).rowContributions().orElseThrow()) {
            double ω = new double[] {1, 0.5, 2}[(row.row() - 100) % 3];
            assertThat(row.value())
                    .isEqualTo(ω * row.gradient() / n, within(1e-7 * Math.abs(row.value())));
        }
    }

    @Test
    void a_row_without_weight_adds_nothing_and_has_a_gradient() {
        Dataset data = Watched.clouds(10, 1).withWeights(0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        Learner learner = Watched.plain();
        Why why =
                new Why(
                        learner.trainer(data, Fit.defaults()),
                        data,
                        NodeNames.of(learner.network(), Optional.empty()));
        RowGradient row = why.row(why.weight("dense_2/bias[1]"), data, 0, 5);
        assertThat(row.contribution()).contains(0.0);
        assertThat(row.rowWeight()).isZero();
        assertThat(row.gradient()).isNotZero();
        assertThat(row.gradientCheck().orElseThrow())
                .isEqualTo(row.gradient(), within(row.gradientCheckTolerance().orElseThrow()));
    }

    /** Relu, in the head: ∂ℓ/∂w = (q_0 − 1)·x for the only path. */
    @Test
    void in_inference_a_row_is_alone() {
        Learner learner = Watched.learner(Sequential.of(4, new Dense(3, new Softmax())), "sgd");
        Dataset data = Watched.clouds(5, 1);
        Model model = learner.initialModel(1);
        Weight weight = Weight.parse("dense/kernel[1,0]", model.network().parameters());
        RowGradient row = RowGradient.inInference(model, Optional.empty(), weight, data, 3, 5);
        float q = model.predict(data.features().row(3))[0];
        assertThat(row.gradient()).isEqualTo((q - 1) * data.features().get(3, 1), within(1e-6));
        assertThat(row.pathCount()).isEqualTo(1);
        assertThat(row.row()).isEqualTo(103);
        assertThat(row.rowWeight()).isEqualTo(1);
        assertThat(row.contribution()).isEmpty();
        assertThat(row.connects()).isEqualTo("input 1 → unit 0 of dense");
        ForwardPass forward = row.forward();
        assertThat(forward.outputs().getFirst()).isEqualTo(new ForwardPass.Number("output 0", q));
        assertThat(forward.targets().getFirst().value()).isEqualTo(1);
        assertThat(forward.loss()).isEqualTo(-Math.log(q), within(1e-6));
        Learner whole = new Learner(learner.network(), new Dice(), new Sgd(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RowGradient.inInference(
                                whole.initialModel(1), Optional.empty(), weight, data, 3, 5))
                .withMessage(
                        "the loss is one of a batch as a whole: a single row has none; explain a"
                                + " step of a run");
    }
}
