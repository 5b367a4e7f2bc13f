package rookery.formats;

import rookery.data.InputException;
import rookery.names.Names;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.Objects;

/** What Jackson refuses, in our words: where, what was expected, what came. */
final class JsonErrors {

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
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause())
            if (cause instanceof IllegalArgumentException) return cause.getMessage();
        return switch (e) {
            case StreamConstraintsException _ -> "too large: " + e.getOriginalMessage();
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
            default -> brief(e.getOriginalMessage());
        };
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
