package rookery.report;

import rookery.data.InputException;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A part of a report: what was computed, or why it could not be.
 *
 * @param <T> what is computed
 */
public sealed interface Part<T> {

    /**
     * It is there.
     *
     * @param value what was computed
     */
    record Known<T>(T value) implements Part<T> {}

    /**
     * It is not.
     *
     * @param why in a sentence, for the report's reader
     */
    record Missing<T>(String why) implements Part<T> {}

    /** Computes a part; what the input does not allow becomes a reason. */
    static <T> Part<T> of(Supplier<T> computation) {
        try {
            return new Known<>(computation.get());
        } catch (InputException | IllegalArgumentException e) {
            return new Missing<>(e.getMessage());
        }
    }

    /** A part that needs this one: missing for the same reason. */
    default <U> Part<U> then(Function<T, U> computation) {
        return switch (this) {
            case Known<T>(T value) -> of(() -> computation.apply(value));
            case Missing<T>(String why) -> new Missing<>(why);
        };
    }
}
