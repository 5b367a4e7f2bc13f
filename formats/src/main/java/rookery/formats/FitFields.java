package rookery.formats;

import rookery.Fit;

import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.databind.ser.std.StdConvertingSerializer;
import tools.jackson.databind.util.StdConverter;

import java.util.List;

/**
 * {@link Fit} in files: without initial model and order of rows, which are data; a full batch is
 * {@code "full"}.
 */
record FitFields(
        int epochs,
        JsonNode batchSize,
        long seed,
        boolean shuffle,
        double validationSplit,
        List<Double> classWeights) {

    private static final String FULL = "full";

    static FitFields of(Fit fit) {
        boolean full = fit.batchSize() == Fit.FULL_BATCH;
        return new FitFields(
                fit.epochs(),
                full ? StringNode.valueOf(FULL) : IntNode.valueOf(fit.batchSize()),
                fit.seed(),
                fit.shuffle(),
                fit.validationSplit(),
                fit.classWeights());
    }

    Fit fit() {
        boolean full = batchSize.isString() && batchSize.stringValue().equals(FULL);
        if (!full && !batchSize.isInt())
            throw new IllegalArgumentException(
                    "fit: batch size must be a whole number or \"full\", got " + batchSize);
        return Fit.defaults()
                .epochs(epochs)
                .batchSize(full ? Fit.FULL_BATCH : batchSize.intValue())
                .seed(seed)
                .shuffle(shuffle)
                .validationSplit(validationSplit)
                .classWeights(classWeights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Teaches Jackson to use this for a {@link Fit}. */
    static JacksonModule module() {
        return new SimpleModule("fit")
                .addSerializer(Fit.class, new StdConvertingSerializer(Fit.class, new ToFields()))
                .addDeserializer(Fit.class, new StdConvertingDeserializer<>(new FromFields()));
    }

    private static final class ToFields extends StdConverter<Fit, FitFields> {
        @Override
        public FitFields convert(Fit fit) {
            return of(fit);
        }
    }

    private static final class FromFields extends StdConverter<FitFields, Fit> {
        @Override
        public Fit convert(FitFields fields) {
            return fields.fit();
        }
    }
}
