package rookery.metrics;

import rookery.losses.Loss;

/**
 * The correlation between actual and predicted classes: 1 is perfect, 0 as good as chance.
 *
 * <pre>
 *   c rows of s right, t_k rows of class k, p_k predicted to be
 *   (c·s − Σ t_k·p_k) / √((s² − Σ p_k²)·(s² − Σ t_k²)),   0 if there is nothing to divide by
 * </pre>
 *
 * Gorodkin 2004, Computational Biology and Chemistry 28; of two classes it is Matthews's of 1975. As
 * scikit-learn's {@code matthews_corrcoef}; Keras has none. A single output is class 1 above 0.5 and
 * class 0 otherwise.
 */
public record MatthewsCorrelation() implements Metric {

    @Override
    public String name() {
        return "matthews_correlation";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return new ClassScores(this, outputs, loss, ClassCounts::matthewsCorrelation);
    }
}
