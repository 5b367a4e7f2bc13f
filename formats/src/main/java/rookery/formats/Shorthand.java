package rookery.formats;

import rookery.Fit;
import rookery.data.CsvOptions;
import rookery.data.InputException;
import rookery.data.TableOptions;
import rookery.names.Names;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What may be written shorter in JSON, written out, so that the rest of the reading knows nothing
 * of it:
 *
 * <pre>
 *   {"type": "adam", "beta1": 0.8}     what is not there is the member's default
 *   "adam(beta_1=0.8)", 0.01           a text or a number is the member that it means to {@link Names#get}
 *   "64 relu, dropout 0.2"             where a list of members belongs: those of {@link Names#list}
 *   {}                                 a part that need not be there may be left out instead of null
 * </pre>
 *
 * <p>So a file can still be read when a member has got a new argument, and written by hand.
 *
 * @param families with the user's own members
 * @param written a value as a tree
 * @param where the document is, for messages
 * @param path of the tree in it: {@code learner.optimizer}
 */
record Shorthand(
        List<Family> families, Function<Object, JsonNode> written, String where, String path) {

    /** Records all of whose components have defaults. */
    private static final Map<Class<?>, Record> DEFAULTS =
            Map.of(
                    FitFields.class, FitFields.of(Fit.defaults()),
                    TableOptions.class, TableOptions.defaults(),
                    CsvOptions.class, CsvOptions.defaults());

    /** Records that may be written as the value of this component alone. */
    private static final Map<Class<?>, String> ALONE =
            Map.of(RunConfig.Data.class, "source", RunConfig.Network.class, "layers");

    /**
     * A tree with all that this type needs, as far as it has defaults; what is wrong is left as it is.
     *
     * @throws InputException if a text means no member
     */
    JsonNode full(JsonNode tree, Type type) {
        if (type instanceof ParameterizedType generic) return ofGeneric(tree, generic);
        Optional<Family> family = families.stream().filter(f -> f.type() == type).findFirst();
        if (family.isPresent()) return ofFamily(tree, family.get());
        Class<?> record = type == Fit.class ? FitFields.class : (Class<?>) type;
        return record.isRecord() ? ofRecord(tree, record) : tree;
    }

    private JsonNode ofRecord(JsonNode tree, Class<?> record) {
        if (ALONE.containsKey(record) && (tree.isString() || tree.isArray()))
            return ofRecord(
                    JsonNodeFactory.instance.objectNode().set(ALONE.get(record), tree), record);
        if (!(tree instanceof ObjectNode object)) return tree;
        if (DEFAULTS.containsKey(record))
            written.apply(DEFAULTS.get(record))
                    .properties()
                    .forEach(entry -> otherwise(object, entry.getKey(), entry.getValue()));
        for (RecordComponent component : record.getRecordComponents())
            if (component.getType() == Optional.class)
                otherwise(
                        object,
                        Family.snakeCase(component.getName()),
                        JsonNodeFactory.instance.nullNode());
        components(object, record);
        return object;
    }

    private static void otherwise(ObjectNode object, String name, JsonNode value) {
        if (!object.has(name)) object.set(name, value);
    }

    private JsonNode ofGeneric(JsonNode tree, ParameterizedType type) {
        Type of = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) return tree.isNull() ? tree : full(tree, of);
        if (type.getRawType() != List.class) return tree;
        Optional<Names<?>> names =
                families.stream()
                        .filter(family -> family.type() == of)
                        .findFirst()
                        .flatMap(Family::names);
        if (names.isPresent() && tree.isString())
            return written.apply(understood(() -> names.get().list(tree.stringValue())));
        if (!(tree instanceof ArrayNode list)) return tree;
        for (int i = 0; i < list.size(); i++)
            list.set(i, within("[" + i + "]").full(list.get(i), of));
        return list;
    }

    private JsonNode ofFamily(JsonNode tree, Family family) {
        if (family.names().isPresent() && (tree.isString() || tree.isNumber()))
            return ofText(tree.asString(), family, family.names().get());
        if (tree instanceof ObjectNode object && object.path("type").isString())
            family.find(object.path("type").stringValue())
                    .map(type -> type.asSubclass(Record.class))
                    .ifPresent(member -> {
                        family.names().ifPresent(names -> defaults(object, names, member));
                        components(object, member);
                    });
        return tree;
    }

    /** A name that the user gave to a member goes before an alias of ours. */
    private JsonNode ofText(String text, Family family, Names<?> names) {
        Object ours = names.members().get(text);
        boolean users =
                family.find(text)
                        .filter(type -> ours == null || ours.getClass() != type)
                        .isPresent();
        return users
                ? JsonNodeFactory.instance.objectNode().put("type", text)
                : written.apply(understood(() -> names.get(text)));
    }

    private void defaults(ObjectNode object, Names<?> names, Class<? extends Record> member) {
        names.defaults(member)
                .forEach((component, value) -> {
                    String name = Family.snakeCase(component);
                    if (!object.has(name)) object.set(name, written.apply(value));
                });
    }

    private void components(ObjectNode object, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = Family.snakeCase(component.getName());
            JsonNode value = object.get(name);
            if (value != null)
                object.set(name, within(name).full(value, component.getGenericType()));
        }
    }

    private Shorthand within(String step) {
        String separator = path.isEmpty() || step.startsWith("[") ? "" : ".";
        return new Shorthand(families, written, where, path + separator + step);
    }

    private <T> T understood(Supplier<T> text) {
        try {
            return text.get();
        } catch (IllegalArgumentException e) {
            String place = path.isEmpty() ? where : where + ", " + path;
            throw new InputException(place + ": " + e.getMessage(), e);
        }
    }
}
