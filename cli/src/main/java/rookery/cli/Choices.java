package rookery.cli;

import rookery.data.MissingValues;
import rookery.data.Scaling;
import rookery.data.Task;
import rookery.explain.ScalarActivation;
import rookery.explain.ScalarLoss;
import rookery.explain.importance.RowSet;
import rookery.names.Names;
import rookery.report.Theme;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What can be chosen by name, beside Keras's families. */
final class Choices {

    /** {@code classification} or {@code regression}. */
    static final Names<Task> TASK = names("task", Task.values());

    /** {@code standard}, {@code minmax} or {@code none}. */
    static final Names<Scaling> SCALING = names("scaling", Scaling.values());

    /** {@code impute}, {@code drop} or {@code complete}. */
    static final Names<MissingValues> MISSING =
            names("treatment of missing values", MissingValues.values());

    /** {@code light}, {@code dark} or {@code automatic}. */
    static final Names<Theme> THEME = names("theme", Theme.values());

    /** {@code relu}, {@code sigmoid}, {@code tanh} or {@code linear}: of a neuron in one dimension. */
    static final Names<ScalarActivation> SCALAR_ACTIVATION =
            names("activation", ScalarActivation.values());

    /** {@code mse}, {@code binary_crossentropy} or {@code categorical_crossentropy}. */
    static final Names<ScalarLoss> SCALAR_LOSS =
            names("loss", ScalarLoss.values(), Map.of("mean_squared_error", ScalarLoss.MSE));

    /** {@code random}, {@code pca}, {@code weights}, {@code line} or {@code hessian}. */
    static final Names<PlaneKind> PLANE = names("plane", PlaneKind.values());

    /** {@code training} or {@code validation}: rows of a run's own. */
    static final Names<RowSet> ROWS =
            names("rows", new RowSet[] {RowSet.TRAINING, RowSet.VALIDATION});

    private Choices() {}

    private static <E extends Enum<E>> Names<E> names(String family, E[] values) {
        return names(family, values, Map.of());
    }

    private static <E extends Enum<E>> Names<E> names(
            String family, E[] values, Map<String, E> others) {
        Map<String, E> members = new LinkedHashMap<>();
        for (E value : values) members.put(value.name().toLowerCase(Locale.ROOT), value);
        members.putAll(others);
        return Names.of(family, members);
    }
}
