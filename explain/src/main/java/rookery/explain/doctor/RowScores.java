package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.losses.Hinge;
import rookery.losses.Loss;
import rookery.losses.SquaredHinge;
import rookery.tensor.Matrix;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

/** A measure row by row, so that two trainings can be compared on the same rows. */
final class RowScores {

    private static final double HALF = 0.5;

    private RowScores() {}

    /** Of an accuracy, of R², or of the loss; empty for a loss that rows do not have each. */
    static double[] of(String measure, Plan plan, Trial trial, Dataset rows) {
        Model model = trial.run().model();
        if (measure.endsWith("accuracy")) return right(model, Rows.of(plan).kind(), rows);
        if (!measure.endsWith("loss")) return unexplained(model, rows);
        return model.learner().loss().totals() > 0 ? new double[0] : losses(model, rows);
    }

    private static double[] losses(Model model, Dataset rows) {
        Trace trace = model.trace(rows);
        double[] losses = new double[rows.rows()];
        for (int row = 0; row < losses.length; row++) losses[row] = trace.loss(row);
        return losses;
    }

    /** 1 for a row that is predicted right, 0 for others; of several labels the part that is. */
    private static double[] right(Model model, Rows.Kind kind, Dataset rows) {
        Matrix outputs = model.predict(rows.features());
        Loss loss = model.learner().loss();
        double middle = loss instanceof Hinge || loss instanceof SquaredHinge ? 0 : HALF;
        double[] right = new double[rows.rows()];
        if (kind == Rows.Kind.CLASSES) {
            int[] classes = rows.classes();
            for (int row = 0; row < right.length; row++)
                right[row] = predicted(outputs.row(row), middle) == classes[row] ? 1 : 0;
            return right;
        }
        int labels = rows.targets().cols();
        for (int row = 0; row < right.length; row++)
            for (int k = 0; k < labels; k++)
                if (outputs.get(row, k) > middle == rows.targets().get(row, k) > HALF)
                    right[row] += 1.0 / labels;
        return right;
    }

    private static int predicted(float[] outputs, double middle) {
        if (outputs.length == 1) return outputs[0] > middle ? 1 : 0;
        int largest = 0;
        for (int c = 1; c < outputs.length; c++) if (outputs[c] > outputs[largest]) largest = c;
        return largest;
    }

    /** A row's squared error over the variance, whose mean is 1 − R². */
    private static double[] unexplained(Model model, Dataset rows) {
        Matrix outputs = model.predict(rows.features());
        double[] means = new double[rows.targets().cols()];
        for (int row = 0; row < rows.rows(); row++)
            for (int k = 0; k < means.length; k++)
                means[k] += (rows.targets().get(row, k) - means[k]) / (row + 1);
        double variance = Arrays.stream(squares(rows, (_, k) -> means[k])).average().orElse(0);
        return Arrays.stream(squares(rows, (row, k) -> outputs.get(row, k)))
                .map(error -> error / variance)
                .toArray();
    }

    private static double[] squares(Dataset rows, ToDoubleBiFunction<Integer, Integer> answer) {
        double[] squares = new double[rows.rows()];
        for (int row = 0; row < squares.length; row++)
            for (int k = 0; k < rows.targets().cols(); k++) {
                double d = rows.targets().get(row, k) - answer.applyAsDouble(row, k);
                squares[row] += d * d;
            }
        return squares;
    }
}
