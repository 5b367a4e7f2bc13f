package rookery.cli;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult.GroupMatch;

import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.formats.DataReference;
import rookery.formats.RunConfig;
import rookery.kernels.Kernels;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is learned from which data, by which network, and how: the options of a training. */
final class TrainingOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A run's run.json, or its description or parts of it: what is there is taken"
                            + " from there, DATA too, unless an option says otherwise.")
    private Optional<Path> config;

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is learned%n")
    private DataOptions dataOptions = new DataOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nThe network%n")
    private NetworkOptions networkOptions = new NetworkOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nHow it learns%n")
    private FitOptions fitOptions = new FitOptions();

    @Mixin private CsvReading csvReading;

    /**
     * What a training is made of before its table is prepared.
     *
     * @param recipe what {@code --config} says
     * @param csv how files are written
     * @param source the rows
     * @param validation those of their own for validation
     */
    record Sources(
            RunConfig recipe, CsvOptions csv, DataSource source, Optional<DataSource> validation) {}

    /** Passes through the training rows, if asked for. */
    Optional<Integer> epochs() {
        return fitOptions.epochs();
    }

    /**
     * Reads the data.
     *
     * @param data if named; else {@code --config} names them
     * @throws MissingParameterException if neither does
     */
    Sources sources(Optional<String> data, CommandLine command, Console console) {
        Kernels.best(); // refuses a name that is none
        RunConfig recipe = config.map(RunConfig::read).orElseGet(RunConfig::none);
        CsvOptions csv =
                dataOptions
                        .embeddings()
                        .asText(csvReading.options(recipe.csv(CsvOptions.defaults())));
        DataSource source = source(data, recipe, csv, command, console);
        return new Sources(recipe, csv, source, validation(recipe, source, csv, console));
    }

    /** Whatever is wrong is found here, or in making the run's folder. */
    TrainingPlan plan(Sources sources) {
        RunConfig recipe = sources.recipe();
        DataSource source = sources.source();
        TableOptions options = tableOptions(recipe, source);
        PreparedTable prepared =
                sources.validation()
                        .map(other -> PreparedTable.of(source.table(), other.table(), options))
                        .orElseGet(() -> PreparedTable.of(source.table(), options));
        return new TrainingPlan(
                DataReference.of(source),
                sources.validation().map(DataReference::of),
                sources.csv(),
                options,
                prepared,
                networkOptions.learner(
                        prepared, dataOptions, fitOptions.optimizer(source, recipe), recipe),
                fitOptions.fit(prepared, recipe),
                fitOptions.patience(prepared, recipe),
                fitOptions.plateau(prepared, recipe));
    }

    private static DataSource source(
            Optional<String> data,
            RunConfig recipe,
            CsvOptions csv,
            CommandLine command,
            Console console) {
        if (data.isPresent()) return DataSource.of(data.get(), csv);
        RunConfig.Data named =
                recipe.data()
                        .orElseThrow(() ->
                                new MissingParameterException(
                                        command,
                                        command.getCommandSpec().positionalParameters().getFirst(),
                                        "DATA"));
        return sameAs(named, DataSource.of(named.source(), csv), console);
    }

    private Optional<DataSource> validation(
            RunConfig recipe, DataSource source, CsvOptions csv, Console console) {
        Optional<DataSource> found =
                dataOptions
                        .validationData(recipe)
                        .map(other -> DataSource.of(other, csv, source.table()));
        recipe.validationData()
                .ifPresent(named ->
                        found.filter(other -> other.name().equals(named.source()))
                                .ifPresent(other -> sameAs(named, other, console)));
        return found;
    }

    /** Data that the recipe names; says so if they are not what they were. */
    private static DataSource sameAs(RunConfig.Data named, DataSource found, Console console) {
        if (named.sha256().filter(sum -> !sum.equals(found.sha256())).isPresent())
            console.error(
                    "%s: is not what the recipe was written for: SHA-256 is %s, there it is %s; going on with what is here"
                            .formatted(found.name(), found.sha256(), named.sha256().get()));
        return found;
    }

    /** The data's own, unless the recipe says otherwise, unless an option does. */
    private TableOptions tableOptions(RunConfig recipe, DataSource source) {
        TargetForm form =
                networkOptions
                        .targetForm()
                        .or(() -> recipe.learning().loss().map(TargetForm::of))
                        .orElse(TargetForm.ONE_HOT);
        TableOptions options =
                recipe.table(source.options().targetForm(form).seed(fitOptions.seed(recipe)));
        if (networkOptions.targetForm().isPresent()) options = options.targetForm(form);
        if (fitOptions.seed().isPresent()) options = options.seed(fitOptions.seed().get());
        return dataOptions.table(options);
    }

    /** picocli begins a group anew, with its defaults, at an option that it has seen already. */
    static void refuseRepeated(CommandLine command) {
        for (ArgGroupSpec group : command.getCommandSpec().argGroups()) {
            List<GroupMatch> matches =
                    command.getParseResult().findMatches(group).stream()
                            .flatMap(found -> found.matches().stream())
                            .toList();
            for (ArgSpec option : group.args())
                if (times(option, matches) > 1)
                    throw new OverwrittenOptionException(command, option, "is there twice");
        }
    }

    private static long times(ArgSpec option, List<GroupMatch> matches) {
        return matches.stream().filter(match -> !match.matchedValues(option).isEmpty()).count();
    }
}
