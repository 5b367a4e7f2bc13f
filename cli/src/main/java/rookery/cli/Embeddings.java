package rookery.cli;

import rookery.data.CodeEncoder;
import rookery.data.ColumnEncoder;
import rookery.data.CsvOptions;
import rookery.data.TableEncoding;
import rookery.layers.Embedding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Columns of categories that become trained numbers.
 *
 * @param dimensions how many numbers a category of each becomes, where it was told
 */
record Embeddings(Map<String, OptionalInt> dimensions) {

    /** Most numbers of a category unless told. */
    private static final int MOST = 50;

    /**
     * From {@code COL=DIM} and {@code COL}, several by commas.
     *
     * @throws IllegalArgumentException if one is neither, or there twice
     */
    static Embeddings parse(List<String> lists) {
        Map<String, OptionalInt> dimensions = new LinkedHashMap<>();
        for (String list : lists)
            for (String part : list.split(",", -1)) {
                int equals = part.lastIndexOf('=');
                String column = equals < 0 ? part : part.substring(0, equals);
                OptionalInt dimension =
                        equals < 0
                                ? OptionalInt.empty()
                                : OptionalInt.of(number(part, part.substring(equals + 1)));
                if (column.isBlank())
                    throw new IllegalArgumentException(
                            "--embed: names of columns are wanted, as a,b=8; one of them is empty");
                if (dimensions.put(column, dimension) != null)
                    throw new IllegalArgumentException(
                            "--embed: %s is there twice".formatted(column));
            }
        return new Embeddings(dimensions);
    }

    private static int number(String part, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 1) return number;
        } catch (NumberFormatException _) {
            // told below, as what is less than 1 too
        }
        throw new IllegalArgumentException(
                "--embed %s: a whole number of at least 1 is wanted after =, as city=8"
                        .formatted(part));
    }

    /** Their names. */
    String[] columns() {
        return dimensions.keySet().toArray(String[]::new);
    }

    /** The same way to read a file, and their columns as text, whatever they look like. */
    CsvOptions asText(CsvOptions csv) {
        if (dimensions.isEmpty()) return csv;
        Set<String> text = new HashSet<>(csv.text());
        text.addAll(dimensions.keySet());
        return csv.text(text);
    }

    /** The layer that takes the table's codes; none if it has none. */
    Optional<Embedding> layer(TableEncoding encoding) {
        List<Integer> columns = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        int input = 0;
        for (ColumnEncoder feature : encoding.features()) {
            if (feature instanceof CodeEncoder codes) {
                columns.add(input);
                sizes.add(codes.codes());
                numbers.add(
                        dimensions
                                .getOrDefault(codes.column(), OptionalInt.empty())
                                .orElse(unlessTold(codes.categories().size())));
            }
            input += feature.features().size();
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Embedding(columns, sizes, numbers));
    }

    /** Half as many as categories, at most 50. */
    private static int unlessTold(int categories) {
        return Math.min(MOST, Math.ceilDiv(categories, 2));
    }
}
