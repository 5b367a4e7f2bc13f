package rookery.formats;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

import rookery.Fit;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes records as {@link Json} reads them, with Jackson's generator but without its mapper, which
 * takes a cold JVM a tenth of a second more: a third of what a small training takes. Immutable.
 */
final class JsonWriter {

    /** Without members of the user's own. */
    static final JsonWriter STANDARD = new JsonWriter(CustomMembers.none());

    private static final JsonFactory FACTORY = new JsonFactory();

    private final List<Family> families;

    private JsonWriter(CustomMembers customs) {
        families = Family.ALL.stream().map(family -> family.with(customs)).toList();
    }

    /** With members of the user's own. */
    static JsonWriter with(CustomMembers customs) {
        return customs.members().isEmpty() ? STANDARD : new JsonWriter(customs);
    }

    /**
     * A value as a document that says what it is.
     *
     * @param format the kind of document: {@code rookery-model} …
     * @param version of the kind
     * @throws IllegalArgumentException if something in it cannot be written, as a member of the
     *     user's own that is not registered
     */
    byte[] document(String format, int version, Record value) {
        String json =
                written(
                        new Indented(),
                        to -> {
                            to.writeStartObject();
                            to.writeStringProperty("format", format);
                            to.writeNumberProperty("version", version);
                            components(to, value);
                            to.writeEndObject();
                        });
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A value as one line.
     *
     * @throws IllegalArgumentException if something in it cannot be written
     */
    String line(Object value) {
        return written(ObjectWriteContext.empty(), to -> value(to, value));
    }

    /** Records as one line: an object with the parts of all. */
    String line(List<Record> records) {
        return written(
                ObjectWriteContext.empty(),
                to -> {
                    to.writeStartObject();
                    records.forEach(record -> components(to, record));
                    to.writeEndObject();
                });
    }

    private static String written(ObjectWriteContext context, Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(context, text)) {
            content.accept(to);
        }
        return text.toString();
    }

    /** Two spaces and a line feed on every system: the same value is the same bytes. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            Separators separators =
                    Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER);
            return new DefaultPrettyPrinter(separators)
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }
    }

    private void value(JsonGenerator to, Object value) {
        switch (value) {
            case null -> to.writeNull();
            case String text -> to.writeString(text);
            case Boolean truth -> to.writeBoolean(truth);
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Double number -> to.writeNumber(number);
            case Character letter -> to.writeString(letter.toString());
            case Enum<?> choice -> to.writeString(choice.name().toLowerCase(Locale.ROOT));
            case Instant moment -> to.writeString(moment.toString());
            case Optional<?> maybe -> value(to, maybe.orElse(null));
            case Collection<?> values -> {
                to.writeStartArray();
                for (Object each : values) value(to, each);
                to.writeEndArray();
            }
            case Map<?, ?> entries -> {
                to.writeStartObject();
                entries(to, entries);
                to.writeEndObject();
            }
            case Fit fit -> value(to, FitFields.of(fit));
            case Record parts -> {
                to.writeStartObject();
                type(parts).ifPresent(name -> to.writeStringProperty("type", name));
                components(to, parts);
                to.writeEndObject();
            }
            default ->
                    throw new IllegalArgumentException(
                            "%s cannot be written: expected records of numbers, text, enums, lists and maps"
                                    .formatted(value.getClass().getName()));
        }
    }

    /** A number that is not finite is null: JSON has no word for it. */
    private void entries(JsonGenerator to, Map<?, ?> entries) {
        entries.forEach((name, value) -> {
            to.writeName(name.toString());
            value(to, value instanceof Double d && !Double.isFinite(d) ? null : value);
        });
    }

    /** What a member of a family is called. */
    private Optional<String> type(Record member) {
        return families.stream()
                .filter(family -> family.type().isInstance(member))
                .findFirst()
                .map(family -> family.nameOf(member));
    }

    /** A record's parts; a map that stands for parts by name, too. */
    private void components(JsonGenerator to, Record parts) {
        for (RecordComponent component : parts.getClass().getRecordComponents()) {
            Object value = valueOf(component, parts);
            if (component.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
                entries(to, (Map<?, ?>) value);
            } else {
                to.writeName(Family.snakeCase(component.getName()));
                value(to, value);
            }
        }
    }

    private static Object valueOf(RecordComponent component, Record of) {
        Method accessor = component.getAccessor();
        try {
            accessor.trySetAccessible();
            return accessor.invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "%s: its %s cannot be read"
                            .formatted(of.getClass().getName(), component.getName()),
                    e);
        }
    }
}
