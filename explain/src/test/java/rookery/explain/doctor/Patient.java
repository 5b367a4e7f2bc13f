package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Evaluation;
import rookery.Fit;
import rookery.History;
import rookery.Learner;
import rookery.Model;
import rookery.Run;
import rookery.formats.Replay;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** A training, recorded for tests, of which weights, history and results may be said otherwise. */
final class Patient {

    private final Replay replay;
    private Run run;

    private Patient(Replay replay, Run run) {
        this.replay = replay;
        this.run = run;
    }

    /** Trains and records. */
    static Patient of(Path runs, Learner learner, Dataset data, Fit fit) {
        return of(runs, learner, data, Optional.empty(), fit);
    }

    /** The same with rows for validation. */
    static Patient of(
            Path runs, Learner learner, Dataset data, Optional<Dataset> validation, Fit fit) {
        RunFolder folder = new RunStore(runs).create("patient");
        RunDescription description = RunDescription.of(learner, fit);
        Run run;
        try (RunRecorder recorder = RunRecorder.begin(folder, description, data, validation)) {
            run =
                    validation
                            .map(rows -> learner.fit(data, rows, fit, recorder))
                            .orElseGet(() -> learner.fit(data, fit, recorder));
            recorder.finish(run);
        }
        return new Patient(Replay.of(folder, data, validation), run);
    }

    Replay replay() {
        return replay;
    }

    /** With these numbers in a tensor of the final model, row-major. */
    Patient weights(String tensor, double... values) {
        Parameters weights = run.model().parameters();
        int k =
                IntStream.range(0, weights.specs().size())
                        .filter(i -> weights.specs().get(i).name().equals(tensor))
                        .findFirst()
                        .orElseThrow();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        weights.setLogical(k, floats);
        run =
                with(
                        Model.of(replay.learner(), weights),
                        run.history(),
                        run.training(),
                        run.validation());
        return this;
    }

    /** With these values of the epochs. */
    Patient history(String name, double... values) {
        List<Map<String, Double>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < values.length; epoch++) {
            SequencedMap<String, Double> logs = new LinkedHashMap<>();
            if (run.history().epochs() == values.length) logs.putAll(run.history().epoch(epoch));
            else
                for (String other : run.history().names())
                    logs.put(other, run.history().get(other).getLast());
            logs.put(name, values[epoch]);
            epochs.add(logs);
        }
        run = with(run.model(), History.of(epochs), run.training(), run.validation());
        return this;
    }

    /** With this value of the final weights on the training rows. */
    Patient training(String name, double value) {
        run =
                with(
                        run.model(),
                        run.history(),
                        changed(run.training(), name, value),
                        run.validation());
        return this;
    }

    /** With this value of the final weights on the validation rows. */
    Patient validation(String name, double value) {
        run =
                with(
                        run.model(),
                        run.history(),
                        run.training(),
                        run.validation().map(old -> changed(old, name, value)));
        return this;
    }

    private static Evaluation changed(Evaluation old, String name, double value) {
        SequencedMap<String, Double> values = new LinkedHashMap<>(old.values());
        values.put(name, value);
        return new Evaluation(values);
    }

    private Run with(
            Model model, History history, Evaluation training, Optional<Evaluation> validation) {
        return new Run(model, history, training, validation, run.steps(), run.stop());
    }

    /** What a check says of it. */
    Outcome outcome(Check check) {
        return outcome(check, Thresholds.usual());
    }

    /** The same with other thresholds. */
    Outcome outcome(Check check, Thresholds thresholds) {
        return check.examine(
                new Evidence(
                        Plan.of(replay),
                        Optional.of(replay),
                        Optional.of(run),
                        thresholds,
                        true,
                        () -> {}));
    }

    /** The finding that a check must make. */
    Finding finding(Check check) {
        return ((Outcome.Found) outcome(check)).finding();
    }

    /** A single column of inputs, and one of targets. */
    static Dataset columns(double[] x, double[] y) {
        float[] inputs = new float[x.length];
        float[] targets = new float[y.length];
        for (int i = 0; i < x.length; i++) {
            inputs[i] = (float) x[i];
            targets[i] = (float) y[i];
        }
        return Dataset.of(Matrix.wrap(x.length, 1, inputs), Matrix.wrap(y.length, 1, targets));
    }
}
