package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Activation;
import rookery.activations.Celu;
import rookery.activations.CustomActivation;
import rookery.activations.Elu;
import rookery.activations.Exponential;
import rookery.activations.Gelu;
import rookery.activations.Glu;
import rookery.activations.HardShrink;
import rookery.activations.HardSigmoid;
import rookery.activations.HardSilu;
import rookery.activations.HardTanh;
import rookery.activations.LeakyRelu;
import rookery.activations.Linear;
import rookery.activations.LogSigmoid;
import rookery.activations.LogSoftmax;
import rookery.activations.Mish;
import rookery.activations.Relu;
import rookery.activations.Relu6;
import rookery.activations.Selu;
import rookery.activations.Sigmoid;
import rookery.activations.Silu;
import rookery.activations.SoftShrink;
import rookery.activations.Softmax;
import rookery.activations.Softplus;
import rookery.activations.Softsign;
import rookery.activations.SparsePlus;
import rookery.activations.SparseSigmoid;
import rookery.activations.Sparsemax;
import rookery.activations.Squareplus;
import rookery.activations.Tanh;
import rookery.activations.TanhShrink;
import rookery.activations.Threshold;
import rookery.initializers.Constant;
import rookery.initializers.CustomInitializer;
import rookery.initializers.GlorotUniform;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Layer;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

class GradientCheckTest {

    private static final List<Activation> ACTIVATIONS =
            List.of(
                    new Linear(),
                    new Relu(),
                    new LeakyRelu(),
                    new Sigmoid(),
                    new Tanh(),
                    new Softmax());

    /** Which no loss treats in its own way: checked with one. Jumps are kept small. */
    private static final List<Activation> MORE_ACTIVATIONS =
            List.of(
                    new Relu(0.1, Optional.of(2.0), 0.01),
                    new Relu6(),
                    new Elu(0.3),
                    new Selu(),
                    new Celu(0.5),
                    new Gelu(),
                    new Gelu(true),
                    new Silu(),
                    new Mish(),
                    new Softplus(),
                    new Softsign(),
                    new Squareplus(),
                    new SparsePlus(),
                    new LogSigmoid(),
                    new HardSigmoid(),
                    new SparseSigmoid(),
                    new HardSilu(),
                    new HardTanh(),
                    new TanhShrink(),
                    new HardShrink(0.01),
                    new SoftShrink(0.1),
                    new Threshold(-1, -1.01),
                    new Exponential(),
                    new LogSoftmax(),
                    new Sparsemax());

    /** Those that each activation is checked with; the others have a few endings each. */
    private static final List<Loss> LOSSES =
            List.of(
                    new CategoricalCrossentropy(),
                    new CategoricalCrossentropy(true),
                    new SparseCategoricalCrossentropy(),
                    new SparseCategoricalCrossentropy(true),
                    new BinaryCrossentropy(),
                    new BinaryCrossentropy(true),
                    new MeanSquaredError());

    /** Layers that end a network of 5 → 8 → 3, each with the activation at another place. */
    private static List<List<Layer>> endings(Activation f) {
        return List.of(
                List.of(new Dense(8, f), last(3, f)),
                List.of(new Dense(8, f), new Dropout(0.4), last(3, new Linear()), activation(f)));
    }

    /** Outputs near 0.5 for any activation, where losses of probabilities are smooth. */
    private static Dense last(int outputs, Activation f) {
        CustomInitializer small =
                (values, rows, cols, seed, tensor) -> {
                    new GlorotUniform().fill(values, rows, cols, seed, tensor);
                    for (int i = 0; i < values.length; i++) values[i] *= 0.1f;
                };
        return new Dense(outputs, f, small, new Constant(0.5));
    }

    private static Layer activation(Activation f) {
        return new rookery.layers.Activation(f);
    }

