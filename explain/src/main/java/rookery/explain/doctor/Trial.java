package rookery.explain.doctor;

import rookery.Run;
import rookery.data.InputException;
import rookery.events.Callback;
import rookery.events.Stop;
import rookery.formats.RecordedRun;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A training only to be looked at: what came of it and what the doctor says. Its run is recorded in a
 * temporary folder, which is removed again.
 *
 * @param run what came of it
 * @param diagnosis what the doctor says
 */
public record Trial(Run run, Diagnosis diagnosis) {

    private static final String NAME = "trial";

    /**
     * Trains and looks.
     *
     * @param progress is told how many epochs are done
     * @throws CancellationException if the thread is interrupted
     * @throws InputException if there is no room for the temporary folder
     */
    public static Trial of(Plan plan, Doctor doctor, LongConsumer progress) {
        Path runs = temporary();
        try {
            RunFolder folder = new RunStore(runs).createNamed(NAME);
            Recorded done = train(plan, folder, progress);
            Run run = done.run();
            if (run.stop().reason() == Stop.Reason.INTERRUPTED) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted in a training to compare with");
            }
            return new Trial(run, doctor.examine(replay(plan, folder, done.recorded()), run));
        } finally {
            delete(runs);
        }
    }

    private record Recorded(Run run, RecordedRun recorded) {}

    private static Recorded train(Plan plan, RunFolder folder, LongConsumer progress) {
        List<Callback> callbacks = new ArrayList<>(plan.callbacks());
        callbacks.add(Callback.onEpochEnd((epoch, _) -> progress.accept(epoch.epoch() + 1L)));
        try (RunRecorder recorder = recorder(plan, folder)) {
            callbacks.add(recorder);
            Callback[] all = callbacks.toArray(Callback[]::new);
            Run run =
                    plan.validation()
                            .map(rows -> plan.learner().fit(plan.training(), rows, plan.fit(), all))
                            .orElseGet(() -> plan.learner().fit(plan.training(), plan.fit(), all));
            recorder.finish(run);
            return new Recorded(run, recorder.recorded());
        }
    }

    private static RunRecorder recorder(Plan plan, RunFolder folder) {
        return plan.prepared()
                .map(table ->
                        RunRecorder.begin(
                                folder,
                                plan.description(),
                                table,
                                gap -> {
                                    throw gap;
                                }))
                .orElseGet(() ->
                        RunRecorder.begin(
                                folder, plan.description(), plan.training(), plan.validation()));
    }

    private static Replay replay(Plan plan, RunFolder folder, RecordedRun run) {
        if (plan.prepared().isPresent())
            return Replay.of(
                    folder, run, plan.prepared().get(), plan.table(), plan.validationTable());
        return plan.fit()
                .rowOrder()
                .map(order -> Replay.of(folder, plan.training(), plan.validation(), order))
                .orElseGet(() -> Replay.of(folder, plan.training(), plan.validation()));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("rookery-trial");
        } catch (IOException e) {
            throw new InputException(
                    "no temporary folder can be made for a training to compare with: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
