package rookery.cli;

import picocli.CommandLine.Option;

import rookery.data.MissingValues;
import rookery.data.Scaling;
import rookery.data.TableOptions;
import rookery.data.Task;
import rookery.formats.RunConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be learned, and from which columns and rows. */
final class DataOptions {

    @Option(
            names = "--target",
            paramLabel = "COL",
            description = "The column to predict, or COL=VALUE for this value or not.")
    private Optional<String> target;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "classification or regression; by default what the target looks like.")
    private Optional<Task> task;

    @Option(
            names = "--features",
            paramLabel = "COL",
            description = "The columns to learn from; by default all but the target.")
    private List<String> features = new ArrayList<>();

    @Option(names = "--drop", paramLabel = "COL", description = "Columns not to learn from.")
    private List<String> drop = new ArrayList<>();

    @Option(
            names = "--embed",
            paramLabel = "COL[=DIM]",
            description =
                    "Columns whose categories become DIM trained numbers instead of one-hot inputs;"
                            + " unless told, half as many as categories, at most 50.")
    private List<String> embed = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "HOW",
            description = "standard (the default), minmax or none: how numbers become inputs.")
    private Optional<Scaling> scale;

    @Option(
            names = "--missing",
            paramLabel = "HOW",
            description =
                    "impute (the default); drop: without rows that miss a feature; complete:"
                            + " without rows that miss any value (the default of penguins).")
    private Optional<MissingValues> missing;

    @Option(
            names = "--distinct",
            description = "Without rows that equal an earlier one in all columns used.")
    private boolean distinct;

    @Option(
            names = "--validation",
            paramLabel = "PART",
            description =
                    "The part of the rows kept for validation; 0.2 unless told (penguins: 34 rows),"
                            + " 0 for none.")
    private Optional<Double> validation;

    @Option(
            names = "--validation-data",
            paramLabel = "FILE",
            description = "Rows for validation; then all rows of DATA are for training.")
    private Optional<String> validationData;

    /**
     * What is to be learned.
     *
     * @param unlessTold what is asked for otherwise
     */
    TableOptions table(TableOptions unlessTold) {
        TableOptions options = unlessTold;
        if (target.isPresent()) options = options.target(target.get());
        String[] asked = columns("--features", features, options.target());
        String[] dropped = columns("--drop", drop, options.target());
        if (task.isPresent()) options = options.task(task.get());
        if (asked.length > 0) options = options.features(asked);
        if (dropped.length > 0) options = options.drop(dropped);
        Embeddings embeddings = embeddings();
        columns("--embed", List.copyOf(embeddings.dimensions().keySet()), options.target());
        if (!embed.isEmpty()) options = options.embed(embeddings.columns());
        if (scale.isPresent()) options = options.scaling(scale.get());
        if (missing.isPresent()) options = options.missing(missing.get());
        if (distinct) options = options.distinct(true);
        validation.ifPresent(part -> Wanted.check(part >= 0 && part < 1, "--validation", part));
        if (validation.isPresent()) options = options.validation(validation.get());
        return options;
    }

    /** Whether columns or rows are to be left out, so that there may be other inputs than before. */
    boolean changed() {
        return !drop.isEmpty()
                || missing.isPresent()
                || distinct
                || validation.isPresent()
                || validationData.isPresent();
    }

    /** The columns that become trained numbers. */
    Embeddings embeddings() {
        return Embeddings.parse(embed);
    }

    /** The columns of some lists; one that names the target, or nothing, is a mistake. */
    private static String[] columns(String option, List<String> lists, String target) {
        List<String> columns = new ArrayList<>();
        for (String list : lists) columns.addAll(List.of(list.split(",", -1)));
        for (String column : columns) {
            if (column.isBlank())
                throw new IllegalArgumentException(
                        option + ": names of columns are wanted, as a,b; one of them is empty");
            if (target.equals(column) || target.startsWith(column + "="))
                throw new IllegalArgumentException(
                        "%s: %s is the target, which is never learned from; leave it out of the list"
                                .formatted(option, column));
        }
        return columns.toArray(String[]::new);
    }

    /**
     * Data of their own for validation, if asked for by an option; or else by the recipe, unless an
     * option asks for a part of the rows.
     *
     * @throws IllegalArgumentException if an option asks for a part of the rows, too
     */
    Optional<String> validationData(RunConfig config) {
        if (validationData.isPresent() && validation.isPresent())
            throw new IllegalArgumentException(
                    "--validation and --validation-data: pass one of the two");
        return validationData.or(() ->
                config.validationData()
                        .filter(_ -> validation.isEmpty())
                        .map(RunConfig.Data::source));
    }
}
