package rookery.benchmarks.peers;

import rookery.benchmarks.Examples;
import rookery.benchmarks.Laps;
import rookery.benchmarks.Workload;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What the Java peers share: the pipe to the driver, and orders of rows. */
final class Peers {

    private static final PrintStream ANSWERS =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Peers() {}

    /** A clock that talks with the driver. */
    static Laps laps(String name, Workload work) {
        return new Laps(
                name,
                work.steps(),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                ANSWERS);
    }

    /** The numbers 0 … n−1 in an order of their own, in place. */
    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
    }

    /** Glorot's uniform weights of a layer (inputs × units). */
    static float[] weights(int inputs, int units, Random random) {
        float limit = (float) Math.sqrt(6.0 / (inputs + units));
        float[] weights = new float[inputs * units];
        for (int i = 0; i < weights.length; i++) weights[i] = limit * (2 * random.nextFloat() - 1);
        return weights;
    }

    /** The features of a workload. */
    static float[] features(Workload work) {
        return Examples.features(work.dataRows(), work.inputs());
    }

    /** The classes of these features. */
    static int[] classes(Workload work, float[] features) {
        return Examples.classes(features, work.inputs(), work.outputs());
    }
}
