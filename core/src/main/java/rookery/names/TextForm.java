package rookery.names;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Members as texts that say what is unlike the defaults: what {@link Names#get} reads. */
final class TextForm {

    private TextForm() {}

    /**
     * A member as a text.
     *
     * @param without arguments, in Keras's spelling, to be left out
     * @throws java.util.NoSuchElementException if it or a part of it has no name
     */
    static <T> String of(Names<T> names, T member, Set<String> without) {
        if (member instanceof Record && impliedNumber(names, member))
            return Scalar.text(Signature.of(member).values(member)[0]);
        return named(names, member, without);
    }

    /** The same, with the name in any case: what could be implied, too. */
    static <T> String named(Names<T> names, T member, Set<String> without) {
        String name = names.nameOf(member);
        if (!(member instanceof Record)) return name;
        Signature signature = Signature.of(member);
        Object[] values = signature.values(member);
        Object[] defaults = signature.values(names.members().get(name));
        List<String> arguments = new ArrayList<>();
        boolean inPlace = true;
        for (int k = 0; k < values.length; k++) {
            boolean required = k < signature.required();
            if (without.contains(signature.name(k))) inPlace = false;
            else if (required || !values[k].equals(defaults[k])) {
                String text = text(signature.typeOf(k), values[k]);
                arguments.add(required && inPlace ? text : signature.name(k) + "=" + text);
            }
        }
        return arguments.isEmpty() ? name : name + "(" + String.join(", ", arguments) + ")";
    }

    /** Whether a number alone is this member: a learning rate of 0.1 is written so. */
    private static boolean impliedNumber(Names<?> names, Object member) {
        Signature signature = Signature.of(member);
        return signature.components().size() == 1
                && Scalar.isNumber(signature.typeOf(0))
                && names.implied().stream().anyMatch(one -> one.getClass() == member.getClass());
    }

    private static String text(Type type, Object value) {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (value instanceof Optional<?> maybe)
                return maybe.map(one -> text(of, one)).orElse("None");
            return ((List<?>) value)
                    .stream().map(one -> text(of, one)).collect(Collectors.joining(", ", "[", "]"));
        }
        return Names.ofFamily(type)
                .map(family -> member(family, value))
                .orElseGet(() -> Scalar.text(value));
    }

    @SuppressWarnings("unchecked") // a component of the family's type holds one of the family
    private static <T> String member(Names<T> family, Object value) {
        return of(family, (T) value, Set.of());
    }
}
