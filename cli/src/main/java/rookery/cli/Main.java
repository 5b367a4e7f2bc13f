package rookery.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import rookery.activations.Activation;
import rookery.data.MissingValues;
import rookery.data.Scaling;
import rookery.data.Task;
import rookery.explain.importance.RowSet;
import rookery.formats.Versions;
import rookery.losses.Loss;
import rookery.optimizers.Optimizer;
import rookery.report.Theme;
import rookery.schedules.LearningRate;

import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.Callable;

/** The program {@code rookery}: all commands, and the way into them. */
@Command(
        name = "rookery",
        description = "Trains neural networks on tables and shows how they learned.",
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "DATA is penguins, moons, spiral, xor, rings, waves, or a .csv or .tsv file.",
            "MODEL is a run in runs/, its folder, or a .rookery file.",
            "",
            "Example:",
            "  rookery train penguins",
            "",
            "rookery COMMAND --help tells more."
        })
final class Main implements Callable<Integer> {

    private static final String JVM_OPTIONS = "ROOKERY_JAVA_OPTIONS";

    private static final List<String> COMMANDS =
            List.of(
                    "train",
                    "evaluate",
                    "predict",
                    "summary",
                    "runs",
                    "lesson",
                    "backprop",
                    "steps",
                    "why",
                    "influence",
                    "activity",
                    "curvature",
                    "importance",
                    "landscape",
                    "doctor",
                    "race",
                    "report",
                    "bench");

    /** Picocli refuses less. */
    private static final int NARROWEST_HELP = 55;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    /** Runs a command and exits with its code: by {@code exit} if there is one to tell. */
    public static void main(String[] arguments) {
        int code = run(Console.system(), arguments);
        if (code != 0) System.exit(code);
    }

    /** Runs a command; what could not be printed makes a success a failure. */
    static int run(Console console, String... arguments) {
        try {
            int code = commandLine(console, arguments).execute(arguments);
            boolean unwritten = console.out().checkError();
            return code == 0 && unwritten ? Problems.FAILED : code;
        } catch (OutOfMemoryError e) {
            console.err()
                    .println(
                            "out of memory with %d MB; allow more, as with %s=-Xmx8g"
                                    .formatted(
                                            Runtime.getRuntime().maxMemory() >> 20, JVM_OPTIONS));
            return Problems.FAILED;
        }
    }

    /**
     * The command that the arguments name, writing to this console; all of them if they name none.
     * Each takes picocli some hundredths of a second to get to know.
     */
    static CommandLine commandLine(Console console, String... arguments) {
        Problems problems = new Problems(console);
        CommandLine program = new CommandLine(new Main());
        boolean named = arguments.length > 0 && COMMANDS.contains(arguments[0]);
        for (String name : named ? List.of(arguments[0]) : COMMANDS)
            program.addSubcommand(command(name, console));
        if (!named) program.addSubcommand(completion());
        return program.registerConverter(Activation.class, Activation.NAMES::get)
                .registerConverter(Loss.class, Loss.NAMES::get)
                .registerConverter(Optimizer.class, Optimizer.NAMES::get)
                .registerConverter(LearningRate.class, LearningRate.NAMES::get)
                .registerConverter(Task.class, Choices.TASK::get)
                .registerConverter(Scaling.class, Choices.SCALING::get)
                .registerConverter(Theme.class, Choices.THEME::get)
                .registerConverter(MissingValues.class, Choices.MISSING::get)
                .registerConverter(RowSet.class, Choices.ROWS::get)
                .registerConverter(PlaneKind.class, Choices.PLANE::get)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.color() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(console.width(), NARROWEST_HELP, 100))
                .setParameterExceptionHandler(problems)
                .setExecutionExceptionHandler(problems);
    }

    private static Object command(String name, Console console) {
        return switch (name) {
            case "train" -> new Train(console);
            case "evaluate" -> new Evaluate(console);
            case "predict" -> new Predict(console);
            case "summary" -> new Summary(console);
            case "runs" -> new Runs(console);
            case "lesson" -> new Lesson(console, new InputStreamReader(System.in));
            case "backprop" -> new BackpropCommand(console);
            case "steps" -> new StepsCommand(console);
            case "why" -> new WhyCommand(console);
            case "influence" -> new InfluenceCommand(console);
            case "activity" -> new ActivityCommand(console);
            case "curvature" -> new CurvatureCommand(console);
            case "importance" -> new ImportanceCommand(console);
            case "landscape" -> new LandscapeCommand(console);
            case "doctor" -> new DoctorCommand(console);
            case "race" -> new RaceCommand(console);
            case "report" -> new ReportCommand(console);
            case "bench" -> new Bench(console);
            default -> throw new IllegalArgumentException("no command \"" + name + "\"");
        };
    }

    private static CommandLine completion() {
        CommandLine completion = new CommandLine(new GenerateCompletion());
        completion
                .getCommandSpec()
                .usageMessage()
                .footer("", "Example:", "  source <(rookery generate-completion)");
        return completion;
    }

    /** What a user types to start this program; the launcher tells. */
    static String command() {
        return System.getProperty("rookery.command", "rookery");
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Problems.WRONG_USAGE;
    }

    /** What {@code --version} tells. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Rookery " + Versions.current().rookery()};
        }
    }
}
