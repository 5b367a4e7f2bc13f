package rookery.cli;

import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.EpochStarted;
import rookery.events.TrainingEvent.LearningRateSet;
import rookery.events.TrainingEvent.NotFinite;
import rookery.events.TrainingEvent.Restored;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.StepsEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.util.Map;

/**
 * Shows how far a training is: on a terminal one line with a bar, drawn anew at most 20 times a
 * second; elsewhere a line for each tenth of a run, and where that takes long a few between.
 */
final class Progress implements Callback {

    private static final int LINES = 10;
    private static final long REDRAW_NANOS = 50_000_000;
    private static final long SILENCE_NANOS = 10_000_000_000L;
    private static final int NARROWEST_BAR = 8;
    private static final int WIDEST_BAR = 24;
    private static final int TIME = "9.9 s left".length();
    private static final String GAP = "  ";

    private final Console console;
    private TrainingStarted plan;
    private long startedAt;

    /** Steps that were taken before; unknown until the first epoch. */
    private long startedFrom = -1;

    private long drawnAt;
    private int drawnLength;
    private Map<String, Double> logs = Map.of();

    Progress(Console console) {
        this.console = console;
    }

    @Override
    public boolean wantsStep(long step) {
        return console.terminal() && System.nanoTime() - drawnAt >= REDRAW_NANOS;
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted started -> {
                plan = started;
                startedAt = System.nanoTime();
                startedFrom = -1;
                drawnAt = startedAt;
            }
            case StepEnded step -> redrawIfDue(step.epoch(), step.step() + 1);
            case EpochEnded epoch -> {
                logs = epoch.logs();
                if (console.terminal()) redrawIfDue(epoch.epoch(), epoch.step());
                else if (due(epoch.epoch())) {
                    console.out().println(plainLine(epoch.epoch()));
                    drawnAt = System.nanoTime();
                }
            }
            case EpochStarted epoch -> {
                if (startedFrom < 0) startedFrom = epoch.step();
            }
            case NotFinite _, LearningRateSet _, Restored _, StepsEnded _ -> {}
            case TrainingEnded ended -> {
                if (!console.terminal()) return;
                int epoch = Math.max(0, ended.epochs() - 1);
                redraw(epoch, part(ended.steps()), Numbers.time(seconds(System.nanoTime())));
                console.out().println();
            }
        }
    }

    /**
     * Whether the epoch completes one more tenth of the run, or nothing was said for long: ten
     * seconds, and later a quarter of the time that has passed.
     */
    private boolean due(int epoch) {
        long now = System.nanoTime();
        return (epoch + 1L) * LINES / plan.epochs() > (long) epoch * LINES / plan.epochs()
                || now - drawnAt > Math.max(SILENCE_NANOS, (now - startedAt) / 4);
    }

    private void redrawIfDue(int epoch, long steps) {
        long now = System.nanoTime();
        if (now - drawnAt < REDRAW_NANOS) return;
        drawnAt = now;
        double done = part(steps);
        double left = seconds(now) * (1 - done) / (done - part(startedFrom));
        redraw(epoch, done, Numbers.time(left).replace(" min", "") + " left");
    }

    private double part(long steps) {
        return Math.min(1, steps / ((double) plan.stepsPerEpoch() * plan.epochs()));
    }

    private double seconds(long now) {
        return (now - startedAt) / 1e9;
    }

    private void redraw(int epoch, double done, String time) {
        String start = epochOf(epoch) + " ";
        String end = GAP + time + " ".repeat(Math.max(0, TIME - time.length()));
        int room = console.width() - 1 - start.length() - end.length();
        String measures = measures(room - NARROWEST_BAR);
        int bar = Math.clamp(room - measures.length(), 0, WIDEST_BAR);
        int filled = (int) Math.round(done * bar);
        String line =
                start
                        + console.green("█".repeat(filled))
                        + console.dim("░".repeat(bar - filled))
                        + measures
                        + end;
        int length = start.length() + bar + measures.length() + end.length();
        console.out().print("\r" + line + " ".repeat(Math.max(0, drawnLength - length)));
        console.out().flush();
        drawnLength = length;
    }

    private String plainLine(int epoch) {
        return epochOf(epoch) + measures(console.width() - epochOf(epoch).length());
    }

    private String measures(int room) {
        return logs.isEmpty() ? "" : GAP + Measures.brief(logs, room - GAP.length());
    }

    private String epochOf(int epoch) {
        int digits = String.valueOf(plan.epochs()).length();
        return "epoch %%%dd/%%d".formatted(digits).formatted(epoch + 1, plan.epochs());
    }
}
