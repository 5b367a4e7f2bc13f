package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class HistoryTest {

    @Test
    void epochs_become_columns() {
        History history = History.of(List.of(Map.of("loss", 2.0), Map.of("loss", 1.5)));
        assertThat(history.epochs()).isEqualTo(2);
        assertThat(history.get("loss")).containsExactly(2.0, 1.5);
        assertThatThrownBy(() -> history.get("los"))
                .hasMessage("history has no \"los\"; did you mean loss?");
    }

    @Test
    void no_epochs_have_no_names() {
        assertThat(History.of(List.of()).names()).isEmpty();
    }

    @Test
    void epochs_of_different_names_are_refused() {
        assertThatThrownBy(() -> History.of(List.of(Map.of("loss", 2.0), Map.of("mae", 1.5))))
                .hasMessage("history: an epoch has [mae], but the first has [loss]");
    }
}
