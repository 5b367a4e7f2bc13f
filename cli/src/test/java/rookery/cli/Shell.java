package rookery.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Types commands, in this process, with runs in a folder of its own. */
record Shell(Path runs) {

    /** What a command did. */
    record Outcome(int code, String out, String err) {

        /** All of {@code out}, which must be one JSON object on one line. */
        JsonNode json() {
            if (out.indexOf('\n') != out.length() - 1)
                throw new AssertionError("not one line: " + out);
            return JsonMapper.shared().readTree(out);
        }
    }

    /** Runs a command that takes {@code --runs-dir}. */
    Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--runs-dir=" + runs);
        return bare(all.toArray(String[]::new));
    }

    /** The names of all commands. */
    static Set<String> commands() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Main.commandLine(new Console(nowhere, nowhere, false, false, Console.WIDTH))
                .getSubcommands()
                .keySet();
    }

    /** Runs a command as it is. */
    static Outcome bare(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console =
                new Console(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false,
                        false,
                        Console.WIDTH);
        int code = Main.commandLine(console, arguments).execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }
}
