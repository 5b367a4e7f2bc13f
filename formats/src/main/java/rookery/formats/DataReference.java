package rookery.formats;

import rookery.data.DataSource;

/**
 * Data as a run remembers them: enough to find them again and to see whether they are the same.
 *
 * @param source what the user wrote: a bundled name or a file
 * @param sha256 of its bytes, see {@link DataSource#sha256()}
 * @param rows of the table
 */
public record DataReference(String source, String sha256, int rows) {

    /** A reference to these data. */
    public static DataReference of(DataSource data) {
        return new DataReference(data.name(), data.sha256(), data.table().rows());
    }
}
