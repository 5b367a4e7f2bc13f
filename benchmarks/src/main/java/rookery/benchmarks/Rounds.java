package rookery.benchmarks;

import rookery.benchmarks.PeerProcess.Answer;
import rookery.benchmarks.PeerProcess.Failed;
import rookery.benchmarks.Session.Case;
import rookery.benchmarks.Session.Series;
import rookery.kernels.FmaPeak;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rounds of one workload: all processes are started, then each peer is measured beside ours. */
final class Rounds {

    /** One library in this workload. */
    private static final class Runner {
        final Peer peer;
        final List<Answer> answers = new ArrayList<>();
        final List<Answer> beside = new ArrayList<>();
        PeerProcess process;
        String name;
        String problem;
        long memory;

        Runner(Peer peer) {
            this.peer = peer;
        }

        boolean runs() {
            return problem == null;
        }

        Series series() {
            return new Series(peer.key(), peer.title(), name, problem, memory, answers, beside);
        }
    }

    private final Workload work;
    private final double seconds;
    private final Path logs;
    private final PrintStream progress;
    private final Runner ours = new Runner(Peer.ours());
    private final List<Runner> others;
    private double idleShare;

    Rounds(Workload work, List<Peer> peers, double seconds, Path logs, PrintStream progress) {
        this.work = work;
        this.seconds = seconds;
        this.logs = logs;
        this.progress = progress;
        others =
                peers.stream()
                        .filter(p -> p.kinds().contains(work.kind()))
                        .map(Runner::new)
                        .toList();
    }

    /** Measures; fails only if ours cannot be measured. */
    Case measure(int rounds) throws Failed {
        int cores = Runtime.getRuntime().availableProcessors();
        double before = FmaPeak.gigaflops(cores);
        try {
            progress.println(work.title());
            start(ours);
            if (!ours.runs()) throw new Failed("ours: " + ours.problem);
            others.forEach(this::start);
            for (int round = 0; round < rounds; round++) round(round);
            for (Runner runner : everyone())
                if (runner.process != null) runner.memory = runner.process.peakMemory();
        } finally {
            for (Runner runner : everyone()) if (runner.process != null) runner.process.close();
        }
        double after = FmaPeak.gigaflops(cores);
        return new Case(
                work,
                before,
                after,
                idleShare,
                ours.series(),
                others.stream().map(Runner::series).toList());
    }

    private List<Runner> everyone() {
        List<Runner> all = new ArrayList<>(others);
        all.add(ours);
        return all;
    }

    private void start(Runner runner) {
        String file = runner.peer.key() + "-" + String.join("-", work.arguments()) + ".log";
        try {
            runner.process = PeerProcess.start(runner.peer, work, logs.resolve(file));
            runner.name = runner.process.name();
            progress.println("  " + runner.name + ": ready");
        } catch (Failed failed) {
            lose(runner, failed);
        }
    }

    private void lose(Runner runner, Failed failed) {
        runner.problem = failed.getMessage();
        progress.println("  " + runner.peer.title() + ": " + runner.problem);
    }

    private void round(int round) throws Failed {
        boolean alone = others.stream().noneMatch(Runner::runs);
        if (alone) ours.answers.add(measure(ours, round));
        for (Runner other : others) {
            if (!other.runs()) continue;
            try {
                Answer its = measure(other, round);
                Answer mine = measure(ours, round);
                other.answers.add(its);
                other.beside.add(mine);
                ours.answers.add(mine);
            } catch (Failed failed) {
                if (!ours.runs()) throw failed;
                lose(other, failed);
            }
        }
    }

    private Answer measure(Runner runner, int round) throws Failed {
        double used = waitingSeconds(runner);
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = runner.process.measure(seconds);
        } catch (Failed failed) {
            runner.problem = failed.getMessage();
            throw failed;
        }
        double elapsed = (System.nanoTime() - start) * 1e-9;
        idleShare = Math.max(idleShare, (waitingSeconds(runner) - used) / elapsed);
        progress.println(
                String.format(
                        Locale.ROOT,
                        "  round %d  %12.2f µs  %s",
                        round + 1,
                        answer.microseconds(),
                        runner.peer.title()));
        return answer;
    }

    /** Processor time of all those that are not being measured. */
    private double waitingSeconds(Runner measured) {
        double sum = 0;
        for (Runner runner : everyone())
            if (runner != measured && runner.process != null)
                sum += runner.process.processorSeconds();
        return sum;
    }
}
