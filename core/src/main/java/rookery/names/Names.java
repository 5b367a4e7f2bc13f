package rookery.names;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The members of a family by the names Keras gives them.
 *
 * <p>The members are made when they are first asked for, not with the family's interface: whoever
 * initializes a member's class initializes its interface before, and if that in turn needed the
 * members' classes, two threads that begin with two members would wait for each other forever.
 *
 * @param <T> the family: losses, activations, metrics …
 */
public final class Names<T> {

    private static final int SUGGESTIONS = 3;

    /** So many are listed whole; of more, the first few. */
    private static final int LISTED = 20;

    private static final int FIRST = 8;

    private final String family;
    private final Supplier<? extends Map<String, ? extends T>> source;
    private final Supplier<? extends List<? extends T>> impliedSource;
    private final List<Extra<T>> extras;

    /** Null until asked for. Threads that ask at the same time make equal ones, without a lock. */
    private volatile Map<String, T> members;

    /** An argument that all members understand though none has it as a component. */
    record Extra<T>(String name, Type type, BiFunction<T, Object, T> apply) {}

    private Names(
            String family,
            Supplier<? extends Map<String, ? extends T>> source,
            Supplier<? extends List<? extends T>> impliedSource,
            List<Extra<T>> extras) {
        this.family = family;
        this.source = source;
        this.impliedSource = impliedSource;
        this.extras = List.copyOf(extras);
    }

    /**
     * Names in the order of the map.
     *
     * @param family what a member is called in messages: {@code loss}, {@code activation} …
     * @param members each member by its name; several names may lead to one kind of member, the
     *     first is the one it is written with. A member is a public record, or takes no arguments
     */
    public static <T> Names<T> of(String family, Map<String, ? extends T> members) {
        Map<String, T> own = new LinkedHashMap<>(members);
        return of(family, () -> own);
    }

    /** The same for an interface whose members are made later, when they are first asked for. */
    public static <T> Names<T> of(
            String family, Supplier<? extends Map<String, ? extends T>> members) {
        return new Names<>(family, members, List::of, List.of());
    }

    /**
     * The same with members whose name need not be said: what is no name of this family, but fits
     * the first component of one of these, means that member. A number is a constant learning rate;
     * {@code 64 relu} is a dense layer.
     *
     * @param prototypes records, in the order in which they are tried; made when they are needed
     */
    public Names<T> implied(Supplier<? extends List<? extends T>> prototypes) {
        return new Names<>(family, this::members, prototypes, extras);
    }

    /**
     * The same with an argument that all members understand though none has it as a component:
     * {@code adam(clipnorm=1)} is an optimizer around another. They are applied in the order in
     * which they were added, whatever the order in a text.
     *
     * @param name in Keras's spelling
     * @param type of the values
     * @param apply the member with this value; it may refuse by an {@code IllegalArgumentException}
     */
    public <V> Names<T> extra(String name, Class<V> type, BiFunction<T, V, T> apply) {
        List<Extra<T>> more = new ArrayList<>(extras);
        more.add(new Extra<>(name, type, (member, value) -> apply.apply(member, type.cast(value))));
        return new Names<>(family, this::members, impliedSource, more);
    }

    /** The same names for changed members: other defaults for what a text does not say. */
    public Names<T> changed(UnaryOperator<T> change) {
        Supplier<Map<String, T>> changed =
                () -> {
                    Map<String, T> all = new LinkedHashMap<>();
                    members().forEach((name, member) -> all.put(name, change.apply(member)));
                    return all;
                };
        return new Names<>(family, changed, impliedSource, extras);
    }

    /**
     * The member a text means: a name, alone or with arguments.
     *
     * <pre>
     *   adam      adam(0.01, beta_1=0.8)      sgd(learning_rate=cosine_decay(0.1, 1000))      dropout 0.2
     * </pre>
     *
     * <p>Arguments come by their place or by their name, as in Keras; {@code True}, {@code None},
     * {@code 'quotes'} and {@code [lists]} are understood. What is not said is as in the member of
     * this name.
     *
     * @throws IllegalArgumentException if there is none; the message says where in the text, what was
     *     expected, what came, and offers the nearest names
     */
    public T get(String text) {
        Objects.requireNonNull(text, family);
        if (text.isBlank())
            throw new IllegalArgumentException(
                    "unknown %s \"%s\"; %s"
                            .formatted(family, text, suggest(text, members().keySet())));
        TextProblem problem = new TextProblem(family, text);
        return new Building(problem, this).member(this, TermParser.item(problem));
    }

    /**
     * The members a text means, with commas between them.
     *
     * @throws IllegalArgumentException as {@link #get}
     */
    public List<T> list(String text) {
        Objects.requireNonNull(text, family);
        TextProblem problem = new TextProblem(family, text);
        Building building = new Building(problem, this);
        return TermParser.list(problem).stream().map(term -> building.member(this, term)).toList();
    }

