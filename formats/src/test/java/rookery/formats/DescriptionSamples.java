package rookery.formats;

import rookery.activations.Celu;
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
import rookery.constraints.MaxNorm;
import rookery.constraints.MinMaxNorm;
import rookery.constraints.NonNegative;
import rookery.constraints.UnitNorm;
import rookery.data.CategoryEncoder;
import rookery.data.ClassTarget;
import rookery.data.CodeEncoder;
import rookery.data.NormalTarget;
import rookery.data.NumberEncoder;
import rookery.data.NumberTarget;
import rookery.data.OriginalUnits;
import rookery.data.Scaling;
import rookery.data.TargetForm;
import rookery.data.UnknownCategory;
import rookery.initializers.Constant;
import rookery.initializers.GlorotNormal;
import rookery.initializers.GlorotUniform;
import rookery.initializers.HeNormal;
import rookery.initializers.HeUniform;
import rookery.initializers.Identity;
import rookery.initializers.LecunNormal;
import rookery.initializers.LecunUniform;
import rookery.initializers.Ones;
import rookery.initializers.Orthogonal;
import rookery.initializers.RandomNormal;
import rookery.initializers.RandomUniform;
import rookery.initializers.TruncatedNormal;
import rookery.initializers.VarianceScaling;
import rookery.initializers.Zeros;
import rookery.layers.Activation;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.CategoricalHinge;
import rookery.losses.Dice;
import rookery.losses.GaussianNll;
import rookery.losses.Hinge;
import rookery.losses.Huber;
import rookery.losses.KlDivergence;
import rookery.losses.LogCosh;
import rookery.losses.MeanSquaredError;
import rookery.losses.MeanSquaredLogarithmicError;
import rookery.losses.Poisson;
import rookery.losses.Quantile;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.losses.SquaredHinge;
import rookery.losses.Tversky;
import rookery.metrics.Accuracy;
import rookery.metrics.Auc;
import rookery.metrics.Average;
import rookery.metrics.BalancedAccuracy;
import rookery.metrics.BinaryAccuracy;
import rookery.metrics.BrierScore;
import rookery.metrics.CategoricalAccuracy;
import rookery.metrics.CosineSimilarity;
import rookery.metrics.ExpectedCalibrationError;
import rookery.metrics.F1Score;
import rookery.metrics.FBetaScore;
import rookery.metrics.LogLoss;
import rookery.metrics.MatthewsCorrelation;
import rookery.metrics.MeanAbsoluteError;
import rookery.metrics.MeanAbsolutePercentageError;
import rookery.metrics.Precision;
import rookery.metrics.R2Score;
import rookery.metrics.Recall;
import rookery.metrics.RootMeanSquaredError;
import rookery.metrics.SparseCategoricalAccuracy;
import rookery.metrics.SparseTopKCategoricalAccuracy;
import rookery.metrics.TopKCategoricalAccuracy;
import rookery.optimizers.Adadelta;
import rookery.optimizers.Adagrad;
import rookery.optimizers.Adam;
import rookery.optimizers.AdamW;
import rookery.optimizers.Adamax;
import rookery.optimizers.ClipByGlobalNorm;
import rookery.optimizers.ClipByNorm;
import rookery.optimizers.ClipByValue;
import rookery.optimizers.ExponentialMovingAverage;
import rookery.optimizers.Ftrl;
import rookery.optimizers.GradientAccumulation;
import rookery.optimizers.GradientNoise;
import rookery.optimizers.Lamb;
import rookery.optimizers.Lion;
import rookery.optimizers.Muon;
import rookery.optimizers.Nadam;
import rookery.optimizers.RmsProp;
import rookery.optimizers.Sgd;
import rookery.optimizers.WeightDecay;
import rookery.regularizers.L1;
import rookery.regularizers.L1L2;
import rookery.regularizers.L2;
import rookery.schedules.CosineDecay;
import rookery.schedules.CosineDecayRestarts;
import rookery.schedules.ExponentialDecay;
import rookery.schedules.InverseTimeDecay;
import rookery.schedules.LinearWarmUp;
import rookery.schedules.OneCycle;
import rookery.schedules.PiecewiseConstantDecay;
import rookery.schedules.PolynomialDecay;

