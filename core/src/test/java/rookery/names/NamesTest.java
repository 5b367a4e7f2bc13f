package rookery.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.activations.Activation;
import rookery.activations.LeakyRelu;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;

import java.util.List;
import java.util.stream.IntStream;

class NamesTest {

    @Test
    void a_wrong_name_is_answered_with_the_nearest() {
        assertThatThrownBy(() -> Loss.NAMES.get("crossentropy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "unknown loss \"crossentropy\"; did you mean categorical_crossentropy,"
                                + " sparse_categorical_crossentropy or binary_crossentropy?");
    }

    @Test
    void a_slip_of_the_finger_is_found_whatever_the_case() {
        assertThat(Names.suggest("Rleu", List.of("linear", "relu", "tanh")))
                .isEqualTo("did you mean relu?");
    }

    @Test
    void where_nothing_is_near_all_are_listed() {
        assertThat(Names.suggest("banana", List.of("relu", "tanh")))
                .isEqualTo("known are relu and tanh");
    }

    @Test
    void initials_are_understood() {
        List<String> known = List.of("learning_rate", "beta_1", "weight_decay", "epsilon");
        assertThat(Names.suggest("lr", known)).isEqualTo("did you mean learning_rate?");
        assertThat(Names.suggest("WD", known)).isEqualTo("did you mean weight_decay?");
        assertThat(Names.suggest("b1", known)).isEqualTo("did you mean beta_1?");
        assertThat(Names.suggest("e", List.of("epsilon", "momentum")))
                .isEqualTo("known are epsilon and momentum");
        assertThatThrownBy(() -> Optimizer.NAMES.get("adam(lr=0.1)"))
                .hasMessage(
                        "optimizer \"adam(lr=0.1)\", position 6: adam has no argument \"lr\"; did"
                                + " you mean learning_rate?");
    }

    @Test
    void of_very_many_names_the_first_are_listed() {
        List<String> known = IntStream.rangeClosed(1, 300).mapToObj(i -> "penguins-" + i).toList();
        assertThat(Names.suggest("nope", known.subList(0, 20)))
                .endsWith(", penguins-19 and penguins-20");
        assertThat(Names.suggest("nope", known))
                .isEqualTo(
                        "known are penguins-1, penguins-2, penguins-3, penguins-4, penguins-5,"
                                + " penguins-6, penguins-7, penguins-8 and 292 more");
        assertThat(Names.suggest("penguin-300", known)).startsWith("did you mean penguins-300");
    }

    @Test
    void what_a_member_refuses_is_told_as_texts_spell_it() {
        assertThatThrownBy(() -> Optimizer.NAMES.get("adam(cosine_decay(0.1, -5))"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cosine_decay: decay_steps must be at least 1, got -5")
                .hasRootCauseMessage("CosineDecay: decaySteps must be at least 1, got -5");
        assertThatThrownBy(() -> Metric.NAMES.get("auc(summation_method=minoring)"))
                .hasMessage(
                        "auc: summation_method minoring needs num_thresholds, as the exact area is"
                                + " not binned");
    }

    @Test
    void where_there_is_nothing_at_all_it_says_so() {
        assertThat(Names.suggest("x", List.of())).isEqualTo("there are none");
    }

    @Test
    void a_member_knows_its_name_whatever_its_hyperparameters() {
        assertThat(Activation.NAMES.nameOf(new LeakyRelu(0.01))).isEqualTo("leaky_relu");
    }

    @Test
    void of_two_names_the_first_is_written() {
        assertThat(Loss.NAMES.nameOf(Loss.NAMES.get("mse"))).isEqualTo("mean_squared_error");
    }
}
