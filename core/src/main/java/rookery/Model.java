package rookery;

import rookery.kernels.Kernels;
import rookery.layers.Pass;
import rookery.metrics.ConfusionMatrix;
import rookery.tensor.Matrix;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A network with weights: what training returns. Immutable and safe for use by any number of
 * threads; for many single rows in a row, {@link #predictor()} is faster.
 */
public final class Model {

    private final Learner learner;
    private final Parameters parameters;

    /** Takes over the parameters, which nobody else may write to any more. */
    Model(Learner learner, Parameters parameters) {
        this.learner = learner;
        this.parameters = parameters;
    }

    /**
     * A model of these weights, of which a copy is kept.
     *
     * @throws IllegalArgumentException if they are not those of the learner's network
     */
    public static Model of(Learner learner, Parameters parameters) {
        return new Model(learner, new Model(learner, parameters).parametersFor(learner.network()));
    }

    /** What it was trained with. */
    public Learner learner() {
        return learner;
    }

    /** The network. */
    public Sequential network() {
        return learner.network();
    }

    /** A copy of all weights. */
    public Parameters parameters() {
        return parameters.copy();
    }

    /** A copy of the weights, for a network that must have the same tensors. */
    Parameters parametersFor(Sequential network) {
        if (!ParameterSpec.alike(parameters.specs(), network.parameters()))
            throw new IllegalArgumentException(
                    "the weights are those of %s, but this network has %s"
                            .formatted(tensors(parameters.specs()), tensors(network.parameters())));
        Parameters copy = Parameters.zeros(network.parameters());
        System.arraycopy(parameters.values(), 0, copy.values(), 0, copy.values().length);
        return copy;
    }

    private static String tensors(List<ParameterSpec> specs) {
        return specs.stream()
                .map(spec -> spec.name() + " " + spec.shape())
                .collect(Collectors.joining(", "));
    }

    /**
     * A copy of one tensor, row-major; a bias is one row.
     *
     * @param name as in Keras: {@code dense/kernel}
     * @throws IllegalArgumentException if there is none of this name; offers the nearest
     */
    public Matrix weights(String name) {
        return parameters.matrix(name);
    }

    /** SHA-256 of the weights: equal for equal bits. See {@link Parameters#sha256()}. */
    public String weightsSha256() {
        return parameters.sha256();
    }

    /**
     * The network's outputs for one row of inputs.
     *
     * @throws IllegalArgumentException if the row has another number of inputs
     */
    public float[] predict(float... row) {
        return predictor().predict(row);
    }

    /**
     * The network's outputs (rows, outputs) for rows of inputs (rows, inputs). Each row gives the
     * same bits as alone.
     *
     * @throws IllegalArgumentException if the rows have another number of inputs
     */
    public Matrix predict(Matrix rows) {
        return predictor().predict(rows);
    }

    /** A predictor with buffers of its own, for one thread; the weights are shared. */
    public Predictor predictor() {
        return new Predictor(learner, parameters);
    }

    /** Gradients of the outputs with respect to the inputs, with buffers of their own. */
    public InputGradients inputGradients() {
        return new InputGradients(learner, parameters);
    }

    /**
     * Loss and metrics on a data set, in inference mode.
     *
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public Evaluation evaluate(Dataset data) {
        Kernels kernels = new WarmUp().kernels((double) parameters.count() * data.rows());
        return new Evaluator(learner, parameters, "evaluation data", data).evaluate(kernels);
    }

    /**
     * These rows on their way through the network and back, in inference mode; each row's loss counts
     * as it is, without a weight and not divided by the rows.
     *
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public Trace trace(Dataset rows) {
        Pass pass = new Pass(false, 0);
        pass.begin(
                new WarmUp().kernels((double) parameters.count() * rows.rows()), 0, 0, rows.rows());
        return new Trace(learner, parameters, rows, 0, 1, null, pass);
    }

    /**
     * How many rows of each class are predicted to be of each class, in inference mode; rows count
     * the same, whatever their weights.
     *
     * @throws IllegalArgumentException if the data do not fit the network, or have no classes
     */
    public ConfusionMatrix confusionMatrix(Dataset data) {
        Kernels kernels = new WarmUp().kernels((double) parameters.count() * data.rows());
        ConfusionMatrix.Counting counting =
                new ConfusionMatrix.Counting(network().outputs(), learner.loss());
        new Evaluator(learner, parameters, "evaluation data", data, counting).measure(kernels);
        return counting.matrix();
    }
}
