package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Learner;
import rookery.Sequential;
import rookery.data.Scaling;
import rookery.formats.RunDescription;
import rookery.formats.ShellWord;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.optimizers.Optimizer;
import rookery.schedules.Constant;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One change of a training: as an option of {@code train}, as a line of Java, and done. */
public sealed interface Change {

    /** The option: {@code --learning-rate 0.001}. */
    String option();

    /** The line of Java. */
    String code();

    /**
     * The description with the change.
     *
     * @param training rows, of which class weights are computed
     */
    RunDescription applied(RunDescription description, Dataset training);

    /** How numbers become inputs. */
    record Scale(Scaling scaling) implements Change {
        @Override
        public String option() {
            return "--scale " + scaling.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String code() {
            return "options.scaling(Scaling." + scaling.name() + ")";
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.table(table -> table.scaling(scaling));
        }
    }

    /**
     * Columns that are not learned from.
     *
     * @param columns all of them, those that were left out before, too
     */
    record Drop(List<String> columns) implements Change {
        /** Keeps its own list. */
        public Drop {
            columns = List.copyOf(columns);
        }

        @Override
        public String option() {
            return "--drop " + ShellWord.of(String.join(",", columns));
        }

        @Override
        public String code() {
            return columns.stream()
                    .map(column -> "\"" + column + "\"")
                    .collect(Collectors.joining(", ", "options.drop(", ")"));
        }

        /** The table's columns; the network still has to be made for fewer inputs. */
        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.table(table -> table.drop(columns.toArray(String[]::new)));
        }
    }

    /** Without rows that equal an earlier one. */
    record Distinct() implements Change {
        @Override
        public String option() {
            return "--distinct";
        }

        @Override
        public String code() {
            return "options.distinct(true)";
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.table(table -> table.distinct(true));
        }
    }

    /** The part of the table's rows that is kept for validation, in place of a table of its own. */
    record Validation(double part) implements Change {
        @Override
        public String option() {
            return "--validation " + part;
        }

        @Override
        public String code() {
            return "options.validation(%s)".formatted(part);
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.withoutValidationData().table(table -> table.validation(part));
        }
    }

    /** The learning rate of the same optimizer. */
    record Rate(double rate) implements Change {
        @Override
        public String option() {
            return "--learning-rate " + rate;
        }

        @Override
        public String code() {
            return "optimizer.withLearningRate(new Constant(%s))".formatted(rate);
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            Learner learner = description.learner();
            return with(description, learner.optimizer().withLearningRate(new Constant(rate)));
        }
    }

    /** Another optimizer. */
    record Optimize(Optimizer optimizer) implements Change {
        @Override
        public String option() {
            return "--optimizer " + ShellWord.of(Optimizer.NAMES.textOf(optimizer));
        }

        @Override
        public String code() {
            return "network.compile(loss, Optimizer.NAMES.get(\"%s\"))"
                    .formatted(Optimizer.NAMES.textOf(optimizer));
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return with(description, optimizer);
        }
    }

    /**
     * Other layers.
     *
     * @param layers all of them; the last is the one that {@code train} takes by itself
     */
    record Layers(List<Layer> layers) implements Change {
        /** Keeps its own list. */
        public Layers {
            layers = List.copyOf(layers);
        }

        /** Without what the columns of codes make by themselves. */
        @Override
        public String option() {
            int first = layers.getFirst().takesCodes() ? 1 : 0;
            List<Layer> hidden = layers.subList(first, layers.size() - 1);
            return "--hidden " + (hidden.isEmpty() ? "none" : ShellWord.of(text(hidden)));
        }

        @Override
        public String code() {
            return "new Sequential(inputs, Layer.NAMES.list(\"%s\"))".formatted(text(layers));
        }

        private static String text(List<Layer> layers) {
            return layers.stream().map(Layer.NAMES::textOf).collect(Collectors.joining(", "));
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            Learner learner = description.learner();
            Sequential network = new Sequential(learner.network().inputs(), layers);
            return description.learner(
                    new Learner(network, learner.loss(), learner.optimizer(), learner.metrics()));
        }
    }

    /** Another loss. */
    record Minimize(Loss loss) implements Change {
        @Override
        public String option() {
            return "--loss " + ShellWord.of(Loss.NAMES.textOf(loss));
        }

        @Override
        public String code() {
            return "network.compile(Loss.NAMES.get(\"%s\"), optimizer)"
                    .formatted(Loss.NAMES.textOf(loss));
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            Learner learner = description.learner();
            return description.learner(
                    new Learner(learner.network(), loss, learner.optimizer(), learner.metrics()));
        }
    }

    /** Passes through the training rows. */
    record Epochs(int epochs) implements Change {
        @Override
        public String option() {
            return "--epochs " + epochs;
        }

        @Override
        public String code() {
            return "fit.epochs(%d)".formatted(epochs);
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.epochs(epochs);
        }
    }

    /** Rows of a step. */
    record BatchRows(int rows) implements Change {
        @Override
        public String option() {
            return "--batch-size " + rows;
        }

        @Override
        public String code() {
            return "fit.batchSize(%d)".formatted(rows);
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.fit(description.fit().batchSize(rows));
        }
    }

    /** Early stopping, which goes back to the best epoch. */
    record Patience(int epochs) implements Change {
        @Override
        public String option() {
            return "--patience " + epochs;
        }

        @Override
        public String code() {
            return "new EarlyStopping(%d).restoreBestWeights(true)".formatted(epochs);
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            return description.patience(epochs);
        }
    }

    /**
     * Each class counts as much as any other: n / (k · n_c).
     *
     * @param weights these, where a program has no table that knows its classes; else empty
     */
    record BalanceClasses(List<Double> weights) implements Change {

        /** Keeps its own list. */
        public BalanceClasses {
            weights = List.copyOf(weights);
        }

        /** Of a table. */
        public BalanceClasses() {
            this(List.of());
        }

        /** Of a program's rows. */
        public static BalanceClasses of(Learner learner, Dataset training) {
            return new BalanceClasses(
                    DoubleStream.of(balanced(learner, training)).boxed().toList());
        }

        @Override
        public String option() {
            return "--class-weight balanced";
        }

        @Override
        public String code() {
            if (weights.isEmpty()) return "fit.classWeights(prepared.balancedClassWeights())";
            return weights.stream()
                    .map(weight -> Double.toString(weight))
                    .collect(Collectors.joining(", ", "fit.classWeights(", ")"));
        }

        @Override
        public RunDescription applied(RunDescription description, Dataset training) {
            double[] balanced = balanced(description.learner(), training);
            return description.fit(description.fit().classWeights(balanced));
        }

        private static double[] balanced(Learner learner, Dataset training) {
            int[] classes = training.classes();
            int[] counts = new int[Math.max(2, learner.network().outputs())];
            for (int c : classes) counts[c]++;
            long present = IntStream.of(counts).filter(count -> count > 0).count();
            return IntStream.of(counts)
                    .mapToDouble(
                            count -> count == 0 ? 0 : (double) classes.length / (present * count))
                    .toArray();
        }
    }

    private static RunDescription with(RunDescription description, Optimizer optimizer) {
        Learner learner = description.learner();
        return description.learner(
                new Learner(learner.network(), learner.loss(), optimizer, learner.metrics()));
    }
}
