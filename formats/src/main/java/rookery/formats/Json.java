package rookery.formats;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import rookery.data.InputException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonTypeIdResolver;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Reads descriptions from JSON: a record is an object with its components in snake case, a member of a
 * family says which by {@code "type"}.
 *
 * <pre>
 *   {"type": "dense", "units": 16, "activation": {"type": "relu"}, "kernel_initializer": …}
 * </pre>
 *
 * <p>It is strict: nothing unknown, doubled or of another type is let through, nothing missing but
 * what has a default, and every record's constructor checks its values. {@link Shorthand} says what
 * may be written shorter. {@link JsonWriter} writes all. Immutable.
 */
final class Json {

    /** The largest document read, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxStringLength(1 << 20)
                    .maxNameLength(1 << 16)
                    .build();

    /** Without members of the user's own. */
    static final Json STANDARD = new Json(CustomMembers.none());

    private final JsonMapper mapper;
    private final JsonWriter writer;
    private final List<Family> families;

    private Json(CustomMembers customs) {
        mapper = mapper(customs);
        writer = JsonWriter.with(customs);
        families = Family.ALL.stream().map(family -> family.with(customs)).toList();
    }

    /** With members of the user's own. */
    static Json with(CustomMembers customs) {
        return customs.members().isEmpty() ? STANDARD : new Json(customs);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "type")
    @JsonTypeIdResolver(TypeNames.class)
    private interface ByName {}

    private static JsonMapper mapper(CustomMembers customs) {
        JsonMapper.Builder builder =
                JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .handlerInstantiator(new TypeNames.Source(customs))
                        .addModule(FitFields.module());
        Family.ALL.forEach(family -> builder.addMixIn(family.type(), ByName.class));
        return builder.build();
    }

    /**
     * Reads what {@link JsonWriter#document} wrote.
     *
     * @param where the document is, for messages
     * @throws InputException if it is another kind of document, of a newer version, or wrong
     */
    <T> T read(String where, byte[] bytes, String format, int version, Class<T> type) {
        JsonNode document = tree(where, bytes);
        ObjectNode object = check(where, document, format, version);
        object.remove("format");
        object.remove("version");
        return value(where, object, type);
    }

    /**
     * Refuses another kind of document, and one of a newer version.
     *
     * @return the document
     */
    static ObjectNode check(String where, JsonNode document, String format, int version) {
        if (!(document instanceof ObjectNode object) || !object.path("format").isString())
            throw new InputException(
                    "%s: no \"format\": expected a %s document. Is it another program's file?"
                            .formatted(where, format));
        if (!object.path("format").stringValue().equals(format))
            throw new InputException(
                    "%s: expected a %s document, but it is %s"
                            .formatted(where, format, object.path("format")));
        JsonNode came = object.path("version");
        if (!came.isInt() || came.intValue() < 1)
            throw new InputException(
                    "%s: \"version\" must be a number from 1, got %s".formatted(where, came));
        if (came.intValue() > version)
            throw new InputException(
                    "%s: has version %d of %s, but this Rookery (%s) reads up to %d. It was written by a newer one (%s): use that."
                            .formatted(
                                    where,
                                    came.intValue(),
                                    format,
                                    Versions.current().rookery(),
                                    version,
                                    object.at("/versions/rookery").asString("unknown")));
        return object;
    }

    /**
     * A document as a tree.
     *
     * @throws InputException if it is not JSON or exceeds the limits
     */
    JsonNode tree(String where, byte[] bytes) {
        if (bytes.length > MAX_BYTES)
            throw new InputException(
                    "%s: has %d bytes, more than the %d that are read"
                            .formatted(where, bytes.length, MAX_BYTES));
        try {
            return mapper.readTree(bytes);
        } catch (JacksonException e) {
            throw JsonErrors.explain(where, e);
        }
    }

    /** A value as a tree. */
    JsonNode tree(Object value) {
        return mapper.readTree(writer.line(value));
    }

    /**
     * A tree as a value.
     *
     * @throws InputException if it is not one, saying where in the document
     */
    <T> T value(String where, JsonNode tree, Class<T> type) {
        JsonNode full = new Shorthand(families, this::tree, where, "").full(tree, type);
        try {
            return mapper.treeToValue(full, type);
        } catch (JacksonException e) {
            throw JsonErrors.explain(where, e);
        }
    }
}
