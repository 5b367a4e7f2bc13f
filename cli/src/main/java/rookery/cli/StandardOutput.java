package rookery.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * The stream behind {@link Console#out}: tells the first time that it cannot be written to, which a
 * {@link PrintWriter} keeps to itself. A reader who went away, as {@code head} does, is no news.
 */
final class StandardOutput extends FilterOutputStream {

    private final PrintWriter err;
    private boolean told;

    /**
     * A stream that fails as {@code out} does.
     *
     * @param err is told so
     */
    StandardOutput(OutputStream out, PrintWriter err) {
        super(out);
        this.err = err;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            tell(e);
            throw e;
        }
    }

    private void tell(IOException e) {
        String reason = String.valueOf(e.getMessage());
        boolean readerGone = reason.toLowerCase(Locale.ROOT).contains("pipe");
        if (!told && !readerGone)
            err.println(
                    "standard output: could not be written: "
                            + reason
                            + ". Is there space where it goes?");
        told = true;
    }
}
