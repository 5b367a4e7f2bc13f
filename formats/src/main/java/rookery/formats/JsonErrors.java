package rookery.formats;

import rookery.data.InputException;
import rookery.names.Names;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Jackson refuses, in our words: where, what was expected, what came. */
final class JsonErrors {

    private static final Pattern PROPERTY =
            Pattern.compile("^(Null|Missing).* creator property '([^']*)'");
    private static final Pattern CAME =
            Pattern.compile(
                    "(?:from|coerce) (Object|Array|String|Integer|Floating-point|Boolean|Null)"
                            + " value");

    private JsonErrors() {}

    static InputException explain(String where, JacksonException e) {
        String path = path(e);
        String message = path.isEmpty() ? where : where + ", " + path;
        return new InputException(message + ": " + reason(e), e);
    }

    /** What refused to be written, if something of ours did. */
    static RuntimeException unwrap(JacksonException e) {
        return e.getCause() instanceof IllegalArgumentException refused ? refused : e;
    }

    private static String reason(JacksonException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) return cause.getMessage();
            if (cause instanceof NullPointerException) return "a value in it is null";
        }
        return switch (e) {
            case StreamConstraintsException _ -> "too large: " + e.getOriginalMessage();
            case InputCoercionException _ -> "a number is too large for its place";
            case StreamReadException _ ->
                    "not JSON, line %d, column %d: %s. Is the file truncated or another program's?"
                            .formatted(
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    brief(e.getOriginalMessage()));
            case UnrecognizedPropertyException unknown ->
                    "unknown \"%s\"; %s"
                            .formatted(
                                    unknown.getPropertyName(),
                                    Names.suggest(
                                            unknown.getPropertyName(),
                                            unknown.getKnownPropertyIds().stream()
                                                    .map(Objects::toString)
                                                    .toList()));
            case InvalidTypeIdException type when type.getTypeId() != null -> unknownType(type);
            case InvalidTypeIdException _ -> "\"type\" is missing";
            case MismatchedInputException mismatch -> mismatched(mismatch);
            default -> "is not what belongs here";
        };
    }

    /** A missing, empty or wrong value; which of them, only Jackson's sentence tells. */
    private static String mismatched(MismatchedInputException e) {
        Matcher property = PROPERTY.matcher(e.getOriginalMessage());
        if (property.find())
            return "\"%s\" is %s"
                    .formatted(
                            property.group(2),
                            property.group(1).equals("Null") ? "null" : "missing");
        if (e.getOriginalMessage().startsWith("Trailing token"))
            return "something follows after its end";
        String expected = "expected " + expected(e.getTargetType());
        if (e instanceof InvalidFormatException format)
            return expected + ", got \"" + format.getValue() + "\"";
        Matcher came = CAME.matcher(e.getOriginalMessage());
        return came.find() ? expected + ", got " + word(came.group(1)) : expected;
    }

    private static String word(String token) {
        return switch (token) {
            case "Object" -> "an object";
            case "Array" -> "a list";
            case "String" -> "text";
            case "Boolean" -> "true or false";
            case "Null" -> "null";
            default -> "a number";
        };
    }

    private static String expected(Class<?> type) {
        if (type == null) return "something else";
        if (type.isEnum())
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        if (Collection.class.isAssignableFrom(type) || type.isArray()) return "a list";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class)
            return "a whole number";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a number";
        return type == String.class ? "text" : "an object";
    }

    /** Without what Jackson says about its own settings. */
    private static String brief(String message) {
        return message.replaceAll("(?s)( \\(|; `|: not allowed|: need ).*", "");
    }

    private static String unknownType(InvalidTypeIdException e) {
        return Family.ALL.stream()
                .filter(family -> e.getBaseType().isTypeOrSubTypeOf(family.type()))
                .findFirst()
                .map(family -> family.unknown(e.getTypeId()))
                .orElse(e.getOriginalMessage());
    }

    /** {@code learner.network.layers[1].units}. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }
}
