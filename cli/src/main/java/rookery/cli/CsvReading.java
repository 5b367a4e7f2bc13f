package rookery.cli;

import picocli.CommandLine.Option;

import rookery.data.CsvOptions;

import java.util.Optional;

/** How a file of rows is written, unless the usual way. */
final class CsvReading {

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description =
                    "What separates columns; tab for a tab. By default a comma, in .tsv a tab.")
    private Optional<String> delimiter;

    @Option(
            names = "--decimal",
            paramLabel = "CHAR",
            description = "The decimal mark, . or the comma; by default the point.")
    private Optional<String> decimal;

    @Option(
            names = "--no-header",
            description = "The first line is a row; columns are column_0, column_1 …")
    private boolean noHeader;

    /**
     * How to read files; the usual way unless told.
     *
     * @throws IllegalArgumentException if a value is not one character
     */
    CsvOptions options() {
        return options(CsvOptions.defaults());
    }

    /**
     * How to read files.
     *
     * @param unlessTold what holds otherwise
     * @throws IllegalArgumentException if a value is not one character
     */
    CsvOptions options(CsvOptions unlessTold) {
        CsvOptions options = noHeader ? unlessTold.header(false) : unlessTold;
        if (delimiter.isPresent())
            options = options.delimiter(character("--delimiter", delimiter.get()));
        if (decimal.isPresent()) options = options.decimal(character("--decimal", decimal.get()));
        return options;
    }

    private static char character(String option, String text) {
        if (text.equals("tab") || text.equals("\\t")) return '\t';
        if (text.length() != 1)
            throw new IllegalArgumentException(
                    option + ": one character is wanted, got \"" + text + "\"");
        return text.charAt(0);
    }
}