import java.util.List;
import java.util.Optional;

/** A sample of each member of each family that is written to files. */
final class DescriptionSamples {

    private static final rookery.schedules.LearningRate RATE = new rookery.schedules.Constant(0.1);

    /** One of each member, with values unlike the defaults. */
    static final List<Record> ALL =
            List.of(
                    new Dense(3, new Tanh(), new HeNormal(), new Constant(0.5)),
                    new Dense(3)
                            .useBias(false)
                            .kernelRegularizer(new L2(0.5))
                            .biasRegularizer(new L1(0.25))
                            .kernelConstraint(new MaxNorm(3))
                            .biasConstraint(new NonNegative()),
                    new Embedding(List.of(0, 2), List.of(5, 7), List.of(2, 3), new RandomNormal()),
                    new PRelu(new Constant(0.25)),
                    new AlphaDropout(0.25),
                    new GaussianDropout(0.25),
                    new GaussianNoise(0.5),
                    new LayerNormalization(0.01, false, true, new Ones(), new Zeros()),
                    new RmsNormalization(0.01),
                    new Activation(new Relu()),
                    new Dropout(0.25),
                    new BatchNormalization(0.9, 0.01, false, true, new Constant(1), new Zeros()),
                    new Residual(new Dense(2, new Relu()), new Dropout(0.1)),
                    new Frozen(new Dense(2)),
                    new Linear(),
                    new Relu(),
                    new Relu(0.1, Optional.of(6.0), 0.5),
                    new LeakyRelu(0.3),
                    new Relu6(),
                    new Elu(0.3),
                    new Selu(),
                    new Celu(0.5),
                    new Gelu(true),
                    new Silu(),
                    new Mish(),
                    new Softplus(),
                    new Softsign(),
                    new Squareplus(2),
                    new SparsePlus(),
                    new LogSigmoid(),
                    new HardSigmoid(),
                    new SparseSigmoid(),
                    new HardSilu(),
                    new HardTanh(),
                    new TanhShrink(),
                    new HardShrink(0.25),
                    new SoftShrink(0.25),
                    new Threshold(-1, 2),
                    new Exponential(),
                    new LogSoftmax(),
                    new Sparsemax(),
                    new Glu(),
                    new Sigmoid(),
                    new Tanh(),
                    new Softmax(),
                    new GlorotUniform(),
                    new GlorotNormal(),
                    new HeUniform(),
                    new HeNormal(),
                    new LecunUniform(),
                    new LecunNormal(),
                    new VarianceScaling(
                            0.5,
                            VarianceScaling.Mode.FAN_AVG,
                            VarianceScaling.Distribution.UNTRUNCATED_NORMAL),
                    new RandomUniform(0.5, 1.5),
                    new RandomNormal(0.5, 1.5),
                    new TruncatedNormal(0.5, 1.5),
                    new Orthogonal(1.5),
                    new Zeros(),
                    new Ones(),
                    new Constant(-1.5),
                    new Identity(-1.5),
                    new L1(0.25),
                    new L2(0.25),
                    new L1L2(0.25, 0.5),
                    new rookery.regularizers.Orthogonal(
                            0.25, rookery.regularizers.Orthogonal.Mode.COLUMNS),
                    new MaxNorm(3),
                    new NonNegative(),
                    new UnitNorm(),
                    new MinMaxNorm(0.25, 3, 0.5),
                    new CategoricalCrossentropy(true, 0.1),
                    new SparseCategoricalCrossentropy(true),
                    new BinaryCrossentropy(true, 0.1),
                    new CategoricalFocalCrossentropy(0.3, 1.5, true, 0.1),
                    new BinaryFocalCrossentropy(true, 0.3, 1.5, true, 0.1),
                    new KlDivergence(),
                    new MeanSquaredError(),
                    new Dice(),
                    new Tversky(0.25, 0.75),
                    new rookery.losses.MeanAbsoluteError(),
                    new rookery.losses.MeanAbsolutePercentageError(),
                    new MeanSquaredLogarithmicError(),
                    new Huber(2.5),
                    new LogCosh(),
                    new Quantile(0.9),
                    new GaussianNll(true, 1e-3),
                    new Poisson(),
                    new rookery.losses.CosineSimilarity(),
                    new Hinge(),
                    new SquaredHinge(),
                    new CategoricalHinge(),
                    new Accuracy(),
                    new BinaryAccuracy(0.7),
                    new CategoricalAccuracy(),
                    new SparseCategoricalAccuracy(),
                    new MeanAbsoluteError(),
                    new R2Score(),
                    new TopKCategoricalAccuracy(3),
                    new SparseTopKCategoricalAccuracy(3),
                    new BalancedAccuracy(),
                    new Precision(Average.MICRO, Optional.of(0.7)),
                    new Recall(Average.WEIGHTED, Optional.empty()),
                    new F1Score(Average.BINARY, Optional.of(0.7)),
                    new FBetaScore(Average.WEIGHTED, 2, Optional.of(0.7)),
                    new MatthewsCorrelation(),
                    new Auc(
                            Optional.of(100),
                            Auc.Curve.PR,
                            Auc.SummationMethod.MAJORING,
                            Average.MICRO),
                    new LogLoss(),
                    new BrierScore(),
                    new ExpectedCalibrationError(10),
                    new rookery.metrics.MeanSquaredError(),
                    new RootMeanSquaredError(),
                    new MeanAbsolutePercentageError(),
                    new CosineSimilarity(),
                    new OriginalUnits(new R2Score(), 4200.5, 801.25),
                    new Sgd(0.1, 0.9, true),
                    new Adagrad(RATE, 0.2, 1e-8),
                    new Adadelta(RATE, 0.8, 1e-8),
                    new RmsProp(RATE, 0.8, 0.7, 1e-8, true),
                    new Adam(RATE, 0.8, 0.99, 1e-8, true),
                    new AdamW(RATE, 0.1, 0.8, 0.99, 1e-8, true),
                    new Adamax(RATE, 0.8, 0.99, 1e-8),
                    new Nadam(RATE, 0.8, 0.99, 1e-8),
                    new Ftrl(RATE, -0.25, 0.2, 0.3, 0.4, 0.5, 0.6),
                    new Lion(RATE, 0.8, 0.98),
                    new Lamb(RATE, 0.8, 0.99, 1e-8),
                    new Muon(RATE, List.of("dense_2")),
                    new WeightDecay(new Sgd(0.1), 0.2),
                    new ClipByValue(new WeightDecay(new Lion(0.1), 0.2), 0.3),
                    new ClipByNorm(new Sgd(0.1), 0.2),
                    new ClipByGlobalNorm(new Sgd(0.1), 0.2),
                    new GradientNoise(new Sgd(0.1), 0.2, 0.3),
                    new ExponentialMovingAverage(new Sgd(0.1), 0.9, Optional.of(10)),
                    new GradientAccumulation(new Sgd(0.1), 4),
                    new rookery.schedules.Constant(0.1),
                    new ExponentialDecay(0.1, 5_000_000_000L, 0.5, true),
                    new PiecewiseConstantDecay(
                            List.of(10L, 5_000_000_000L), List.of(1.0, 2.0, 3.5)),
                    new PolynomialDecay(0.1, 100, 0.01, 2, true),
                    new InverseTimeDecay(0.1, 100, 0.5, true),
                    new CosineDecay(0.1, 100, 0.5),
                    new CosineDecay(0.1, 100, 0.5, Optional.of(0.25), 50),
                    new CosineDecayRestarts(0.1, 100, 3, 0.5, 0.25),
                    new OneCycle(0.1, 100, 0.25, OneCycle.Annealing.LINEAR, 5, 50, true),
                    new LinearWarmUp(new PolynomialDecay(0.1, 100), 50, 0.01),
                    new NumberEncoder("size", Scaling.MINMAX, 1.5, 2.5, 3.5, true),
                    new CategoryEncoder(
                            "color", List.of("blue", "red"), "red", true, UnknownCategory.ERROR),
                    new CodeEncoder("city", List.of("Bern", "Rome"), UnknownCategory.ERROR),
                    new ClassTarget("kind", List.of("a", "b"), false, TargetForm.BINARY),
                    new NumberTarget("weight", 4200.5, 801.25),
                    new NormalTarget("weight", 4200.5, 801.25));

    private DescriptionSamples() {}
}
