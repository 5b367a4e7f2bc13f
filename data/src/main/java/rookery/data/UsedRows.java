package rookery.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which rows of a table are used, and why the others are not. Row numbers count from 0, the header
 * not included.
 *
 * @param total the number of rows of the table
 * @param rows those used, ascending
 * @param leftOut those left out, ascending, by reason
 */
public record UsedRows(int total, int[] rows, SequencedMap<String, int[]> leftOut) {
    /** Reasons that a sentence has room for. */
    private static final int REASONS = 20;

    /** All rows but those for which {@code reason} is not null. */
    static UsedRows unless(int total, IntFunction<String> reason) {
        IntStream.Builder used = IntStream.builder();
        SequencedMap<String, IntStream.Builder> leftOut = new LinkedHashMap<>();
        for (int row = 0; row < total; row++) {
            String why = reason.apply(row);
            (why == null ? used : leftOut.computeIfAbsent(why, _ -> IntStream.builder())).add(row);
        }
        SequencedMap<String, int[]> arrays = new LinkedHashMap<>();
        leftOut.forEach((why, rows) -> arrays.put(why, rows.build().toArray()));
        return new UsedRows(total, used.build().toArray(), arrays);
    }

    /** The same without those for which {@code more} is true, which is asked once for each. */
    UsedRows without(IntPredicate more, String reason) {
        IntStream.Builder kept = IntStream.builder();
        IntStream.Builder gone = IntStream.builder();
        for (int row : rows) (more.test(row) ? gone : kept).add(row);
        int[] left = gone.build().toArray();
        if (left.length == 0) return this;
        SequencedMap<String, int[]> all = new LinkedHashMap<>(leftOut);
        all.put(reason, left);
        return new UsedRows(total, kept.build().toArray(), all);
    }

    /** Why {@code row} is left out; empty if it is used. */
    public Optional<String> whyLeftOut(int row) {
        return leftOut.entrySet().stream()
                .filter(entry -> Arrays.binarySearch(entry.getValue(), row) >= 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** "333 of 344 rows; 11 left out: bill_length_mm is missing (2), sex is missing (9)". */
    public String sentence() {
        if (leftOut.isEmpty()) return rows.length + " of " + total + " rows";
        List<String> reasons =
                leftOut.entrySet().stream()
                        .limit(REASONS)
                        .map(entry -> entry.getKey() + " (" + entry.getValue().length + ")")
                        .toList();
        int more = leftOut.size() - reasons.size();
        return "%s of %s rows; %s left out: %s%s"
                .formatted(
                        rows.length,
                        total,
                        total - rows.length,
                        String.join(", ", reasons),
                        more == 0 ? "" : " … and for %d more reasons".formatted(more));
    }
}