    /**
     * A member as a text that {@link #get} reads: its name, and the arguments unlike the defaults.
     *
     * @param without arguments, in Keras's spelling, to be left out
     * @throws NoSuchElementException if it, or a part of it, is a user's own
     */
    public String textOf(T member, String... without) {
        return TextForm.of(this, member, Set.of(without));
    }

    /** A member for a reader: {@link #textOf}; if it, or a part of it, is a user's own, its class's name. */
    public String describe(T member) {
        try {
            return textOf(member);
        } catch (NoSuchElementException _) {
            return member.getClass().getSimpleName();
        }
    }

    /**
     * The name this kind of member is written with: that of the first member of the same class.
     *
     * @throws NoSuchElementException if no member has this class, as with a user's own
     */
    public String nameOf(T member) {
        return first(member.getClass())
                .orElseThrow(() ->
                        new NoSuchElementException(
                                "%s %s has no Keras name"
                                        .formatted(family, member.getClass().getName())));
    }

    private Optional<String> first(Class<?> type) {
        return members().entrySet().stream()
                .filter(entry -> entry.getValue().getClass() == type)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The arguments that need not be given to a member of this class, by the names of the
     * components, with their defaults; none for a class that has no name here.
     */
    public Map<String, Object> defaults(Class<? extends Record> type) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        first(type)
                .ifPresent(name -> {
                    T prototype = members().get(name);
                    Signature signature = Signature.of(prototype);
                    Object[] values = signature.values(prototype);
                    for (int k = signature.required(); k < values.length; k++)
                        defaults.put(signature.components().get(k).getName(), values[k]);
                });
        return Collections.unmodifiableMap(defaults);
    }

    /** All members by name, in their order; not to be changed. */
    public Map<String, T> members() {
        Map<String, T> made = members;
        if (made == null) {
            made = Collections.unmodifiableMap(new LinkedHashMap<>(source.get()));
            members = made;
        }
        return made;
    }

    /** What a member is called in messages. */
    public String family() {
        return family;
    }

    List<T> implied() {
        return List.copyOf(impliedSource.get());
    }

    List<Extra<T>> extras() {
        return extras;
    }

    /** The member of this name; also of Keras's class name, {@code MeanSquaredError}. */
    Optional<T> find(String name) {
        T member = members().get(name);
        if (member != null) return Optional.of(member);
        return members().entrySet().stream()
                .filter(entry -> Signature.plain(entry.getKey()).equals(Signature.plain(name)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The names of a family, if the type is that of one: what its interface calls {@code NAMES}. */
    static Optional<Names<?>> ofFamily(Type type) {
        if (!(type instanceof Class<?> family) || !family.isInterface()) return Optional.empty();
        try {
            return Optional.of((Names<?>) family.getField("NAMES").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    family.getName() + ": a family needs NAMES to be named in texts", e);
        }
    }

    /**
     * The cure for a wrong name, to be put into an error: {@code did you mean a, b or c?}, or, if
     * nothing is near, {@code known are a, b and c}; of very many, {@code known are a, b and 300
     * more}. The initials of a name's words are near: {@code lr} is {@code learning_rate}.
     *
     * @param name what the user wrote
     * @param known what could have been meant, in the order in which it is to be listed
     */
    public static String suggest(String name, Collection<String> known) {
        if (known.isEmpty()) return "there are none";
        List<String> near =
                known.stream()
                        .filter(candidate -> distance(name, candidate) <= reach(name, candidate))
                        .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
                        .limit(SUGGESTIONS)
                        .toList();
        return near.isEmpty()
                ? (known.size() == 1 ? "known is " : "known are ") + list(some(known), "and")
                : "did you mean " + list(near, "or") + "?";
    }

    private static List<String> some(Collection<String> known) {
        if (known.size() <= LISTED) return List.copyOf(known);
        List<String> some = new ArrayList<>(known.stream().limit(FIRST).toList());
        some.add(known.size() - FIRST + " more");
        return some;
    }

    private static int reach(String name, String candidate) {
        return Math.max(2, Math.max(name.length(), candidate.length()) / 3);
    }

    private static String list(List<String> names, String last) {
        int n = names.size();
        return n == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, n - 1)) + " " + last + " " + names.getLast();
    }

    /** The first letters of a name's words, two at least: {@code lr} of learning_rate; else none. */
    private static String initials(String name) {
        String[] words = name.split("[_ -]+");
        if (words.length < 2) return "";
        StringBuilder initials = new StringBuilder();
        for (String word : words) if (!word.isEmpty()) initials.append(word.charAt(0));
        return initials.toString();
    }

    /**
     * Levenshtein's distance without regard to case; 0 if the first is the second's initials, 1 if
     * one contains the other.
     */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (a.equals(b) || !a.isEmpty() && a.equals(initials(b))) return 0;
        if (Math.min(a.length(), b.length()) >= 3 && (a.contains(b) || b.contains(a))) return 1;
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
