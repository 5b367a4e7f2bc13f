package rookery.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Data for a page's scripts: JSON that cannot end the element it stands in. A number that is not finite
 * is null; others have seven digits, more than a picture shows.
 */
final class PageData {

    private static final MathContext DIGITS = new MathContext(7);

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule("page")
                                    .addSerializer(double.class, new Rounded())
                                    .addSerializer(Double.class, new Rounded())
                                    .addSerializer(double[].class, new RoundedAll()))
                    .build();

    private PageData() {}

    /** A record, list or map. */
    static String json(Object value) {
        return MAPPER.writeValueAsString(value).replace("<", "\\u003c");
    }

    private static void write(double value, JsonGenerator to) {
        if (!Double.isFinite(value)) to.writeNull();
        else if (value == Math.rint(value) && Math.abs(value) < 1e15) to.writeNumber((long) value);
        else to.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
    }

    private static final class Rounded extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator to, SerializationContext context) {
            write(value, to);
        }
    }

    private static final class RoundedAll extends ValueSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator to, SerializationContext context) {
            to.writeStartArray();
            for (double value : values) write(value, to);
            to.writeEndArray();
        }
    }
}
