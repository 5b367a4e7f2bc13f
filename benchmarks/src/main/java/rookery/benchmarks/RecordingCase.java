package rookery.benchmarks;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.events.Callback;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A training that is measured with a recorder and without. */
final class RecordingCase {

    /**
     * What is trained.
     *
     * @param work network, rows a step, optimizer
     * @param rows for training
     * @param validation rows
     */
    record Plan(Workload work, int rows, int validation, int epochs) {

        static Plan of(String work, int rows, int validation, int epochs) {
            return new Plan(Workload.of(work.split(" ")), rows, validation, epochs);
        }

        long steps() {
            return (long) epochs * Math.ceilDiv(rows, work.rows());
        }
    }

    /** {@code train penguins}. */
    static final Plan PENGUINS = Plan.of("train 3-16-2 32 sgd", 299, 34, 100);

    static final List<Plan> PLANS =
            List.of(
                    PENGUINS,
                    Plan.of("train 3-16-2 32 sgd", 299, 34, 2_000),
                    Plan.of("train 64-128-128-10 128 sgd", 8_192, 0, 60),
                    Plan.of("train 64-128-128-10 128 adam", 8_192, 0, 60),
                    Plan.of("train 784-512-512-10 128 sgd", 8_192, 0, 10),
                    Plan.of("train 784-512-512-10 128 adam", 8_192, 0, 10));

    /**
     * Seconds of a training.
     *
     * @param fit from its call to its return
     * @param around what the recorder does before and after
     * @param snapshots that are there in the end
     */
    record Times(double fit, double around, int snapshots) {}

    private final Learner learner;
    private final Dataset training;
    private final Optional<Dataset> validation;
    private final Fit fit;
    private final Path folder;

    RecordingCase(Plan plan, Path folder) {
        this.folder = folder;
        Workload work = plan.work();
        learner =
                Ours.network(work.layers())
                        .compile("categorical_crossentropy", work.optimizer(), "accuracy");
        training = Ours.data(plan.rows(), work.inputs(), work.outputs());
        validation =
                plan.validation() == 0
                        ? Optional.empty()
                        : Optional.of(Ours.data(plan.validation(), work.inputs(), work.outputs()));
        fit = Fit.defaults().epochs(plan.epochs()).batchSize(work.rows());
    }

    Times alone() {
        long began = System.nanoTime();
        fit();
        return new Times(seconds(began, System.nanoTime()), 0, 0);
    }

    Times recorded() {
        long began = System.nanoTime();
        RunFolder run = new RunStore(folder).create("run");
        try (RunRecorder recorder =
                RunRecorder.begin(run, RunDescription.of(learner, fit), Optional.empty())) {
            long first = System.nanoTime();
            Run result = fit(recorder);
            long last = System.nanoTime();
            recorder.finish(result);
            return new Times(
                    seconds(first, last),
                    seconds(began, first) + seconds(last, System.nanoTime()),
                    run.snapshots().steps().size());
        } finally {
            delete(run.path());
        }
    }

    private Run fit(Callback... callbacks) {
        return validation
                .map(rows -> learner.fit(training, rows, fit, callbacks))
                .orElseGet(() -> learner.fit(training, fit, callbacks));
    }

    private static double seconds(long from, long to) {
        return (to - from) * 1e-9;
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
