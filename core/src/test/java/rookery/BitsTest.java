package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.activations.LeakyRelu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.layers.Dropout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same training in JVMs of every vector width, with and without the Vector API. */
class BitsTest {

    /** A short training through most of the code; prints the kernels and the weights' digest. */
    static final class Training {
        public static void main(String[] args) {
            System.out.println(Kernels.best().name() + " " + train(Kernels.best()));
        }
    }

    private static String train(Kernels kernels) {
        Sequential network =
                Sequential.of(
                        5,
                        new Dense(70, new Tanh()),
                        new Dropout(0.2),
                        new Dense(33, new LeakyRelu()),
                        new Dense(16, new Sigmoid()),
                        new Dense(3, new Softmax()));
        Trainer trainer =
                network.compile("categorical_crossentropy", "adam", "accuracy")
                        .trainer(
                                Samples.clouds(1300, 5, 4), Fit.defaults().batchSize(1100).seed(9));
        trainer.useKernels(kernels);
        // Weights that are no numbers would agree, too.
        for (int i = 0; i < 12; i++)
            if (!Double.isFinite(trainer.step())) throw new AssertionError("step " + i);
        return trainer.model().weightsSha256();
    }

    @Test
    void every_vector_width_gives_the_bits_of_the_scalar_kernels() throws Exception {
        String scalar = train(Kernels.scalar());
        Map<String, List<String>> machines = new LinkedHashMap<>();
        String module = "jdk.incubator.vector";
        machines.put("scalar", List.of("-Drookery.kernels=scalar"));
        Optional<Kernels> widest = Kernels.vector();
        for (int bits : new int[] {128, 256, 512})
            if (widest.isPresent() && bits <= width(widest.get()))
                machines.put(
                        "vector-" + bits,
                        List.of("--add-modules", module, "-XX:MaxVectorSize=" + bits / 8));
        for (Map.Entry<String, List<String>> machine : machines.entrySet())
            assertThat(run(machine.getValue())).isEqualTo(machine.getKey() + " " + scalar);
    }

    private static int width(Kernels kernels) {
        return Integer.parseInt(kernels.name().replaceAll("\\D", ""));
    }

    private static String run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                Arrays.asList(
                        "-cp", System.getProperty("java.class.path"), Training.class.getName()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
