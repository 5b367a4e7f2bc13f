package rookery.data;

/**
 * What became of one column.
 *
 * @param column its name
 * @param fate in words: how it is encoded, or why it is left out
 */
public record ColumnReport(String column, String fate) {
    /** "flipper_length_mm: number, standardized (mean 201.0, deviation 13.99)". */
    public String sentence() {
        return column + ": " + fate;
    }
}