    static Stream<Arguments> everyLayerActivationAndLoss() {
        List<Arguments> all = new ArrayList<>();
        for (Activation f : ACTIVATIONS)
            for (Loss loss : LOSSES)
                for (List<Layer> layers : endings(f))
                    all.add(Arguments.of(new Sequential(5, layers), loss));
        return all.stream();
    }

    static Stream<Arguments> moreActivations() {
        List<Arguments> all = new ArrayList<>();
        for (Activation f : MORE_ACTIVATIONS)
            for (List<Layer> layers : endings(f))
                all.add(Arguments.of(new Sequential(5, layers), new MeanSquaredError()));
        Layer glu = activation(new Glu());
        all.add(
                Arguments.of(
                        Sequential.of(5, new Dense(8), glu, new Dense(6), glu),
                        new MeanSquaredError()));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource({"everyLayerActivationAndLoss", "moreActivations"})
    void every_layer_activation_and_loss_passes(Sequential network, Loss loss) {
        GradientCheck check = check(network, loss);
        assertThat(check.relativeErrors()).hasSize(4);
        assertThat(check.passed()).as(check.toString()).isTrue();
    }

    static Stream<Arguments> everyLossAndItsEndings() {
        List<Arguments> all = new ArrayList<>();
        for (Loss loss : LossSamples.ALL)
            for (Activation f : List.of(new Linear(), new Sigmoid(), new Softmax())) {
                Dense last = last(LossSamples.outputs(loss, 3), f);
                all.add(Arguments.of(Sequential.of(5, new Dense(8, new Tanh()), last), loss));
            }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyLossAndItsEndings")
    void every_loss_passes(Sequential network, Loss loss) {
        GradientCheck check = check(network, loss);
        assertThat(check.relativeErrors()).hasSize(4);
        assertThat(check.passed()).as(check.toString()).isTrue();
    }

    @Test
    void no_member_of_a_family_is_left_out() {
        List<Activation> activations = new ArrayList<>(ACTIVATIONS);
        activations.addAll(MORE_ACTIVATIONS);
        activations.add(new Glu());
        assertThat(Families.withoutSample(Activation.class, activations)).isEmpty();
        List<Loss> losses = new ArrayList<>(LossSamples.ALL);
        losses.addAll(OverlapTest.members().toList()); // checked there, as they take no weights
        assertThat(Families.withoutSample(Loss.class, losses)).isEmpty();
    }

    /** tanh with the derivative of its upper half only. */
    private record PlantedError() implements CustomActivation {
        @Override
        public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
            new Tanh().forward(kernels, z, y, from, to);
        }

        @Override
        public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
            float[] out = y.values();
            for (int e = y.at(from); e < y.at(to); e++) d.values()[e] *= 1 - out[e];
        }
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    void a_planted_error_fails_and_is_found_in_the_layers_below_it(Loss loss) {
        int outputs = LossSamples.outputs(loss, 3);
        Sequential network =
                Sequential.of(
                        5, new Dense(8, new PlantedError()), new Dense(outputs, new Sigmoid()));
        GradientCheck check = check(network, loss);
        assertThat(check.passed()).isFalse();
        assertThat(check.relativeErrors().get("dense/kernel")).isGreaterThan(0.01);
        assertThat(check.relativeErrors().get("dense_1/kernel"))
                .isLessThan(GradientCheck.THRESHOLD);
    }

    static Stream<Loss> everyLoss() {
        return LossSamples.ALL.stream();
    }

    private static GradientCheck check(Sequential network, Loss loss) {
        Random random = new Random(11);
        int rows = 37;
        float[] x = new float[rows * 5];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        Matrix y = LossSamples.targets(loss, rows, network.outputs(), random);
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) weights[row] = 0.5f + random.nextFloat();
        Dataset data = Dataset.of(Matrix.wrap(rows, 5, x), y).withWeights(weights);
        return GradientCheck.of(network.compile(loss, new Sgd()), data, 3);
    }
}
