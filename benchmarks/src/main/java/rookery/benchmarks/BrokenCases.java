package rookery.benchmarks;

import static rookery.benchmarks.DoctorTables.ILL;
import static rookery.benchmarks.DoctorTables.PRICE;

import rookery.data.BundledData;
import rookery.data.Table;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.data.Task;

import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trainings with a fault each, in the order of the checks. */
final class BrokenCases {

    /** The rows whose label {@link DoctorTables#flipped} made wrong, one in 90. */
    private static final String WRONG =
            IntStream.range(0, 10)
                    .mapToObj(i -> "row " + (90 * i + 7))
                    .collect(Collectors.joining("|"));

    private BrokenCases() {}

    static List<DoctorCase> all() {
        return List.of(
                        columns(),
                        rows(),
                        inputs(),
                        starts(),
                        units(),
                        learning(),
                        rates(),
                        gradients(),
                        fits(),
                        curves(),
                        overfitted(),
                        classes(),
                        saturated(),
                        labels())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static DoctorCase bundled(BundledData data) {
        return DoctorCase.of(data);
    }

    private static final Table PENGUINS = BundledData.PENGUINS.table();
    private static final TableOptions ADELIE = BundledData.PENGUINS.options();
    private static final TableOptions MEASURES =
            ADELIE.features("flipper_length_mm", "bill_depth_mm", "bill_length_mm", "more");

    private static DoctorCase penguinsAnd(String column, IntToDoubleFunction of) {
        Table table = DoctorTables.with(PENGUINS, DoctorTables.number(column, PENGUINS.rows(), of));
        return DoctorCase.of(table, MEASURES);
    }

    private static DoctorCase waves(String column, IntToDoubleFunction of) {
        Table table = DoctorTables.with(BundledData.WAVES, column, of);
        return DoctorCase.of(table, BundledData.WAVES.options());
    }

    private static List<DoctorCase> columns() {
        Table waves = BundledData.WAVES.table();
        return List.of(
                penguinsAnd("more", _ -> 2007)
                        .broken("constant-column", "the year 2007 beside")
                        .where("more"),
                waves("z", _ -> 0.5)
                        .broken("constant-column", "a z that is 0.5 in all rows")
                        .where("z"),
                penguinsAnd("more", i -> DoctorTables.value(PENGUINS, "bill_length_mm", i) / 25.4)
                        .broken("duplicate-column", "bill_length in inches beside millimetres")
                        .where("more"),
                waves("minus_x", i -> 7 - 3 * DoctorTables.value(waves, "x", i))
                        .broken("duplicate-column", "7 − 3x beside x")
                        .where("minus_x"),
                penguinsAnd(
                                "more",
                                i ->
                                        DoctorTables.word(PENGUINS, "species", i).equals("Adelie")
                                                ? 4
                                                : 9)
                        .broken("leakage", "a code of the species among the features")
                        .where("more"),
                waves(
                                "later",
                                i ->
                                        StrictMath.exp(DoctorTables.value(waves, "height", i))
                                                + 0.01 * DoctorTables.normal(30, i))
                        .broken("leakage", "exp(height) among the features")
                        .where("later"));
    }

    private static List<DoctorCase> rows() {
        return List.of(
                DoctorCase.of(
                                DoctorTables.repeated(PENGUINS, 3),
                                ADELIE.validation(0.2).stratify(true))
                        .broken("duplicate-rows", "each row three times"),
                DoctorCase.of(
                                DoctorTables.repeated(BundledData.MOONS.table(), 2),
                                BundledData.MOONS.options())
                        .broken("duplicate-rows", "each row twice"));
    }

    private static List<DoctorCase> inputs() {
        return List.of(
                bundled(BundledData.PENGUINS)
                        .raw()
                        .optimizer("sgd")
                        .broken("inputs-not-scaled", "raw millimetres, plain SGD: the lecture's"),
                DoctorCase.of(DoctorTables.homes(600), PRICE)
                        .raw()
                        .broken("inputs-not-scaled", "square millimetres beside years"),
                DoctorCase.of(PENGUINS, ADELIE.target("species"))
                        .raw()
                        .optimizer("rmsprop")
                        .broken("inputs-not-scaled", "raw millimetres, three species"));
    }

    private static List<DoctorCase> starts() {
        return List.of(
                bundled(BundledData.MOONS)
                        .output("dense(2, softmax, kernel_initializer=random_normal(stddev=20))")
                        .broken("loss-at-start", "output weights of deviation 20"),
                bundled(BundledData.SPIRAL)
                        .layers("dense(32, relu, kernel_initializer=random_normal(stddev=30))")
                        .broken("loss-at-start", "hidden weights of deviation 30"),
                bundled(BundledData.WAVES)
                        .output("dense(1, linear, bias_initializer=constant(10))")
                        .broken("loss-at-start", "an output bias of 10 for standardized heights"));
    }

    private static List<DoctorCase> units() {
        return List.of(
                bundled(BundledData.MOONS)
                        .layers("dense(32, relu, bias_initializer=constant(-10))")
                        .broken("dead-relu", "biases of −10"),
                bundled(BundledData.RINGS)
                        .layers("32, dense(32, relu, bias_initializer=constant(-10))")
                        .broken("dead-relu", "biases of −10 in the second layer")
                        .where("dense_1 unit .*"),
                bundled(BundledData.WAVES)
                        .layers("dense(24, relu, bias_initializer=constant(-8))")
                        .broken("dead-relu", "biases of −8"),
                bundled(BundledData.PENGUINS)
                        .raw()
                        .optimizer("sgd")
                        .broken("dead-relu", "raw millimetres kill all units")
                        .cause("inputs-not-scaled"),
                bundled(BundledData.MOONS)
                        .layers("dense(16, relu, bias_initializer=constant(8))")
                        .output("dense(2, softmax, kernel_initializer=random_normal(stddev=0.05))")
                        .broken("linear-hidden-layer", "biases of 8: all units are always on"),
                bundled(BundledData.RINGS)
                        .layers("dense(16, relu, bias_initializer=constant(8))")
                        .output("dense(2, softmax, kernel_initializer=random_normal(stddev=0.05))")
                        .broken("linear-hidden-layer", "biases of 8: all units are always on"));
    }

    private static List<DoctorCase> learning() {
        String zero = "dense(16, tanh, kernel_initializer=zeros)";
        return List.of(
                bundled(BundledData.PENGUINS)
                        .layers(zero)
                        .output("dense(2, softmax, kernel_initializer=zeros)")
                        .broken("learned-class-frequencies", "all weights begin at 0"),
                bundled(BundledData.MOONS)
                        .layers(zero)
                        .output("dense(2, softmax, kernel_initializer=zeros)")
                        .optimizer("sgd")
                        .broken("learned-class-frequencies", "all weights begin at 0"),
                DoctorCase.of(DoctorTables.noise(2000, 0.7), TableOptions.defaults().target("kind"))
                        .layers("none")
                        .broken("learned-class-frequencies", "inputs that say nothing"),
                bundled(BundledData.PENGUINS)
                        .raw()
                        .optimizer("sgd")
                        .broken("learned-class-frequencies", "raw millimetres, plain SGD")
                        .cause("inputs-not-scaled"),
                bundled(BundledData.SPIRAL)
                        .layers("none")
                        .broken("cannot-overfit", "no hidden layer for three arms"),
                bundled(BundledData.WAVES)
                        .layers("none")
                        .broken("cannot-overfit", "no hidden layer for waves"),
                bundled(BundledData.XOR)
                        .layers("2")
                        .optimizer("adam(0.05)")
                        .broken("cannot-overfit", "two hidden units"));
    }

    private static List<DoctorCase> rates() {
        return List.of(
                bundled(BundledData.MOONS)
                        .optimizer("adam(1e-7)")
                        .broken("update-ratio", "a rate of 10⁻⁷"),
                bundled(BundledData.WAVES)
                        .optimizer("sgd(1e-6)")
                        .broken("update-ratio", "a rate of 10⁻⁶"),
                bundled(BundledData.RINGS)
                        .optimizer("adam(1e-7)")
                        .broken("update-ratio", "a rate of 10⁻⁷"),
                DoctorCase.of(DoctorTables.patients(60, 2, 1.5), ILL)
                        .layers("16 tanh")
                        .optimizer("sgd(0.3)")
                        .batch(1)
                        .epochs(60)
                        .broken("update-ratio", "one row a step with a rate of 0.3"),
                bundled(BundledData.WAVES)
                        .optimizer("sgd(1)")
                        .batch(10_000)
                        .broken("overshoot", "descent on all rows with a rate of 1")
                        .cause("update-ratio"),
                bundled(BundledData.RINGS)
                        .layers("16 tanh")
                        .optimizer("sgd(30)")
                        .batch(10_000)
                        .broken("overshoot", "descent on all rows with a rate of 30"),
                DoctorCase.of(DoctorTables.patients(60, 2, 1.5), ILL)
                        .optimizer("sgd(20)")
                        .batch(10_000)
                        .broken("overshoot", "descent on all rows with a rate of 20")
                        .cause("update-ratio"));
    }

    private static List<DoctorCase> gradients() {
        String sigmoids = String.join(", ", Collections.nCopies(8, "16 sigmoid"));
        String large = "dense(32, tanh, kernel_initializer=random_normal(stddev=0.7))";
        return List.of(
                bundled(BundledData.WAVES)
                        .layers(sigmoids)
                        .optimizer("sgd")
                        .broken("vanishing-gradient", "eight layers of sigmoids"),
                bundled(BundledData.MOONS)
                        .layers(sigmoids)
                        .optimizer("sgd")
                        .broken("vanishing-gradient", "eight layers of sigmoids"),
                bundled(BundledData.RINGS)
                        .layers(sigmoids)
                        .optimizer("sgd")
                        .broken("vanishing-gradient", "eight layers of sigmoids"),
                bundled(BundledData.MOONS)
                        .layers(String.join(", ", Collections.nCopies(16, large)) + ", 2 tanh")
                        .optimizer("sgd(0.0001)")
                        .broken("exploding-gradient", "16 layers of weights of deviation 0.7"),
                bundled(BundledData.WAVES)
                        .layers(String.join(", ", Collections.nCopies(20, large)) + ", 2 tanh")
                        .optimizer("sgd(0.0001)")
                        .broken("exploding-gradient", "20 layers of weights of deviation 0.7"),
                bundled(BundledData.WAVES)
                        .optimizer("sgd(10)")
                        .broken("not-finite", "a rate of 10")
                        .cause("update-ratio"),
                DoctorCase.of(DoctorTables.homes(600), PRICE)
                        .raw()
                        .layers("none")
                        .optimizer("sgd")
                        .broken("not-finite", "square millimetres, plain SGD")
                        .cause("inputs-not-scaled"));
    }

    private static List<DoctorCase> fits() {
        return List.of(
                bundled(BundledData.SPIRAL)
                        .loss("mean_squared_error")
                        .options(classes(BundledData.SPIRAL))
                        .output("3 softmax")
                        .broken("loss-output-mismatch", "squared errors of a softmax"),
                bundled(BundledData.MOONS)
                        .output("2 sigmoid")
                        .broken("loss-output-mismatch", "categorical cross-entropy of sigmoids"),
                bundled(BundledData.WAVES)
                        .output("1 relu")
                        .broken("loss-output-mismatch", "a relu for heights below 0, too"));
    }

    private static TableOptions classes(BundledData data) {
        return data.options().targetForm(TargetForm.ONE_HOT).task(Task.CLASSIFICATION);
    }

    private static List<DoctorCase> curves() {
        return List.of(
                DoctorCase.of(DoctorTables.patients(60, 2, 1.5), ILL)
                        .optimizer("sgd(20)")
                        .batch(10_000)
                        .broken("oscillating", "descent on all rows with a rate of 20")
                        .cause("update-ratio"),
                DoctorCase.of(DoctorTables.patients(80, 2, 1), ILL)
                        .layers("8 tanh")
                        .optimizer("adam(0.3)")
                        .batch(4)
                        .broken("oscillating", "four rows a step, Adam with a rate of 0.3"),
                DoctorCase.of(
                                DoctorTables.first(
                                        DoctorTables.flipped(BundledData.MOONS.table(), "moon", 8),
                                        60),
                                BundledData.MOONS.options())
                        .layers("8 tanh")
                        .optimizer("adam(0.3)")
                        .batch(2)
                        .broken("oscillating", "two rows a step, Adam with a rate of 0.3"),
                bundled(BundledData.SPIRAL)
                        .optimizer("sgd(exponential_decay(0.1, 20, 0.1))")
                        .broken("stalled", "a rate that falls a thousandfold in two epochs"),
                bundled(BundledData.RINGS)
                        .optimizer("adam(exponential_decay(0.001, 10, 0.1))")
                        .broken("stalled", "a rate that falls a thousandfold in two epochs"),
                bundled(BundledData.SPIRAL)
                        .layers("16, dropout 0.95")
                        .broken("stalled", "dropout of 0.95"));
    }

    private static List<DoctorCase> overfitted() {
        TableOptions few = TableOptions.defaults().target("kind").validation(0.5);
        return List.of(
                DoctorCase.of(DoctorTables.noise(120, 0.5), few)
                        .layers("128, 128")
                        .epochs(150)
                        .broken("overfitting", "60 rows that say nothing, 128 units twice"),
                DoctorCase.of(
                                DoctorTables.first(
                                        DoctorTables.flipped(BundledData.MOONS.table(), "moon", 8),
                                        200),
                                BundledData.MOONS.options().validation(0.5))
                        .layers("256, 256")
                        .optimizer("adam(0.005)")
                        .epochs(200)
                        .broken(
                                "overfitting",
                                "100 rows, an eighth of them wrong, 256 units twice"));
    }

    private static List<DoctorCase> classes() {
        return List.of(
                DoctorCase.of(DoctorTables.patients(2000, 50, 1.5), ILL)
                        .epochs(30)
                        .broken("class-trouble", "one in 50 is ill"),
                DoctorCase.of(DoctorTables.patients(1500, 30, 1), ILL)
                        .optimizer("sgd")
                        .epochs(50)
                        .broken("class-trouble", "one in 30 is ill"));
    }

    private static List<DoctorCase> saturated() {
        return List.of(
                bundled(BundledData.MOONS)
                        .layers("dense(32, tanh, kernel_initializer=random_normal(stddev=15))")
                        .broken("saturated", "tanh with weights of deviation 15"),
                bundled(BundledData.RINGS)
                        .layers("dense(32, sigmoid, kernel_initializer=random_normal(stddev=40))")
                        .broken("saturated", "sigmoids with weights of deviation 40"),
                bundled(BundledData.WAVES)
                        .layers("dense(32, tanh, kernel_initializer=random_normal(stddev=15))")
                        .broken("saturated", "tanh with weights of deviation 15"));
    }

    private static List<DoctorCase> labels() {
        return List.of(
                bundled(BundledData.MOONS)
                        .options(BundledData.MOONS.options().validation(0.03))
                        .broken("small-test-set", "27 rows for validation"),
                bundled(BundledData.SPIRAL)
                        .layers("32, 32")
                        .options(BundledData.SPIRAL.options().validation(0.03))
                        .broken("small-test-set", "27 rows for validation"),
                DoctorCase.of(
                                DoctorTables.flipped(BundledData.MOONS.table(), "moon", 90),
                                BundledData.MOONS.options())
                        .layers("32")
                        .broken("suspicious-labels", "one label in 90 is wrong")
                        .where(WRONG),
                DoctorCase.of(
                                DoctorTables.flipped(BundledData.RINGS.table(), "ring", 90),
                                BundledData.RINGS.options())
                        .layers("32")
                        .broken("suspicious-labels", "one label in 90 is wrong")
                        .where(WRONG));
    }
}
