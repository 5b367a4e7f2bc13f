package rookery.benchmarks.peers;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

import rookery.benchmarks.Examples;
import rookery.benchmarks.Laps;
import rookery.benchmarks.Workload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Deeplearning4j: {@code MultiLayerNetwork.fit} on batches that {@code pullRows} gathers. It has a
 * loss, but no accuracy in training; it is spared a second pass for that.
 */
public final class Dl4jPeer {

    private Dl4jPeer() {}

    /** Measures a {@link Workload} of training. */
    public static void main(String... arguments) throws IOException {
        Workload work = Workload.of(arguments);
        if (work.kind() != Workload.Kind.TRAIN)
            throw new IllegalArgumentException("DL4J is measured in training only");
        float[] features = Peers.features(work);
        float[] targets = Examples.oneHot(Peers.classes(work, features), work.outputs());
        INDArray x = Nd4j.create(features, work.dataRows(), work.inputs());
        INDArray y = Nd4j.create(targets, work.dataRows(), work.outputs());
        MultiLayerNetwork network = network(work);
        Laps laps = Peers.laps("DL4J " + version() + ", fit", work);
        int[] order = IntStream.range(0, work.dataRows()).toArray();
        Random random = new Random(2);
        double loss;
        do {
            Peers.shuffle(order, random);
            loss = epoch(work, network, x, y, order);
        } while (laps.lap(loss, Double.NaN));
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream file =
                MultiLayerNetwork.class.getResourceAsStream(
                        "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            properties.load(file);
        }
        return properties.getProperty("version");
    }

    private static double epoch(
            Workload work, MultiLayerNetwork network, INDArray x, INDArray y, int[] order) {
        double loss = 0;
        for (int first = 0; first < order.length; first += work.rows()) {
            int[] rows = Arrays.copyOfRange(order, first, first + work.rows());
            network.fit(Nd4j.pullRows(x, 1, rows), Nd4j.pullRows(y, 1, rows));
            loss += network.score();
        }
        return loss / work.steps();
    }

    private static MultiLayerNetwork network(Workload work) {
        IUpdater updater =
                work.optimizer().equals("sgd") ? new Sgd(0.01) : new Adam(0.001, 0.9, 0.999, 1e-7);
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder()
                        .seed(0)
                        .weightInit(WeightInit.XAVIER_UNIFORM)
                        .updater(updater)
                        .list();
        List<Integer> widths = work.layers();
        for (int k = 0; k < widths.size() - 2; k++)
            layers.layer(
                    new DenseLayer.Builder()
                            .nIn(widths.get(k))
                            .nOut(widths.get(k + 1))
                            .activation(Activation.RELU)
                            .build());
        MultiLayerConfiguration configuration =
                layers.layer(
                                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                        .nIn(widths.get(widths.size() - 2))
                                        .nOut(work.outputs())
                                        .activation(Activation.SOFTMAX)
                                        .build())
                        .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }
}
