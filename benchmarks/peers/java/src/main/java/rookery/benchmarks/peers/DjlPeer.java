package rookery.benchmarks.peers;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

import rookery.benchmarks.Laps;
import rookery.benchmarks.Workload;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Deep Java Library on PyTorch: a loop with a gradient collector; loss and hits stay arrays until
 * the end of the epoch.
 */
public final class DjlPeer {

    private final Workload work;
    private final NDArray features;
    private final NDArray classes;

    private DjlPeer(Workload work, NDManager manager) {
        this.work = work;
        float[] x = Peers.features(work);
        features = manager.create(x, new Shape(work.dataRows(), work.inputs()));
        classes = manager.create(Peers.classes(work, x));
    }

    /** Measures a {@link Workload} of training. */
    public static void main(String... arguments) {
        Workload work = Workload.of(arguments);
        if (work.kind() != Workload.Kind.TRAIN)
            throw new IllegalArgumentException("DJL is measured in training only");
        try (NDManager manager = NDManager.newBaseManager();
                Model model = Model.newInstance("network")) {
            model.setBlock(network(work));
            Loss loss = Loss.softmaxCrossEntropyLoss();
            try (Trainer trainer =
                    model.newTrainer(
                            new DefaultTrainingConfig(loss).optOptimizer(optimizer(work)))) {
                trainer.initialize(new Shape(work.rows(), work.inputs()));
                new DjlPeer(work, manager).train(trainer, loss);
            }
        }
    }

    private static SequentialBlock network(Workload work) {
        SequentialBlock block = new SequentialBlock();
        int last = work.layers().size() - 1;
        for (int k = 1; k <= last; k++) {
            block.add(Linear.builder().setUnits(work.layers().get(k)).build());
            if (k < last) block.add(Activation::relu);
        }
        block.setInitializer(new XavierInitializer(), ai.djl.nn.Parameter.Type.WEIGHT);
        return block;
    }

    private static Optimizer optimizer(Workload work) {
        if (work.optimizer().equals("sgd"))
            return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.01f)).build();
        return Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed(0.001f))
                .optEpsilon(1e-7f)
                .build();
    }

    private void train(Trainer trainer, Loss loss) {
        Engine engine = Engine.getInstance();
        Laps laps =
                Peers.laps(
                        "DJL %s on %s %s"
                                .formatted(
                                        Engine.getDjlVersion(),
                                        engine.getEngineName(),
                                        engine.getVersion()),
                        work);
        int[] order = IntStream.range(0, work.dataRows()).toArray();
        Random random = new Random(2);
        double[] values;
        do {
            Peers.shuffle(order, random);
            values = epoch(trainer, loss, order);
        } while (laps.lap(values[0], values[1]));
    }

    /** Loss and accuracy. */
    private double[] epoch(Trainer trainer, Loss loss, int[] order) {
        try (NDManager sums = features.getManager().newSubManager()) {
            NDArray total = sums.create(0f);
            NDArray hits = sums.create(0L);
            for (int first = 0; first < order.length; first += work.rows())
                step(
                        trainer,
                        loss,
                        Arrays.copyOfRange(order, first, first + work.rows()),
                        total,
                        hits);
            return new double[] {
                total.getFloat() / work.steps(), (double) hits.getLong() / work.dataRows()
            };
        }
    }

    private void step(Trainer trainer, Loss loss, int[] rows, NDArray total, NDArray hits) {
        try (NDManager own = features.getManager().newSubManager()) {
            NDArray indices = own.create(rows);
            NDArray x = features.get(indices);
            NDArray y = classes.get(indices);
            x.attach(own);
            y.attach(own);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList z = trainer.forward(new NDList(x));
                z.attach(own);
                NDArray value = loss.evaluate(new NDList(y), z);
                value.attach(own);
                collector.backward(value);
                NDArray right = z.singletonOrThrow().argMax(1).eq(y).sum();
                right.attach(own);
                total.addi(value.stopGradient());
                hits.addi(right);
            }
            trainer.step();
        }
    }
}
