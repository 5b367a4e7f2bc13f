package rookery.formats;

import rookery.Fit;

import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.StdConverter;

import java.util.List;

/**
 * {@link Fit} in files: without initial model and order of rows, which are data; a full batch is
 * {@code "full"}.
 */
record FitFields(
        int epochs,
        Object batchSize,
        long seed,
        boolean shuffle,
        double validationSplit,
        List<Double> classWeights) {

    private static final String FULL = "full";

    static FitFields of(Fit fit) {
        boolean full = fit.batchSize() == Fit.FULL_BATCH;
        return new FitFields(
                fit.epochs(),
                full ? FULL : fit.batchSize(),
                fit.seed(),
                fit.shuffle(),
                fit.validationSplit(),
                fit.classWeights());
    }

    Fit fit() {
        boolean full = FULL.equals(batchSize);
        if (!full && !(batchSize instanceof Integer))
            throw new IllegalArgumentException(
                    "fit: batch size must be a whole number or \"full\", got " + batchSize);
        return Fit.defaults()
                .epochs(epochs)
                .batchSize(full ? Fit.FULL_BATCH : (int) batchSize)
                .seed(seed)
                .shuffle(shuffle)
                .validationSplit(validationSplit)
                .classWeights(classWeights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Teaches Jackson to read a {@link Fit} from these. */
    static JacksonModule module() {
        return new SimpleModule("fit")
                .addDeserializer(Fit.class, new StdConvertingDeserializer<>(new FromFields()));
    }

    private static final class FromFields extends StdConverter<FitFields, Fit> {
        @Override
        public Fit convert(FitFields fields) {
            return fields.fit();
        }
    }
}
