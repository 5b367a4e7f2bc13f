package rookery.data;

import java.util.List;
import java.util.Optional;

/**
 * What is to be learned from a table, and how its columns become numbers.
 *
 * @param target the column to predict, or {@code column=value} for this value against all others
 *     ("Adelie" or "not Adelie"); empty: not chosen yet
 * @param task classes or a number; empty: by the target's values
 * @param features the columns to learn from, in this order; empty: all but the target, as the table
 *     has them
 * @param drop columns not to learn from
 * @param embed columns whose categories become codes, for an {@link rookery.layers.Embedding},
 *     instead of one-hot
 * @param scaling of numbers
 * @param missing what becomes of rows with missing values
 * @param distinct whether rows are left out that equal an earlier one in all columns used
 * @param unknown what becomes of a category that no training row has
 * @param targetForm how the network sees a class or a number
 * @param validation the fraction of the rows kept for validation, in [0, 1)
 * @param stratify whether classes keep their shares in the validation rows
 * @param seed draws the validation rows
 */
public record TableOptions(
        String target,
        Optional<Task> task,
        List<String> features,
        List<String> drop,
        List<String> embed,
        Scaling scaling,
        MissingValues missing,
        boolean distinct,
        UnknownCategory unknown,
        TargetForm targetForm,
        double validation,
        boolean stratify,
        long seed) {
    private static final TableOptions DEFAULTS =
            new TableOptions(
                    "",
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Scaling.STANDARD,
                    MissingValues.IMPUTE,
                    false,
                    UnknownCategory.ZEROS,
                    TargetForm.ONE_HOT,
                    0.2,
                    true,
                    0);

    /** Refuses a fraction outside [0, 1). */
    public TableOptions {
        if (!(validation >= 0 && validation < 1)) {
            throw new IllegalArgumentException("validation must be in [0, 1), got " + validation);
        }
        features = List.copyOf(features);
        drop = List.copyOf(drop);
        embed = List.copyOf(embed);
    }

    /**
     * All columns, standardized and imputed; a fifth of the rows, stratified, for validation; seed
     * 0; no target.
     */
    public static TableOptions defaults() {
        return DEFAULTS;
    }

    /** The same with this target, a column or {@code column=value}. */
    public TableOptions target(String target) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with this task. */
    public TableOptions task(Task task) {
        return new TableOptions(
                target,
                Optional.of(task),
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with these features. */
    public TableOptions features(String... columns) {
        return new TableOptions(
                target,
                task,
                List.of(columns),
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with these columns left out. */
    public TableOptions drop(String... columns) {
        return new TableOptions(
                target,
                task,
                features,
                List.of(columns),
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with the categories of these columns as codes. */
    public TableOptions embed(String... columns) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                List.of(columns),
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with this scaling of numbers. */
    public TableOptions scaling(Scaling scaling) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with missing values treated so. */
    public TableOptions missing(MissingValues missing) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same without rows that equal an earlier one in all columns used, or with them. */
    public TableOptions distinct(boolean distinct) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with unknown categories treated so. */
    public TableOptions unknown(UnknownCategory unknown) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with this form of the classes. */
    public TableOptions targetForm(TargetForm targetForm) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with this fraction of the rows for validation. */
    public TableOptions validation(double validation) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with validation rows drawn so that classes keep their shares, or not. */
    public TableOptions stratify(boolean stratify) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }

    /** The same with validation rows drawn by this seed. */
    public TableOptions seed(long seed) {
        return new TableOptions(
                target,
                task,
                features,
                drop,
                embed,
                scaling,
                missing,
                distinct,
                unknown,
                targetForm,
                validation,
                stratify,
                seed);
    }
}
