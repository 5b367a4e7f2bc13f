package rookery;

import java.util.List;

/** How much each row counts in the loss: its own weight times that of its class. */
final class RowWeights {

    private RowWeights() {}

    /**
     * One weight a row, or null if all are 1.
     *
     * @throws IllegalArgumentException if the targets are no classes, or a row's class has no weight
     */
    static float[] of(Learner learner, Dataset data, List<Double> classWeights) {
        float[] weights = data.weights().orElse(null);
        if (classWeights.isEmpty()) return weights;
        if (!learner.learnsClasses(data))
            throw new IllegalArgumentException(
                    "class weights: the targets are no classes; weigh rows with"
                            + " Dataset.withWeights instead");
        int[] classes = data.classes();
        float[] result = new float[data.rows()];
        for (int row = 0; row < result.length; row++) {
            int k = classes[row];
            if (k < 0 || k >= classWeights.size())
                throw new IllegalArgumentException(
                        "class weights: row %d is of class %d, but there are weights for classes 0 to %d"
                                .formatted(data.rowNumber(row), k, classWeights.size() - 1));
            double own = weights == null ? 1 : weights[row];
            result[row] = (float) (own * classWeights.get(k));
        }
        return result;
    }
}
