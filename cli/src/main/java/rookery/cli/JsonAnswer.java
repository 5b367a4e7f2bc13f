package rookery.cli;

import rookery.Evaluation;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The one JSON object a command prints with {@code --json}; a number that is not finite is null, as
 * JSON has no word for it.
 */
final class JsonAnswer {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule("finite")
                                    .addSerializer(double.class, new FiniteOrNull<>())
                                    .addSerializer(Double.class, new FiniteOrNull<>())
                                    .addSerializer(Float.class, new FiniteOrNull<>())
                                    .addSerializer(double[].class, new FiniteOrNulls()))
                    .propertyNamingStrategy(new SnakeCase())
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    private static final class SnakeCase extends PropertyNamingStrategies.NamingBase {

        private static final long serialVersionUID = 1;

        @Override
        protected String translate(String name) {
            return snakeCase(name);
        }
    }

    private static final class FiniteOrNull<N extends Number> extends ValueSerializer<N> {
        @Override
        public void serialize(N value, JsonGenerator to, SerializationContext context) {
            if (!Double.isFinite(value.doubleValue())) to.writeNull();
            else if (value instanceof Float single) to.writeNumber(single);
            else to.writeNumber(value.doubleValue());
        }
    }

    private static final class FiniteOrNulls extends ValueSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator to, SerializationContext context) {
            to.writeStartArray();
            for (double value : values)
                if (Double.isFinite(value)) to.writeNumber(value);
                else to.writeNull();
            to.writeEndArray();
        }
    }

    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    /** Adds a value: text, a number, a list, a map, or a record, whose components become snake_case. */
    JsonAnswer put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds a record's components in snake_case; those whose names are there already take their place. */
    JsonAnswer putAll(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                put(snakeCase(component.getName()), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(record.getClass() + " is not public", e);
            }
        }
        return this;
    }

    /** A word begins at each capital letter: dLossDOutput is d_loss_d_output. */
    private static String snakeCase(String name) {
        return name.replaceAll("(?<=.)(?=\\p{Lu})", "_").toLowerCase(Locale.ROOT);
    }

    /** Adds loss and metrics by their names. */
    JsonAnswer put(Evaluation evaluation) {
        evaluation.values().forEach(this::put);
        return this;
    }

    /** Prints a record as the object: its components in snake_case, in their order. */
    static void print(Console console, Record answer) {
        console.out().println(MAPPER.writeValueAsString(answer));
    }

    /** Prints the object on a line of its own. */
    void print(Console console) {
        console.out().println(line());
    }

    /** The object as one line of text. */
    String line() {
        return MAPPER.writeValueAsString(values);
    }
}
