package rookery;

import rookery.events.TrainingEvent.NotFinite;
import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.tensor.Panels;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** Finds where a number first stopped being finite. */
final class Diagnosis {

    private Diagnosis() {}

    /**
     * The first layer, in order, with a number that is not finite, before its activation or after,
     * and there the first row.
     *
     * @param rows examples in the workspace
     * @param rowNumber the source's row number of an example
     */
    static NotFinite of(
            Workspace workspace,
            int rows,
            IntUnaryOperator rowNumber,
            int epoch,
            long step,
            double loss) {
        List<String> names = workspace.names();
        for (int k = 0; k < names.size(); k++) {
            Frame frame = workspace.frame(k);
            for (Panels numbers : numbers(workspace.layers().get(k), frame))
                for (int b = 0; b < rows; b++)
                    for (int unit = 0; unit < numbers.features(); unit++) {
                        float value = numbers.get(b, unit);
                        if (!Float.isFinite(value))
                            return new NotFinite(
                                    epoch,
                                    step,
                                    names.get(k),
                                    OptionalInt.of(unit),
                                    rowNumber.applyAsInt(b),
                                    value);
                    }
        }
        double[] losses = workspace.losses();
        int row = 0;
        while (row < rows - 1 && Double.isFinite(losses[row])) row++;
        return new NotFinite(
                epoch, step, "loss", OptionalInt.empty(), rowNumber.applyAsInt(row), loss);
    }

    /**
     * What the way forward has left. z first: a sigmoid hides an infinite unit, a softmax spreads it
     * over all of them. The begin of a residual block keeps a gradient there.
     */
    private static List<Panels> numbers(Layer layer, Frame frame) {
        return layer instanceof Residual.Begin ? List.of(frame.y()) : List.of(frame.z(), frame.y());
    }
}
