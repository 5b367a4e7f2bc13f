package rookery.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The clock of a measuring process. Work goes round in laps, epochs or as many predictions; {@link
 * #lap} is called after each. When laps no longer become faster it prints a line and waits; for each
 * line read, a number of seconds, it measures so long and prints
 *
 * <pre>
 *   {"microseconds": MEDIAN, "fastest": …, "laps": …, "loss": …, "accuracy": …}
 * </pre>
 *
 * <p>microseconds of a step or prediction. At the end of what it reads there is nothing more to do.
 */
public final class Laps {

    private static final int FEWEST = 3;
    private static final double NANOS = 1e-9;

    /** Warm is who, for so many windows of time … */
    private static final int STEADY_WINDOWS = 3;

    private static final double WINDOW_SECONDS = 0.5;

    /** … was neither faster by so much than in the best window before … */
    private static final double FASTER = 0.95;

    /** … nor slower by so much: compiling may make one slow for seconds. */
    private static final double SLOWER = 1.25;

    private static final double LONGEST_WARM_UP = 20;

    private final String name;
    private final int steps;
    private final BufferedReader requests;
    private final PrintStream answers;
    private final LongSupplier nanos;

    private double[] seconds = new double[64];
    private int laps;
    private boolean warm;
    private double wanted;
    private double total;
    private double fastest = Double.POSITIVE_INFINITY;
    private final long start;
    private double bestWindow = Double.POSITIVE_INFINITY;
    private int steady;
    private long lapStart;

    /**
     * A clock that starts now.
     *
     * @param name library, version and way of use, for the report
     * @param steps of a lap
     */
    public Laps(String name, int steps, BufferedReader requests, PrintStream answers) {
        this(name, steps, requests, answers, System::nanoTime);
    }

    /** With another clock than the system's. */
    Laps(String name, int steps, BufferedReader requests, PrintStream answers, LongSupplier nanos) {
        this.name = name;
        this.steps = steps;
        this.requests = requests;
        this.answers = answers;
        this.nanos = nanos;
        start = nanos.getAsLong();
        lapStart = start;
    }

    /**
     * A lap is done.
     *
     * @param loss of the lap's rows, for the report; NaN if there is none
     * @param accuracy likewise
     * @return whether to go round once more
     */
    public boolean lap(double loss, double accuracy) {
        double lap = (nanos.getAsLong() - lapStart) * NANOS;
        if (laps == seconds.length) seconds = Arrays.copyOf(seconds, 2 * laps);
        seconds[laps++] = lap;
        total += lap;
        fastest = Math.min(fastest, lap);
        boolean goOn = true;
        if (!warm) goOn = !isWarm() || begin();
        else if (laps >= FEWEST && total >= wanted) goOn = report(loss, accuracy);
        lapStart = nanos.getAsLong();
        return goOn;
    }

    private boolean isWarm() {
        if (total < WINDOW_SECONDS) return false;
        double mean = total / laps;
        boolean same = mean >= FASTER * bestWindow && mean <= SLOWER * bestWindow;
        steady = same ? steady + 1 : 0;
        bestWindow = Math.min(bestWindow, mean);
        laps = 0;
        total = 0;
        return steady == STEADY_WINDOWS || (nanos.getAsLong() - start) * NANOS > LONGEST_WARM_UP;
    }

    private boolean begin() {
        warm = true;
        answers.println("{\"name\": \"" + name + "\"}");
        return await();
    }

    private boolean report(double loss, double accuracy) {
        double[] sorted = Arrays.copyOf(seconds, laps);
        Arrays.sort(sorted);
        answers.println(
                String.format(
                        Locale.ROOT,
                        "{\"microseconds\": %.4f, \"fastest\": %.4f, \"laps\": %d, \"loss\": %s,"
                                + " \"accuracy\": %s}",
                        sorted[laps / 2] / steps * 1e6,
                        fastest / steps * 1e6,
                        laps,
                        number(loss),
                        number(accuracy)));
        return await();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.5f", value) : "null";
    }

    /** The next request; false if there is none. */
    private boolean await() {
        answers.flush();
        laps = 0;
        total = 0;
        fastest = Double.POSITIVE_INFINITY;
        try {
            String line = requests.readLine();
            if (line == null) return false;
            wanted = Double.parseDouble(line);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
