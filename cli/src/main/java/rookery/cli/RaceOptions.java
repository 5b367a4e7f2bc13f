package rookery.cli;

import picocli.CommandLine.Option;

import rookery.Fit;
import rookery.Learner;
import rookery.data.PreparedTable;
import rookery.explain.race.RacePlan;
import rookery.explain.race.Racer;
import rookery.names.Names;
import rookery.schedules.LearningRate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who takes part in a race, for how long and from how many starts. */
final class RaceOptions {

    private static final int EPOCHS = 100;

    @Option(
            names = "--optimizers",
            paramLabel = "NAMES",
            defaultValue = Racer.USUAL,
            description =
                    "Who takes part, unless told ${DEFAULT-VALUE}: gd, online and minibatch are sgd"
                            + " with all rows, one and 32 a step; others are written as in train,"
                            + " \"adam(beta_1=0.8), lion\", with the rows of a step after @,"
                            + " \"adam@64, sgd@full\". May be repeated.")
    private List<String> optimizers = new ArrayList<>();

    @Option(
            names = "--learning-rate",
            paramLabel = "[NAME=]RATE",
            description =
                    "A number or a schedule, of all or of the racer NAME, as adam=0.001; those with"
                            + " one, there or in their arguments, are not tuned. May be repeated.")
    private List<String> learningRates = new ArrayList<>();

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows of a step of those that say none, or full for all; 32 unless told.")
    private Optional<String> batchSize;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes through the training rows; 100 unless told.")
    private int epochs = EPOCHS;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Starts: initial weights and orders of rows, the same for all racers; 3 unless"
                            + " told.")
    private int seeds = RacePlan.STARTS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first start, and of the split; 0 unless told.")
    private long seed;

    @Option(
            names = "--class-weight",
            paramLabel = "HOW",
            description = "balanced: each class counts as much as any other.")
    private Optional<String> classWeight;

    @Option(
            names = "--tune",
            paramLabel = "N",
            description =
                    "Learning rates that are tried for each racer without one, from 0.0001 to 10;"
                            + " the one with the lowest training loss is taken. 11 unless told; 0:"
                            + " none, each has its optimizer's usual one.")
    private int tune = RacePlan.RATES;

    @Option(
            names = "--tune-epochs",
            paramLabel = "N",
            description = "Epochs each of them is tried for; a fifth of --epochs unless told.")
    private Optional<Integer> tuneEpochs;

    @Option(
            names = "--target-loss",
            paramLabel = "LOSS",
            description =
                    "The training loss to get down to; unless told, 90 %% of the way from the start"
                            + " to the lowest of the race.")
    private Optional<Double> targetLoss;

    @Option(
            names = "--landscape",
            paramLabel = "N",
            description =
                    "Points of each axis of the landscape the paths are drawn on; 0: none; 41"
                            + " unless told, none where that takes long.")
    private Optional<Integer> landscape;

    /** Of the first start. */
    long seed() {
        return seed;
    }

    /** Refuses numbers out of range. */
    void check() {
        Wanted.check(epochs >= 1, "--epochs", epochs);
        Wanted.check(seeds >= 1, "--seeds", seeds);
        Wanted.check(tune == 0 || tune >= 2, "--tune", tune);
        tuneEpochs.ifPresent(n -> Wanted.check(n >= 1, "--tune-epochs", n));
        landscape.ifPresent(n -> Wanted.check(n == 0 || n >= 2, "--landscape", n));
        targetLoss.ifPresent(loss -> Wanted.check(Double.isFinite(loss), "--target-loss", loss));
        if (tune == 0 && tuneEpochs.isPresent())
            throw new IllegalArgumentException(
                    "--tune-epochs: --tune 0 tries none; pass one of them");
    }

    /**
     * Who takes part.
     *
     * @throws IllegalArgumentException if one is unknown or there twice, or a learning rate is
     *     nobody's
     */
    List<Racer> racers() {
        int rows = batchSize.map(FitOptions::rows).orElse(Fit.defaults().batchSize());
        List<Racer> racers = new ArrayList<>(Racer.list(String.join(",", optimizers), rows));
        List<String> own = new ArrayList<>();
        Optional<LearningRate> ofAll = Optional.empty();
        for (String text : learningRates) {
            Optional<Racer> named =
                    racers.stream().filter(r -> text.startsWith(r.name() + "=")).findFirst();
            if (named.isEmpty()) {
                if (ofAll.isPresent())
                    throw new IllegalArgumentException(
                            "--learning-rate: there are two for all; pass one, or NAME=RATE");
                ofAll = Optional.of(ofAll(text, racers));
            } else {
                Racer racer = named.get();
                if (racer.rateGiven())
                    throw new IllegalArgumentException(
                            "--learning-rate: %s has one already; pass one of the two"
                                    .formatted(racer.name()));
                String rate = text.substring(racer.name().length() + 1);
                racers.set(racers.indexOf(racer), racer.withRate(LearningRate.NAMES.get(rate)));
            }
        }
        if (ofAll.isEmpty()) return racers;
        LearningRate rate = ofAll.get();
        return racers.stream().map(r -> r.rateGiven() ? r : r.withRate(rate)).toList();
    }

    /** A rate for all; what is before a = outside of brackets is no racer's name. */
    private static LearningRate ofAll(String text, List<Racer> racers) {
        int equals = text.indexOf('=');
        int bracket = text.indexOf('(');
        if (equals >= 0 && (bracket < 0 || equals < bracket)) {
            String name = text.substring(0, equals);
            throw new IllegalArgumentException(
                    "--learning-rate: %s does not take part; %s"
                            .formatted(
                                    name,
                                    Names.suggest(
                                            name, racers.stream().map(Racer::name).toList())));
        }
        return LearningRate.NAMES.get(text);
    }

    /** The race on these data. */
    RacePlan plan(Learner learner, PreparedTable data, List<Racer> racers) {
        Fit fit = FitOptions.weighted(Fit.defaults().epochs(epochs).seed(seed), classWeight, data);
        return new RacePlan(
                learner,
                data.training(),
                data.validation(),
                fit,
                racers,
                seeds,
                tune,
                tuneEpochs.orElse(RacePlan.usualTuneEpochs(epochs)),
                targetLoss,
                landscape);
    }
}
