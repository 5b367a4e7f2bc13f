package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class PatienceTest {

    private final StringWriter err = new StringWriter();
    private double seconds;
    private boolean warm = true;

    private Patience patience(boolean endless) {
        PrintWriter to = new PrintWriter(err, true);
        return new Patience(
                new Console(to, to, false, false, 80),
                "losses",
                1000,
                "take fewer --points",
                endless,
                () -> warm,
                () -> (long) (seconds * 1e9));
    }

    private static void at(PatienceTest test, Patience patience, double seconds, int done) {
        test.seconds = seconds;
        patience.accept(done);
    }

    @Test
    void the_speed_after_two_seconds_tells_how_long_it_takes() {
        Patience patience = patience(false);
        at(this, patience, 0.5, 1);
        at(this, patience, 2, 2);
        at(this, patience, 3, 12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(this, patience, 4, 22)) // ten a second: 978 more take 97.8 s
                .withMessage(
                        "this takes about 1:42 min, for 1,000 losses; pass --yes to wait for it, or"
                                + " take fewer --points");
    }

    @Test
    void what_takes_less_than_a_minute_goes_on_and_is_looked_at_once() {
        Patience patience = patience(false);
        at(this, patience, 2, 2);
        at(this, patience, 4, 60); // 940 more take 32 s
        at(this, patience, 500, 31);
        assertThat(err.toString()).contains("31 of 1,000 losses");
    }

    @Test
    void what_is_slow_is_looked_at_as_soon_as_there_are_two_numbers() {
        Patience patience = patience(false);
        at(this, patience, 9, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(this, patience, 18, 2))
                .withMessageStartingWith("this takes about 2:30 h, for 1,000 losses;");
    }

    @Test
    void what_scalar_kernels_take_tells_nothing_of_the_compiled_ones() {
        Patience patience = patience(false);
        warm = false;
        at(this, patience, 5, 3);
        at(this, patience, 10, 6); // at this speed it would take half an hour
        warm = true;
        at(this, patience, 12, 8);
        at(this, patience, 14, 68); // thirty a second: 932 more take 31 s
        at(this, patience, 45, 1000);
        assertThat(err.toString()).contains("1,000 of 1,000 losses");
    }

    @Test
    void kernels_that_are_never_compiled_are_waited_for_for_twenty_seconds() {
        Patience patience = patience(false);
        warm = false;
        at(this, patience, 10, 2);
        at(this, patience, 20, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(this, patience, 25, 5)) // 995 more, five seconds each
                .withMessageStartingWith("this takes about 1:23 h, for 1,000 losses;");
    }

    @Test
    void who_has_time_is_not_asked() {
        Patience patience = patience(true);
        at(this, patience, 9, 1);
        at(this, patience, 18, 2);
        at(this, patience, 180, 3);
        assertThat(err.toString()).contains("3 of 1,000 losses");
    }
}
