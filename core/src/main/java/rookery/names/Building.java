package rookery.names;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes members of families, and the values they are made with, from terms.
 *
 * @param problem of the text the terms are from
 * @param root the family that was asked: where it is wanted again inside, it stands for itself, so
 *     that what it implies holds there, too
 */
record Building(TextProblem problem, Names<?> root) {

    /**
     * The member a term means.
     *
     * @throws IllegalArgumentException if it is none
     */
    <T> T member(Names<T> names, Term term) {
        if (term.list())
            throw problem.at(
                    term.position(),
                    "expected the name of one %s, got %s".formatted(names.family(), term.source()));
        Optional<T> named = names.find(term.text());
        if (named.isPresent()) return with(names, named.get(), term.text(), term);
        for (T implied : names.implied()) {
            Optional<List<Term.Argument>> arguments = impliedArguments(implied, term);
            if (arguments.isPresent())
                return Binding.of(this, names, implied, names.nameOf(implied))
                        .member(term, arguments.get());
        }
        throw problem.at(
                term,
                "unknown %s \"%s\"; %s"
                        .formatted(
                                names.family(),
                                term.text(),
                                Names.suggest(term.text(), words(names))));
    }

    private <T> T with(Names<T> names, T prototype, String name, Term term) {
        if (prototype instanceof Record)
            return Binding.of(this, names, prototype, name).member(term, term.arguments());
        if (!term.arguments().isEmpty())
            throw problem.at(term.arguments().getFirst().position(), name + " takes no arguments");
        return prototype;
    }

    /** What the term says, if its first component takes it: {@code 64 relu} says 64 and relu. */
    private Optional<List<Term.Argument>> impliedArguments(Object implied, Term term) {
        Type first = Signature.of(implied).typeOf(0);
        if (term.number() && Scalar.isNumber(first)) {
            Term number =
                    new Term(term.kind(), term.text(), List.of(), term.position(), term.text());
            return Optional.of(
                    Stream.concat(Stream.of(unnamed(number)), term.arguments().stream()).toList());
        }
        return Names.ofFamily(first)
                .filter(family -> family.find(term.text()).isPresent())
                .map(_ -> List.of(unnamed(term)));
    }

    private static Term.Argument unnamed(Term term) {
        return new Term.Argument("", term, term.position());
    }

    /** All names that can stand at the place of one of the family. */
    private List<String> words(Names<?> names) {
        List<String> words = new ArrayList<>(names.members().keySet());
        for (Object implied : names.implied())
            Names.ofFamily(Signature.of(implied).typeOf(0))
                    .ifPresent(family -> words.addAll(family.members().keySet()));
        return words.stream().distinct().toList();
    }

    /**
     * The value of an argument.
     *
     * @param argument its name, for messages
     * @param type that is wanted
     * @param otherwise what None stands for where a family is wanted; null: nothing
     * @throws IllegalArgumentException if the term is of another type
     */
    Object value(String argument, Term term, Type type, Object otherwise) {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == List.class)
                return term.items().stream().map(item -> value(argument, item, of, null)).toList();
            return term.none()
                    ? Optional.empty()
                    : Optional.of(value(argument, term, of, otherwise));
        }
        Optional<Names<?>> family = Names.ofFamily(type);
        if (family.isPresent()) {
            if (!term.none()) return member(same(family.get()), term);
            if (otherwise != null) return otherwise;
        }
        Optional<Object> value = family.isPresent() ? Optional.empty() : Scalar.of(term, type);
        return value.orElseThrow(() -> {
            String wanted =
                    family.map(names -> "the name of one " + names.family())
                            .orElseGet(() -> Scalar.words(type));
            return problem.at(
                    term.position(),
                    "%s: expected %s, got %s".formatted(argument, wanted, term.source()));
        });
    }

    private Names<?> same(Names<?> family) {
        return family.family().equals(root.family()) ? root : family;
    }
}
