/** The command line: one class a command. */
module rookery.cli {
    requires rookery.report;
    requires info.picocli;
    requires tools.jackson.databind;

    // picocli fills the fields of commands and their options.
    opens rookery.cli to
            info.picocli;
}
