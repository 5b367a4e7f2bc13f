package rookery.cli;

import rookery.formats.RunFolder;
import rookery.report.Report;
import rookery.report.ReportHtml;
import rookery.report.Theme;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** The page about a run, computed while progress is shown. */
final class ReportFile {

    /** Its name in the run's folder. */
    static final String NAME = "report.html";

    private final Console console;
    private final RunFolder folder;

    ReportFile(Console console, RunFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    /** The file's bytes. */
    byte[] page(Theme theme) {
        try (Parts parts = new Parts()) {
            Report report = Report.of(folder, parts);
            return ReportHtml.html(report, Main.command(), theme).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A line for each part that takes time, one after the other. */
    private final class Parts implements Report.Progress, AutoCloseable {

        private Waiting waiting = new Waiting(console, "parts", 1);

        @Override
        public LongConsumer begin(String what, long all) {
            waiting.close();
            waiting = new Waiting(console, what, all);
            return waiting;
        }

        @Override
        public void close() {
            waiting.close();
        }
    }
}
