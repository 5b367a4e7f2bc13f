package rookery.explain;

import rookery.Dataset;
import rookery.Learner;
import rookery.Trace;
import rookery.Trainer;
import rookery.layers.Dense;
import rookery.layers.Frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What each row of a step's batch adds to the gradient of one weight.
 *
 * <p>Rows on their own are traced in parts of 1,024, whatever the size of the batch. A dense layer's
 * weights need one way back for a part: row b adds x_b · dz_b to the kernel and dz_b to the bias.
 * Other weights take a way back for each row, and rows that are coupled one through the whole batch.
 */
final class Contributions {

    /** Rows traced at once. */
    static final int PART = 1024;

    /** Most multiplications that the rows of a coupled batch may take: some minutes. */
    static final double MOST_WORK = 3e11;

    private final Trainer trainer;
    private final Dataset training;
    private final int[] rows;

    /**
     * Of the trainer's next step.
     *
     * @param rows of its batch, in its order
     */
    Contributions(Trainer trainer, Dataset training, int[] rows) {
        this.trainer = trainer;
        this.training = training;
        this.rows = rows;
    }

    /** What the rows of a coupled batch would take, in multiplications. */
    static double workIfCoupled(Learner learner, int rows) {
        return 3.0 * rows * rows * learner.network().parameterCount();
    }

    /**
     * All of them, the largest first.
     *
     * @param progress told how many rows are done
     */
    List<Contribution> of(Weight weight, boolean coupled, LongConsumer progress) {
        List<Contribution> found = new ArrayList<>(rows.length);
        int partRows = coupled ? rows.length : PART;
        for (int first = 0; first < rows.length; first += partRows) {
            int[] part = Arrays.copyOfRange(rows, first, Math.min(rows.length, first + partRows));
            Trace trace = trainer.trace(training.select(part), first, rows.length);
            double[] values = coupled ? rowByRow(trace, weight, progress) : values(trace, weight);
            for (int b = 0; b < part.length; b++)
                found.add(
                        new Contribution(
                                training.rowNumber(part[b]),
                                values[b],
                                values[b] / trace.scale(b)));
            progress.accept(first + part.length);
        }
        found.sort(Comparator.comparingDouble((Contribution c) -> Math.abs(c.value())).reversed());
        return found;
    }

    private static double[] values(Trace trace, Weight weight) {
        int layer = trace.names().indexOf(weight.layer());
        if (!(trace.layers().get(layer) instanceof Dense)) return rowByRow(trace, weight, _ -> {});
        trace.backward();
        Frame frame = trace.frame(layer);
        double[] values = new double[trace.rows()];
        for (int b = 0; b < values.length; b++) {
            float dz = frame.dy().get(b, weight.j());
            float value = weight.tensor().equals("kernel") ? frame.x().get(b, weight.i()) * dz : dz;
            values[b] = value + 0.0; // 0 and not −0
        }
        return values;
    }

    /** By a way back for each row. */
    static double[] rowByRow(Trace trace, Weight weight, LongConsumer progress) {
        double[] values = new double[trace.rows()];
        for (int b = 0; b < values.length; b++) {
            values[b] = of(trace, b, weight);
            progress.accept(b + 1);
        }
        return values;
    }

    /** One row's part of the batch's gradient. */
    static double of(Trace trace, int row, Weight weight) {
        trace.backward(row);
        return trace.frame(0).gradients()[weight.at(trace.parameters())] + 0.0;
    }
}
