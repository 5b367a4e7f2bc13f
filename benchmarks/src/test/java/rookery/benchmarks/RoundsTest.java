package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.benchmarks.Session.Case;
import rookery.benchmarks.Session.Series;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RoundsTest {

    @TempDir Path folder;

    private static Peer peer(String key, List<String> command) {
        return new Peer(key, key, Set.of(Workload.Kind.TRAIN), command, Map.of());
    }

    @Test
    void each_peer_is_measured_beside_ours_and_who_cannot_start_is_listed_with_the_reason()
            throws Exception {
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        List<Peer> peers =
                List.of(
                        peer("twin", Peer.ours().command()),
                        peer("absent", List.of("no-such-program")),
                        peer("broken", brokenCommand()));
        Case measured =
                new Rounds(
                                Workload.of("train", "3-4-2", "8", "sgd"),
                                peers,
                                0.01,
                                folder,
                                new PrintStream(progress, true, StandardCharsets.UTF_8))
                        .measure(2);

        Series twin = measured.peers().getFirst();
        assertThat(twin.problem()).isNull();
        assertThat(twin.answers()).hasSize(2);
        assertThat(twin.beside()).isEqualTo(measured.ours().answers());
        assertThat(twin.answers().getLast().loss()).isPositive();
        assertThat(twin.name()).startsWith("Rookery");
        assertThat(measured.peers().get(1).problem()).contains("no-such-program");
        assertThat(measured.peers().get(2).problem()).contains("no.such.Class");
        assertThat(measured.peers().get(2).measured()).isFalse();
        assertThat(progress.toString(StandardCharsets.UTF_8))
                .contains("round 2")
                .contains("broken:");
    }

    private static List<String> brokenCommand() {
        List<String> ours = Peer.ours().command();
        return List.of(ours.getFirst(), "no.such.Class");
    }

    @Test
    void options_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> Options.parse(folder, "--round", "3"))
                .hasMessageContaining("--round: unknown option");
        assertThatThrownBy(() -> Options.parse(folder, "--rounds", "0"))
                .hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> Options.parse(folder, "--only", "jax,jaxx"))
                .hasMessageContaining("there is no jaxx");
        assertThatThrownBy(() -> Options.parse(folder, "--case"))
                .hasMessageContaining("value is missing");
    }

    @Test
    void cases_are_chosen_by_parts_of_their_titles() {
        Options options = Options.parse(folder, "--case", "3-16-2, 32", "--case", "cold");
        assertThat(Workload.TRAINING.stream().filter(work -> options.wants(work.title())))
                .containsExactly(Workload.of("train", "3-16-2", "32", "sgd"));
        assertThat(options.wants(ColdStart.TITLE)).isTrue();
    }
}
