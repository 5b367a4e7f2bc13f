package rookery.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import rookery.data.InputException;
import rookery.names.Names;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whatever goes wrong, as one line and an exit code. */
final class Problems implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The exit code of a run that failed, and of a check that said no. */
    static final int FAILED = 1;

    /** The exit code of wrong usage and of input that cannot be used. */
    static final int WRONG_USAGE = 2;

    /** The exit code of a run that was interrupted, as shells know it: 128 + SIGINT. */
    static final int INTERRUPTED = 130;

    /** The option that asks for stack traces. */
    static final String DEBUG = "--debug";

    private final Console console;

    Problems(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        tell(e, message(e), Arrays.asList(arguments).contains(DEBUG));
        return WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        boolean debug = command.getParseResult().hasMatchedOption(DEBUG);
        if (e instanceof InputException || e instanceof IllegalArgumentException) {
            tell(e, e.getMessage(), debug);
            return WRONG_USAGE;
        }
        tell(
                e,
                "this should not happen: " + e + "; " + DEBUG + " tells where, please report",
                debug);
        return FAILED;
    }

    private void tell(Exception e, String message, boolean debug) {
        console.error(message.strip().replaceAll("\\s*\\R\\s*", " "));
        if (debug) e.printStackTrace(console.err());
        console.err().flush();
    }

    private static String message(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
        return switch (e) {
            case UnmatchedArgumentException unmatched ->
                    unmatched(command, unmatched.getUnmatched().getFirst(), help);
            case MissingParameterException missing -> missing(missing.getMissing()) + help;
            case OverwrittenOptionException twice ->
                    ((OptionSpec) twice.getOverwritten()).longestName()
                            + ": is there more than once; pass it once";
            default -> invalid(e, help);
        };
    }

    private static String invalid(ParameterException e, String help) {
        if (e.getCause() != null && e.getCause().getClass() == IllegalArgumentException.class)
            return e.getCause().getMessage();
        if (!(e.getArgSpec() instanceof OptionSpec option) || e.getValue() == null)
            return e.getMessage() + help;
        return Wanted.sentence(option.longestName(), option.paramLabel(), e.getValue());
    }

    private static String unmatched(CommandLine command, String argument, String help) {
        if (argument.startsWith("-")) {
            List<String> options =
                    command.getCommandSpec().options().stream()
                            .map(OptionSpec::longestName)
                            .toList();
            String name = argument.split("=", 2)[0];
            return "unknown option %s; %s".formatted(name, Names.suggest(name, options));
        }
        if (command.getParent() == null)
            return "unknown command \"%s\"; %s"
                    .formatted(
                            argument, Names.suggest(argument, command.getSubcommands().keySet()));
        return "one argument too many, \"%s\"".formatted(argument) + help;
    }

    private static String missing(List<ArgSpec> missing) {
        return missing.stream()
                .map(argument ->
                        argument instanceof OptionSpec option
                                ? option.longestName() + " needs a " + option.paramLabel()
                                : argument.paramLabel() + " is missing")
                .collect(Collectors.joining(", "));
    }
}
