package rookery.names;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Arguments as a text gives them, bound to the components of one record. */
final class Binding<T> {

    private final Building building;
    private final Names<T> names;
    private final T prototype;
    private final String name;
    private final Signature signature;
    private final Object[] values;
    private final boolean[] given;
    private final Map<Names.Extra<T>, Optional<Object>> extras = new LinkedHashMap<>();

    private Binding(Building building, Names<T> names, T prototype, String name) {
        this.building = building;
        this.names = names;
        this.prototype = prototype;
        this.name = name;
        signature = Signature.of(prototype);
        values = signature.values(prototype);
        given = new boolean[values.length];
    }

    /** Nothing bound yet: all as in the prototype, a record, which the text calls by this name. */
    static <T> Binding<T> of(Building building, Names<T> names, T prototype, String name) {
        return new Binding<>(building, names, prototype, name);
    }

    /**
     * The member with these arguments.
     *
     * @param term that the arguments are from
     * @throws IllegalArgumentException if one is wrong, missing, unknown or there twice
     */
    T member(Term term, List<Term.Argument> arguments) {
        bind(arguments);
        List<String> missing =
                IntStream.range(0, signature.required())
                        .filter(k -> !given[k])
                        .mapToObj(signature::name)
                        .toList();
        if (!missing.isEmpty())
            throw building.problem()
                    .at(
                            term,
                            "%s needs %s; for example %s"
                                    .formatted(
                                            name,
                                            String.join(", ", missing),
                                            TextForm.named(names, prototype, Set.of())));
        T member = prototype;
        if (!arguments.isEmpty()) member = made();
        for (Names.Extra<T> extra : names.extras())
            if (extras.getOrDefault(extra, Optional.empty()).isPresent())
                member = extra.apply().apply(member, extras.get(extra).get());
        return member;
    }

    @SuppressWarnings("unchecked") // the constructor of the prototype's class
    private T made() {
        try {
            return (T) signature.make(values);
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null) throw e;
            throw new IllegalArgumentException(signature.inTexts(e.getMessage(), name), e);
        }
    }

    private void bind(List<Term.Argument> arguments) {
        int next = 0;
        boolean named = false;
        for (int i = 0; i < arguments.size(); i++) {
            Term.Argument argument = arguments.get(i);
            if (!argument.name().isEmpty()) {
                named = true;
                named(argument);
            } else if (named) {
                throw building.problem()
                        .at(
                                argument.position(),
                                "%s comes after an argument with a name; give it one, too"
                                        .formatted(argument.value().source()));
            } else {
                if (next == values.length) throw tooMany(argument, arguments.size());
                Term value = argument.value();
                if (isList(next) && !value.list()) {
                    List<Term.Argument> items = upToNamed(arguments, i);
                    i += items.size() - 1;
                    value = new Term(Term.Kind.LIST, "", items, value.position(), value.source());
                }
                set(next++, value);
            }
        }
    }

    private boolean isList(int k) {
        return signature.typeOf(k) instanceof ParameterizedType type
                && type.getRawType() == List.class;
    }

    /** A list without brackets takes in all that follows without a name. */
    private static List<Term.Argument> upToNamed(List<Term.Argument> arguments, int from) {
        return arguments.stream()
                .skip(from)
                .takeWhile(argument -> argument.name().isEmpty())
                .toList();
    }

    private void named(Term.Argument argument) {
        int k = signature.find(argument.name());
        if (k >= 0) {
            if (given[k]) throw twice(argument);
            set(k, argument.value());
        } else {
            extra(argument);
        }
    }

    private void extra(Term.Argument argument) {
        for (Names.Extra<T> extra : names.extras())
            if (Signature.plain(extra.name()).equals(Signature.plain(argument.name()))) {
                if (extras.containsKey(extra)) throw twice(argument);
                Term value = argument.value();
                Optional<Object> read =
                        value.none()
                                ? Optional.empty()
                                : Optional.of(
                                        building.value(extra.name(), value, extra.type(), null));
                extras.put(extra, read);
                return;
            }
        List<String> known = new ArrayList<>(signature.names());
        names.extras().forEach(extra -> known.add(extra.name()));
        String cure = known.isEmpty() ? "it takes none" : Names.suggest(argument.name(), known);
        throw building.problem()
                .at(
                        argument.position(),
                        "%s has no argument \"%s\"; %s".formatted(name, argument.name(), cure));
    }

    private void set(int k, Term value) {
        Object otherwise = k < signature.required() ? null : values[k];
        values[k] = building.value(signature.name(k), value, signature.typeOf(k), otherwise);
        given[k] = true;
    }

    private IllegalArgumentException twice(Term.Argument argument) {
        return building.problem()
                .at(argument.position(), "%s: %s is given twice".formatted(name, argument.name()));
    }

    private IllegalArgumentException tooMany(Term.Argument argument, int given) {
        String message =
                values.length == 0
                        ? name + " takes no arguments"
                        : "%s takes at most %d arguments (%s), got %d"
                                .formatted(
                                        name,
                                        values.length,
                                        String.join(", ", signature.names()),
                                        given);
        return building.problem().at(argument.position(), message);
    }
}
