package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Softmax;
import rookery.events.Callback;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingStarted;
import rookery.layers.Dense;
import rookery.tensor.Matrix;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

class ProgressTest {

    private static List<String> lines(boolean terminal, int epochs) {
        return lines(terminal, Console.WIDTH, epochs);
    }

    private static List<String> lines(
            boolean terminal, int width, int epochs, Callback... callbacks) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Console console = new Console(writer, writer, terminal, false, width);
        Dataset data =
                Dataset.of(Matrix.of(4, 1, 1, 2, 3, 4), Matrix.of(4, 2, 1, 0, 1, 0, 0, 1, 0, 1));
        Learner learner =
                Sequential.of(1, new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "sgd", "accuracy");
        Callback[] all = Arrays.copyOf(callbacks, callbacks.length + 1);
        all[callbacks.length] = new Progress(console);
        learner.fit(data, data, Fit.defaults().epochs(epochs), all);
        return out.toString().lines().toList();
    }

    @Test
    void elsewhere_than_on_a_terminal_there_are_at_most_ten_lines_the_last_epoch_among_them() {
        List<String> lines = lines(false, 37);
        assertThat(lines).hasSize(10).allMatch(line -> line.length() <= 80);
        assertThat(lines.getFirst()).matches("epoch  4/37  loss \\S+/\\S+  accuracy \\S+/\\S+");
        assertThat(lines.getLast()).startsWith("epoch 37/37  ");
        assertThat(lines(false, 3)).hasSize(3);
    }

    @Test
    void a_terminal_gets_one_line_with_a_full_bar_at_the_end() {
        List<String> lines = lines(true, 500);
        assertThat(lines).allMatch(line -> line.length() < 80);
        assertThat(lines.getLast())
                .matches("epoch 500/500 █+  loss \\S+/\\S+  accuracy \\S+/\\S+  [0-9.]+ s *");
        assertThat(lines.getFirst()).as("lines end with a carriage return").isEmpty();
    }

    @Test
    void a_terminal_without_room_for_a_bar_gets_none() {
        Callback stop =
                (event, training) -> {
                    if (event instanceof EpochEnded) training.stop("seen enough");
                };
        assertThat(lines(true, 40, Integer.MAX_VALUE, stop).getLast())
                .matches("epoch +1/2147483647 +[0-9.]+ s *");
    }

    @Test
    void waiting_for_the_moment_to_draw_allocates_nothing() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Progress progress = new Progress(new Console(writer, writer, true, false, Console.WIDTH));
        progress.on(new TrainingStarted(4, 4, 1, 4, 100, List.of("loss")), null);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        boolean wanted = false;
        for (long step = 0; !wanted; step++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            wanted = progress.wantsStep(step);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes of a step").isZero();
    }
}
