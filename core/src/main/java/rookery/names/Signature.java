package rookery.names;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The arguments a record is made with: its components. The shortest public constructor tells how
 * many must be given; all others have defaults.
 *
 * @param type the record
 * @param components in order
 * @param required how many of the first must be given
 */
record Signature(Class<?> type, List<RecordComponent> components, int required) {

    static Signature of(Object member) {
        Class<?> type = member.getClass();
        List<RecordComponent> components = List.of(type.getRecordComponents());
        int required =
                Arrays.stream(type.getConstructors())
                        .mapToInt(Constructor::getParameterCount)
                        .min()
                        .orElse(components.size());
        return new Signature(type, components, required);
    }

    /** Keras's spelling of an argument: {@code beta1} is {@code beta_1}, {@code l1} is {@code l1}. */
    String name(int k) {
        return components
                .get(k)
                .getName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z]{2})(?=\\d)", "_")
                .toLowerCase(Locale.ROOT);
    }

    List<String> names() {
        return IntStream.range(0, components.size()).mapToObj(this::name).toList();
    }

    /**
     * What a constructor refuses, in the words of a text: {@code CosineDecay: decaySteps must be …}
     * is {@code cosine_decay: decay_steps must be …}.
     *
     * @param called what the text calls the record
     */
    String inTexts(String message, String called) {
        String java = type.getSimpleName() + ":";
        String text =
                message.startsWith(java) ? called + message.substring(java.length() - 1) : message;
        for (int k = 0; k < components.size(); k++)
            text = text.replaceAll("\\b" + components.get(k).getName() + "\\b", name(k));
        return text;
    }

    Type typeOf(int k) {
        return components.get(k).getGenericType();
    }

    /** Which argument is called so, whatever the case and underscores; −1 if none. */
    int find(String name) {
        for (int k = 0; k < components.size(); k++)
            if (plain(components.get(k).getName()).equals(plain(name))) return k;
        return -1;
    }

    /** A name without what spellings differ in. */
    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The arguments a member was made with. */
    Object[] values(Object member) {
        try {
            Object[] values = new Object[components.size()];
            for (int k = 0; k < values.length; k++)
                values[k] = components.get(k).getAccessor().invoke(member);
            return values;
        } catch (ReflectiveOperationException e) {
            throw unreadable(e);
        }
    }

    /**
     * A member made with these.
     *
     * @throws IllegalArgumentException as its constructor does
     */
    Object make(Object[] values) {
        Class<?>[] types =
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) throw refused;
            throw unreadable(e);
        } catch (ReflectiveOperationException e) {
            throw unreadable(e);
        }
    }

    private IllegalStateException unreadable(ReflectiveOperationException e) {
        return new IllegalStateException(
                type.getName() + ": a member that is named must be a public record", e);
    }
}
