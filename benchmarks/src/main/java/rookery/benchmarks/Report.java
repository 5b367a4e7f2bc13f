package rookery.benchmarks;

import rookery.benchmarks.Session.Case;
import rookery.benchmarks.Session.Series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A session as a page of tables. */
final class Report {

    private static final String JAX = "jax";
    private static final double MEGABYTE = 1 << 20;

    private final StringBuilder page = new StringBuilder();

    private Report() {}

    /** The page, in Markdown. */
    static String of(Session session) {
        Report report = new Report();
        report.head(session);
        report.summary(session);
        report.cases("Training", session, Workload.Kind.TRAIN);
        report.cases("Prediction", session, Workload.Kind.PREDICT);
        report.memory(session);
        report.coldStarts(session);
        report.versions(session);
        return report.page.toString();
    }

    private void head(Session session) {
        line("# Rookery beside other libraries");
        line("");
        line(
                """
                Written by `benchmarks/run` on %s.
                Machine: %s.

                Whole training steps as `fit` takes them: shuffled rows gathered, forward, loss, backward, update, with loss
                and accuracy of the epoch, in single precision; hidden layers relu, then softmax and cross-entropy. Each library
                is used the way it is fastest (see the end of the page). Each measurement is the median of epochs over at least
                %s s; of %d rounds, µs are the median. In a round, ours is measured right after each other library, and *ours ÷
                its* is the median of these ratios: below 1 Rookery is faster.\
                """
                        .formatted(
                                session.date(),
                                session.machine().line(),
                                session.seconds(),
                                session.rounds()));
    }

    private void summary(Session session) {
        title("In short");
        row("work", "ours, µs", "JAX, µs", "ours ÷ JAX", "ours ÷ the fastest other");
        row(":--", "--:", "--:", "--:", ":--");
        for (Case c : session.cases()) {
            Optional<Series> jax = c.peer(JAX);
            Optional<Series> best =
                    c.peers().stream()
                            .filter(Series::measured)
                            .min((a, b) -> Double.compare(a.microseconds(), b.microseconds()));
            row(
                    c.work().title(),
                    micros(c.ours().microseconds()),
                    jax.map(s -> micros(s.microseconds())).orElse("–"),
                    jax.map(s -> ratio(s.oursToIts())).orElse("–"),
                    best.map(s -> ratio(s.oursToIts()) + " " + s.title()).orElse("–"));
        }
    }

    private void cases(String title, Session session, Workload.Kind kind) {
        List<Case> cases = session.cases().stream().filter(c -> c.work().kind() == kind).toList();
        if (cases.isEmpty()) return;
        title(title);
        for (Case c : cases) {
            line("**" + c.work().title() + "**");
            line("");
            boolean train = kind == Workload.Kind.TRAIN;
            row(
                    "library",
                    train ? "µs/step" : "µs",
                    train ? "GFLOP/s" : "rows/s",
                    "ours ÷ its",
                    "its ÷ JAX");
            row(":--", "--:", "--:", "--:", "--:");
            Optional<Series> jax = c.peer(JAX);
            series(c, c.ours(), jax, "");
            for (Series s : c.peers()) if (s.measured()) series(c, s, jax, ratio(s.oursToIts()));
            line("");
            for (Series s : c.peers())
                if (s.problem() != null) line("- " + s.title() + ": " + s.problem());
            line(
                    String.format(
                            Locale.ROOT,
                            "fma peak of %d cores: %.0f GFLOP/s before, %.0f after; processes that"
                                    + " waited used %.1f %% of a core at most.",
                            session.machine().cores(),
                            c.peakBefore(),
                            c.peakAfter(),
                            100 * c.idleShare()));
            line("");
        }
    }

    private void series(Case c, Series s, Optional<Series> jax, String ours) {
        double micros = s.microseconds();
        Workload work = c.work();
        String rate =
                work.kind() == Workload.Kind.TRAIN
                        ? String.format(Locale.ROOT, "%.1f", work.operations() / micros * 1e-3)
                        : String.format(Locale.ROOT, "%,.0f", work.rows() / micros * 1e6);
        row(
                s.title(),
                micros(micros),
                rate,
                ours,
                jax.map(j -> ratio(micros / j.microseconds())).orElse("–"));
    }

    private void memory(Session session) {
        Optional<Case> largest =
                session.cases().stream()
                        .filter(c -> c.work().kind() == Workload.Kind.TRAIN)
                        .filter(c -> c.work().optimizer().equals("sgd"))
                        .filter(c -> c.ours().peakMemory() > 0)
                        .max((a, b) ->
                                Double.compare(a.work().operations(), b.work().operations()));
        if (largest.isEmpty()) return;
        Case c = largest.get();
        title("Memory");
        line("Peak resident memory of the process that measured *" + c.work().title() + "*:");
        line("");
        row("library", "MiB", "its ÷ ours");
        row(":--", "--:", "--:");
        List<Series> all = new ArrayList<>(List.of(c.ours()));
        all.addAll(c.peers().stream().filter(Series::measured).toList());
        for (Series s : all)
            row(
                    s.title(),
                    String.format(Locale.ROOT, "%,.0f", s.peakMemory() / MEGABYTE),
                    ratio((double) s.peakMemory() / c.ours().peakMemory()));
    }

    private void coldStarts(Session session) {
        if (session.coldStarts().isEmpty()) return;
        title("Cold start");
        line(
                "100 epochs of the penguins, from the start of the process to its end, after a"
                        + " first run:");
        line("");
        row("library", "s");
        row(":--", "--:");
        for (ColdStart.Times times : session.coldStarts())
            row(
                    times.title(),
                    times.problem() == null
                            ? String.format(Locale.ROOT, "%.2f", times.median())
                            : times.problem());
    }

    /** What each process said of itself, once. */
    private void versions(Session session) {
        title("Versions, and how each is used");
        session.cases().stream()
                .flatMap(c ->
                        java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(c.ours()), c.peers().stream()))
                .map(Series::name)
                .filter(name -> name != null)
                .distinct()
                .sorted()
                .forEach(name -> line("- " + name));
    }

    private void title(String text) {
        line("");
        line("## " + text);
        line("");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.2f", value);
    }
}
