package rookery.explain.landscape;

import java.util.List;
import java.util.Optional;

/**
 * The loss over a line or a plane through the space of weights, and the paths that trainings took
 * over it.
 *
 * @param name what spans it, as a heading: {@code random directions, filter-normalized}
 * @param x the first axis, whose values are the columns of the surfaces
 * @param y the second axis, whose values are their rows; empty for a line
 * @param training the mean loss over the training rows, penalties included, in inference mode
 * @param validation over the validation rows; empty if there are none
 * @param trails what trainings did here, the run's own first; may be empty
 * @param notes what a reader must know: variance explained, a direction that had to be drawn, seeds
 */
public record Landscape(
        String name,
        Axis x,
        Optional<Axis> y,
        Surface training,
        Optional<Surface> validation,
        List<Trail> trails,
        List<String> notes) {

    public Landscape {
        trails = List.copyOf(trails);
        notes = List.copyOf(notes);
        int rows = y.map(a -> a.values().length).orElse(1);
        training.check(rows, x.values().length);
        validation.ifPresent(v -> v.check(rows, x.values().length));
    }
}
