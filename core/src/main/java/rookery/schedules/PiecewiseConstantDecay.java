package rookery.schedules;

import java.util.List;

/**
 * A rate for each stretch of steps.
 *
 * <pre>
 *   η = values[i] for the first i with step ≤ boundaries[i], the last value if there is none
 * </pre>
 *
 * Keras's {@code PiecewiseConstantDecay}: a boundary still belongs to the stretch before it. In
 * PyTorch's MultiStepLR it belongs to the one behind it.
 *
 * @param boundaries the last step of each stretch but the last, ascending
 * @param values the rates, one more, positive
 */
public record PiecewiseConstantDecay(List<Long> boundaries, List<Double> values)
        implements LearningRate {

    /** Checks the numbers. */
    public PiecewiseConstantDecay {
        boundaries = List.copyOf(boundaries);
        values = List.copyOf(values);
        if (values.size() != boundaries.size() + 1)
            throw new IllegalArgumentException(
                    "PiecewiseConstantDecay: values must be one more than the %d boundaries, got %d"
                            .formatted(boundaries.size(), values.size()));
        for (int i = 1; i < boundaries.size(); i++)
            if (boundaries.get(i) <= boundaries.get(i - 1))
                throw new IllegalArgumentException(
                        "PiecewiseConstantDecay: boundaries must ascend, got " + boundaries);
        for (double value : values) Arguments.positive("PiecewiseConstantDecay", "values", value);
    }

    @Override
    public double at(long step) {
        int i = 0;
        while (i < boundaries.size() && step > boundaries.get(i)) i++;
        return values.get(i);
    }
}
