package rookery.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.activations.Activation;
import rookery.activations.LeakyRelu;
import rookery.losses.Loss;

import java.util.List;

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
