package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.MeanSquaredError;
import rookery.losses.Poisson;
import rookery.losses.SparseCategoricalCrossentropy;

import java.util.List;

class ClassTargetTest {
    private static final TextColumn PLAN = TextColumn.of("plan", "pro", "basic", "gold");
    private static final int[] ROWS = {0, 1, 2};

    @Test
    void classes_are_sorted_numbers_by_size_and_text_by_its_characters() {
        assertThat(ClassTarget.classes(NumberColumn.of("n", 10, 9, 10), ROWS))
                .containsExactly("9", "10");
        assertThat(ClassTarget.classes(TextColumn.of("t", "b", "10", "9"), ROWS))
                .containsExactly("10", "9", "b");
        assertThat(ClassTarget.classes(NumberColumn.of("n", -0.0, 0, 1), ROWS))
                .containsExactly("0", "1");
    }

    @Test
    void a_class_is_one_hot_or_its_position() {
        List<String> classes = List.of("basic", "gold", "pro");
        ClassTarget oneHot = new ClassTarget("plan", classes, false, TargetForm.ONE_HOT);
        assertThat(encode(oneHot)).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
        assertThat(oneHot.outputs()).isEqualTo(3);

        ClassTarget index = new ClassTarget("plan", classes, false, TargetForm.INDEX);
        assertThat(encode(index)).containsExactly(2, 0, 1);
        assertThat(index.outputs()).isEqualTo(3);

        ClassTarget binary = new ClassTarget("plan", classes, false, TargetForm.BINARY);
        assertThat(binary).isEqualTo(oneHot); // three classes need three outputs
    }

    @Test
    void one_value_against_the_rest_is_the_first_of_two_classes() {
        ClassTarget target = ClassTarget.againstRest("plan", "pro", TargetForm.BINARY);
        assertThat(target.classes()).containsExactly("pro", "not pro");
        assertThat(encode(target)).containsExactly(0, 1, 1);
        assertThat(target.outputs()).isEqualTo(1);
    }

    @Test
    void the_largest_output_is_the_class() {
        ClassTarget target = new ClassTarget("t", List.of("no", "yes"), false, TargetForm.ONE_HOT);
        Prediction.OfClass answer =
                (Prediction.OfClass)
                        target.prediction(
                                new float[] {0.25f, 0.75f}, new CategoricalCrossentropy());
        assertThat(answer.text()).isEqualTo("yes");
        assertThat(answer.probabilities()).containsEntry("no", 0.25f).containsEntry("yes", 0.75f);
    }

    @Test
    void a_single_output_is_the_probability_of_the_second_class() {
        ClassTarget target = new ClassTarget("t", List.of("no", "yes"), false, TargetForm.BINARY);
        Prediction.OfClass answer =
                (Prediction.OfClass)
                        target.prediction(new float[] {0.75f}, new BinaryCrossentropy());
        assertThat(answer.text()).isEqualTo("yes");
        assertThat(answer.probabilities()).containsEntry("no", 0.25f).containsEntry("yes", 0.75f);
    }

    @Test
    void the_form_follows_from_the_loss() {
        assertThat(TargetForm.of(new CategoricalCrossentropy())).isEqualTo(TargetForm.ONE_HOT);
        assertThat(TargetForm.of(new MeanSquaredError())).isEqualTo(TargetForm.ONE_HOT);
        assertThat(TargetForm.of(new SparseCategoricalCrossentropy())).isEqualTo(TargetForm.INDEX);
        assertThat(TargetForm.of(new BinaryCrossentropy())).isEqualTo(TargetForm.BINARY);
        assertThat(TargetForm.of(new Poisson())).isEqualTo(TargetForm.AS_IS);
        assertThat(TargetForm.of(new GaussianNll())).isEqualTo(TargetForm.NORMAL);
    }

    @Test
    void one_class_is_refused_and_so_are_two_of_one_name() {
        assertThatThrownBy(() -> new ClassTarget("t", List.of("a"), false, TargetForm.ONE_HOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target t: needs at least two classes, got [a]");
        assertThatThrownBy(() -> new ClassTarget("t", List.of("a", "a"), false, TargetForm.INDEX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target t: two classes have the same name in [a, a]");
    }

    private static float[] encode(ClassTarget target) {
        float[] into = new float[ROWS.length * target.columns()];
        target.encode(PLAN, ROWS, into);
        return into;
    }
}
