package rookery.cli;

import rookery.data.MissingValues;
import rookery.data.Scaling;
import rookery.data.Task;
import rookery.names.Names;

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

    private Choices() {}

    @SafeVarargs
    private static <E extends Enum<E>> Names<E> names(String family, E... values) {
        Map<String, E> members = new LinkedHashMap<>();
        for (E value : values) members.put(value.name().toLowerCase(Locale.ROOT), value);
        return Names.of(family, members);
    }
}
