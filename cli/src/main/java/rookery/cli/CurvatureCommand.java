package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Trainer;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.explain.Curvature;
import rookery.explain.Hessian;
import rookery.formats.ModelFile;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.schedules.Constant;

import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/** {@code rookery curvature}: how the loss curves at some weights. */
@Command(
        name = "curvature",
        abbreviateSynopsis = true,
        description = {
            "Shows how the loss curves at a model's weights: the largest eigenvalues of its"
                    + " Hessian, the curvature along the gradient and the best step length there.",
            "The loss is that of the run's training rows, or of DATA, in inference mode."
        },
        footer = {
            "",
            "Examples:",
            "  rookery curvature penguins-1",
            "  rookery curvature penguins-1 --step 230 --spectrum"
        })
final class CurvatureCommand implements Callable<Integer> {

    private final Console console;

    /** The most that the largest eigenvalues take. */
    private static final int PRODUCTS = Curvature.PRODUCTS;

    @Mixin private ModelArgument model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description =
                    "A bundled data set, or a .csv or .tsv file, with the target; the run's own"
                            + " training rows unless told.")
    private Optional<String> data;

    @Option(
            names = "--step",
            paramLabel = "N",
            description =
                    "At the weights before this step of the run, from 0; the final ones"
                            + " unless told.")
    private Optional<Long> step;

    @Option(names = "--spectrum", description = "All eigenvalues; up to 2,000 trained parameters.")
    private boolean spectrum;

    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    CurvatureCommand(Console console) {
        this.console = console;
    }

    /** Weights, what their loss is of, and the rate of the next step where there is one. */
    private record Place(Model model, Dataset rows, Fit fit, String words, OptionalDouble rate) {}

    @Override
    public Integer call() {
        Place place = place();
        Hessian hessian = Hessian.of(place.model, place.rows, place.fit);
        if (spectrum) hessian.requireWhole();
        Curvature curvature;
        try (Waiting waiting = new Waiting(console, "products at most", PRODUCTS)) {
            curvature = Curvature.of(hessian, waiting::accept);
        }
        if (place.rate.isPresent())
            curvature =
                    curvature.withRate(place.model.learner().optimizer(), place.rate.getAsDouble());
        if (spectrum)
            try (Waiting waiting =
                    new Waiting(console, "columns of the Hessian", hessian.parameters())) {
                curvature = curvature.withSpectrum(hessian, waiting::accept);
            }
        if (common.json())
            new JsonAnswer()
                    .put("model", model.name())
                    .put("step", step)
                    .put("rows", place.rows.rows())
                    .put("curvature", curvature)
                    .print(console);
        else
            new CurvaturePage(console, curvature)
                    .print(model.name() + ": " + place.words, place.model.learner().optimizer());
        return 0;
    }

    private Place place() {
        boolean run = Files.isDirectory(model.place());
        if (step.isPresent() && !run)
            throw new InputException(
                    model.name() + ": is a model and no run, so it has no steps; leave --step out");
        if (data.isPresent() && step.isEmpty()) return ofModel(data.get());
        if (!run)
            throw new InputException(
                    model.name() + ": is a model and no run, so it has no rows; pass DATA");
        return ofRun(Replay.of(new RunFolder(model.place())));
    }

    private Place ofModel(String data) {
        ModelFile file = model.read(console);
        OptionalDouble rate =
                file.model().learner().optimizer().learningRate() instanceof Constant constant
                        ? OptionalDouble.of(constant.at(0))
                        : OptionalDouble.empty();
        return new Place(
                file.model(), rows(file, data), Fit.defaults(), "final weights, " + data, rate);
    }

    private Dataset rows(ModelFile file, String data) {
        TableModel table = file.tableModel();
        DataSource source = ModelArgument.data(table, data, csv.options());
        return table.encoding()
                .dataset(source.table(), table.encoding().evaluable(source.table()).rows());
    }

    private Place ofRun(Replay replay) {
        Trainer trainer = replay.at(step.orElse(replay.steps()));
        OptionalDouble rate = OptionalDouble.of(trainer.learningRate());
        Model weights = step.isPresent() ? trainer.model() : model.read(console).model();
        Dataset rows = data.isPresent() ? rows(model.read(console), data.get()) : replay.training();
        return new Place(
                weights,
                rows,
                replay.fit(),
                "%s, %s"
                        .formatted(
                                step.map(n -> "before step " + n).orElse("final weights"),
                                data.orElse(Numbers.count(rows.rows(), "training row"))),
                rate);
    }
}
