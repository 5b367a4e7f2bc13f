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
import rookery.formats.Versions;
import rookery.losses.Loss;
import rookery.optimizers.Optimizer;

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

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        Console console = Console.system();
        System.exit(run(console, arguments));
    }

    /** Runs a command; what could not be printed makes a success a failure. */
    static int run(Console console, String... arguments) {
        try {
            int code = commandLine(console).execute(arguments);
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

    /** All commands, writing to this console. */
    static CommandLine commandLine(Console console) {
        Problems problems = new Problems(console);
        CommandLine completion = new CommandLine(new GenerateCompletion());
        completion
                .getCommandSpec()
                .usageMessage()
                .footer("", "Example:", "  source <(rookery generate-completion)");
        return new CommandLine(new Main())
                .addSubcommand(new Train(console))
                .addSubcommand(new Evaluate(console))
                .addSubcommand(new Predict(console))
                .addSubcommand(new Summary(console))
                .addSubcommand(new Runs(console))
                .addSubcommand(new Bench(console))
                .addSubcommand(completion)
                .registerConverter(Activation.class, Activation.NAMES::get)
                .registerConverter(Loss.class, Loss.NAMES::get)
                .registerConverter(Optimizer.class, Optimizer.NAMES::get)
                .registerConverter(Task.class, Choices.TASK::get)
                .registerConverter(Scaling.class, Choices.SCALING::get)
                .registerConverter(MissingValues.class, Choices.MISSING::get)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.color() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.min(console.width(), 100))
                .setParameterExceptionHandler(problems)
                .setExecutionExceptionHandler(problems);
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
