package rookery.explain;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.Trainer;
import rookery.data.InputException;
import rookery.formats.Replay;
import rookery.layers.AlphaDropout;
import rookery.layers.Dropout;
import rookery.layers.Frame;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each unit of a network does on some rows, and how much gradient comes back to each layer.
 *
 * <p>A relu that is on on no row is dead: no gradient passes it, so it stays as it is. One that is on on
 * all rows is linear, and a layer of such units alone adds nothing to the layer after it. A saturated
 * sigmoid or tanh lets little gradient through (Glorot &amp; Bengio 2010). Gradients that become smaller
 * from layer to layer, on their way back, leave the first layers as they were.
 *
 * <p>In inference mode, in blocks of 1,024 rows; rows count alike, whatever their weights. Layers that
 * only draw in training, such as dropout, are not listed, as here they change nothing.
 *
 * @param rows looked at
 * @param loss their mean loss, that of {@link Model#evaluate}
 * @param layers in order; blocks as their layers and the sum at their end
 * @param step whose update was measured; none if nobody told
 */
public record Activity(int rows, double loss, List<LayerActivity> layers, Optional<Step> step) {

    private static final int BLOCK = 1024;

    /**
     * A step of the training.
     *
     * @param step its number, from 0
     * @param learningRate of the step
     * @param updates of the trained tensors
     */
    public record Step(long step, double learningRate, List<UpdateRatio> updates) {

        /** Keeps its own list. */
        public Step {
            updates = List.copyOf(updates);
        }
    }

    /** Keeps its own list. */
    public Activity {
        layers = List.copyOf(layers);
    }

    /** The same with a step of the training. */
    public Activity with(Step step) {
        return new Activity(rows, loss, layers, Optional.of(step));
    }

    /**
     * Looks at the final model of a recorded run on its training rows, and at the run's last step.
     *
     * @throws InputException if the run has no model, or its last step cannot be taken again
     */
    public static Activity of(Replay replay) {
        Activity activity = of(replay.folder().model().model(), replay.training());
        return replay.steps() == 0 ? activity : activity.with(step(replay, replay.steps() - 1));
    }

    /**
     * Looks at a recorded run as it stood before a step on its training rows, and at the step.
     *
     * @param step from 0
     * @throws InputException if the run has no such step, or it cannot be taken again
     */
    public static Activity of(Replay replay, long step) {
        if (step < 0 || step >= replay.steps())
            throw new InputException(
                    "%s: no step %d; it took %d, numbered from 0"
                            .formatted(replay.run().name(), step, replay.steps()));
        Model model = replay.at(step).model();
        return of(model, replay.training()).with(step(replay, step));
    }

    private static Step step(Replay replay, long step) {
        Trainer trainer = replay.at(step);
        double rate = trainer.learningRate();
        Parameters before = trainer.model().parameters();
        trainer.step();
        return new Step(step, rate, UpdateRatio.of(before, trainer.model().parameters()));
    }

    /**
     * Looks at a model on rows.
     *
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public static Activity of(Model model, Dataset data) {
        double loss = model.evaluate(data).loss();
        boolean back = model.learner().loss().totals() == 0;
        Sums sums = null;
        for (int first = 0; first < data.rows(); first += BLOCK) {
            int last = Math.min(data.rows(), first + BLOCK);
            Trace trace = model.trace(data.select(IntStream.range(first, last).toArray()));
            if (sums == null) sums = new Sums(trace);
            sums.addOutputs(trace);
            if (!back) continue;
            trace.backward();
            sums.addGradients(trace);
        }
        Parameters weights = model.parameters();
        return new Activity(
                data.rows(), loss, sums.layers(weights, data.rows(), back), Optional.empty());
    }

    /** The sums over blocks. */
    private static final class Sums {
        private final List<Integer> listed = new ArrayList<>();
        private final Trace first;
        private final UnitActivity.Counts[] counts;
        private final double[] squares;
        private final double[][] gradients;

        Sums(Trace trace) {
            first = trace;
            int layers = trace.layers().size();
            counts = new UnitActivity.Counts[layers];
            squares = new double[layers];
            for (int k = 0; k < layers; k++) {
                if (rests(trace.layers().get(k))) continue;
                listed.add(k);
                counts[k] =
                        new UnitActivity.Counts(trace.layers().get(k), trace.frame(k).outputs());
            }
            List<ParameterSpec> specs = trace.parameters().specs();
            gradients = new double[specs.size()][];
            for (int t = 0; t < gradients.length; t++)
                gradients[t] = new double[Math.toIntExact(specs.get(t).count())];
        }

        private static boolean rests(Layer layer) {
            return layer instanceof Residual.Begin
                    || layer instanceof Dropout
                    || layer instanceof AlphaDropout
                    || layer instanceof GaussianDropout
                    || layer instanceof GaussianNoise;
        }

        void addOutputs(Trace trace) {
            for (int k : listed) counts[k].add(trace.frame(k), trace.layers().get(k), trace.rows());
        }

        void addGradients(Trace trace) {
            for (int k : listed) {
                Panels δ = trace.frame(k).dy();
                for (int row = 0; row < trace.rows(); row++)
                    for (int u = 0; u < δ.features(); u++)
                        squares[k] += (double) δ.get(row, u) * δ.get(row, u);
            }
            Parameters sums = trace.gradients();
            for (int t = 0; t < gradients.length; t++) {
                float[] block = sums.logical(t);
                for (int i = 0; i < block.length; i++) gradients[t][i] += block[i];
            }
        }

        List<LayerActivity> layers(Parameters weights, int rows, boolean back) {
            List<LayerActivity> layers = new ArrayList<>();
            for (int k : listed) {
                Layer layer = first.layers().get(k);
                Frame frame = first.frame(k);
                layers.add(
                        LayerActivity.of(
                                first.names().get(k),
                                layer instanceof Residual.End ? "residual" : layer.kind(),
                                OnRule.name(OnRule.activation(layer)),
                                frame.frozen(),
                                OnRule.of(OnRule.activation(layer)).words(),
                                OnRule.of(OnRule.activation(layer)).stops(),
                                back ? Math.sqrt(squares[k] / rows) : Double.NaN,
                                counts[k].units(),
                                tensors(frame, layer, weights, rows, back)));
            }
            return layers;
        }

        private List<LayerActivity.Tensor> tensors(
                Frame frame, Layer layer, Parameters weights, int rows, boolean back) {
            List<LayerActivity.Tensor> tensors = new ArrayList<>();
            int own = layer.parameters(frame.inputs()).size();
            for (int t = frame.firstParameter(); t < frame.firstParameter() + own; t++) {
                if (!weights.specs().get(t).trained()) continue;
                double weight = 0;
                for (float w : weights.logical(t)) weight += (double) w * w;
                double gradient = 0;
                for (double g : gradients[t]) gradient += g * g;
                tensors.add(
                        new LayerActivity.Tensor(
                                weights.specs().get(t).name(),
                                Math.sqrt(weight),
                                back ? Math.sqrt(gradient) / rows : Double.NaN));
            }
            return tensors;
        }
    }
}
