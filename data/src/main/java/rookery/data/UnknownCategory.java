package rookery.data;

import java.util.List;

/** What becomes of a category that no training row has. */
public enum UnknownCategory {
    /** None of the column's features is 1, or the code is 0; such values are counted and reported. */
    ZEROS,
    /** An {@link InputException}. */
    ERROR;

    /** Throws where it is an error. */
    void refuse(Column column, int row, List<String> known) {
        if (this == ERROR) {
            throw new InputException(
                    "row %s, column %s: category \"%s\" is in no training row; known are %s"
                            .formatted(
                                    row,
                                    column.name(),
                                    column.text(row),
                                    String.join(", ", known)));
        }
    }
}
