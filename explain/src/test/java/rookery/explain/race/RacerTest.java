package rookery.explain.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Fit;
import rookery.optimizers.Adam;
import rookery.optimizers.ClipByNorm;
import rookery.optimizers.Lion;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;
import rookery.schedules.CosineDecay;

import java.util.List;

class RacerTest {

    @Test
    void the_lectures_variants_are_sgd_with_all_rows_with_one_and_with_32() {
        List<Racer> racers = Racer.list("gd, online, minibatch", 7);
        assertThat(racers).extracting(Racer::optimizer).containsOnly(new Sgd());
        assertThat(racers).extracting(Racer::batchSize).containsExactly(Fit.FULL_BATCH, 1, 32);
        assertThat(racers).extracting(Racer::rateGiven).containsOnly(false);
    }

    @Test
    void all_twelve_usual_ones_are_known_and_differ() {
        List<Racer> racers = Racer.list(Racer.USUAL, 32);
        assertThat(racers).hasSize(12);
        assertThat(racers)
                .extracting(racer -> racer.optimizer() + " " + racer.batchSize())
                .doesNotHaveDuplicates();
        assertThat(racers.get(3).optimizer()).isEqualTo(new Sgd(0.01, 0.9, false));
        assertThat(racers.get(4).optimizer()).isEqualTo(new Sgd(0.01, 0.9, true));
        assertThat(((Adam) racers.get(11).optimizer()).amsgrad()).isTrue();
    }

    @Test
    void any_optimizer_takes_its_arguments_and_the_rows_of_a_step() {
        List<Racer> racers = Racer.list("adam(beta_1=0.8)@64,lion,momentum@full", 16);
        assertThat(((Adam) racers.get(0).optimizer()).beta1()).isEqualTo(0.8);
        assertThat(racers.get(0).name()).isEqualTo("adam(beta_1=0.8)@64");
        assertThat(racers.get(1).optimizer()).isInstanceOf(Lion.class);
        assertThat(racers).extracting(Racer::batchSize).containsExactly(64, 16, Fit.FULL_BATCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    adam; false
                    adam(beta_1=0.8); false
                    adam(0.001); true
                    adam(learning_rate=0.001); true
                    adam(beta_1=0.8, clipnorm=1); false
                    adam(clipnorm=1, learning_rate=0.1); true
                    clip_by_norm(adam, 1); false
                    clip_by_norm(sgd(0.01), 1); true
                    sgd(cosine_decay(0.1, 1000)); true
                    """)
    void a_learning_rate_is_given_if_the_text_says_one_even_the_usual(String text, boolean given) {
        assertThat(Racer.of(text, 32).rateGiven()).isEqualTo(given);
    }

    @Test
    void without_one_the_optimizer_keeps_its_usual_rate() {
        assertThat(Racer.of("adam(beta_1=0.8)", 32).optimizer().learningRate())
                .isEqualTo(new Constant(0.001));
        assertThat(Racer.of("clip_by_norm(sgd, 1)", 32).optimizer())
                .isEqualTo(new ClipByNorm(new Sgd(), 1));
        assertThat(Racer.of("sgd(cosine_decay(0.1, 1000))", 32).optimizer().learningRate())
                .isInstanceOf(CosineDecay.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    adam,adam; adam is there twice
                    adam,; one of them is empty
                    adamm; did you mean adam
                    gd@16; gd has its own rows of a step; pass sgd@16 for others
                    gd(0.1); gd takes no arguments; pass sgd with them
                    amsgrad(0.1); amsgrad takes no arguments; pass adam with them
                    adam@; rows of a step are wanted after @, from 1 on or full, got ""
                    adam@0; got "0"
                    adam@many; got "many"
                    adam(beta_1=2); beta_1 must be in [0, 1)
                    """)
    void what_is_wrong_is_said(String texts, String message) {
        assertThatThrownBy(() -> Racer.list(texts, 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
