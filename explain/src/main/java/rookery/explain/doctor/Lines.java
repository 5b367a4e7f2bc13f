package rookery.explain.doctor;

import rookery.formats.RunFolder;

import java.util.List;
import java.util.Optional;

/**
 * Lines of a program that made its numbers itself, where no option of {@code train} would do.
 *
 * @param code at least one
 */
public record Lines(List<String> code) implements Remedy {

    /** Keeps its own list. */
    public Lines {
        code = List.copyOf(code);
        if (code.isEmpty()) throw new IllegalArgumentException("Lines: needs a line");
    }

    @Override
    public Optional<String> command(RunFolder folder) {
        return Optional.empty();
    }

    /** Leaves inputs out of {@code data}. */
    static Lines withoutInputs(List<Integer> kept) {
        String values =
                String.join(", ", kept.stream().map(input -> "x[%d]".formatted(input)).toList());
        return new Lines(
                List.of(
                        "float[][] rows = data.features().toRows()",
                        "float[][] kept = Arrays.stream(rows).map(x -> new float[] {%s}).toArray(float[][]::new)"
                                .formatted(values),
                        "Dataset.of(Matrix.of(kept), data.targets())"));
    }

    /** Leaves rows out of {@code data} that equal an earlier one, before it is split. */
    static Lines distinct() {
        return new Lines(
                List.of(
                        "Set<String> seen = new HashSet<>()",
                        "IntPredicate first = row ->"
                                + " seen.add(Arrays.toString(data.features().row(row)) +"
                                + " Arrays.toString(data.targets().row(row)))",
                        "data.select(IntStream.range(0, data.rows()).filter(first).toArray())"));
    }
}
