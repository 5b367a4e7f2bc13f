package rookery.names;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The members of a family by the names Keras gives them.
 *
 * @param <T> the family: losses, activations, metrics …
 */
public final class Names<T> {

    private static final int SUGGESTIONS = 3;

    private final String family;
    private final Map<String, T> members;

    private Names(String family, Map<String, ? extends T> members) {
        this.family = family;
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * Names in the order of the map.
     *
     * @param family what a member is called in messages: {@code loss}, {@code activation} …
     * @param members each member by its name; several names may lead to one kind of member, the
     *     first is the one it is written with
     */
    public static <T> Names<T> of(String family, Map<String, ? extends T> members) {
        return new Names<>(family, members);
    }

    /**
     * The member with this name.
     *
     * @throws IllegalArgumentException if there is none; the message offers the nearest names
     */
    public T get(String name) {
        Objects.requireNonNull(name, family);
        T member = members.get(name);
        if (member == null)
            throw new IllegalArgumentException(
                    "unknown %s \"%s\"; %s"
                            .formatted(family, name, suggest(name, members.keySet())));
        return member;
    }

    /**
     * The name this kind of member is written with: that of the first member of the same class.
     *
     * @throws NoSuchElementException if no member has this class, as with a user's own
     */
    public String nameOf(T member) {
        for (Map.Entry<String, T> entry : members.entrySet())
            if (entry.getValue().getClass() == member.getClass()) return entry.getKey();
        throw new NoSuchElementException(
                "%s %s has no Keras name".formatted(family, member.getClass().getName()));
    }

    /** All members by name, in their order; not to be changed. */
    public Map<String, T> members() {
        return members;
    }

    /**
     * The cure for a wrong name, to be put into an error: {@code did you mean a, b or c?}, or, if
     * nothing is near, {@code known are a, b and c}.
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
                ? "known are " + list(List.copyOf(known), "and")
                : "did you mean " + list(near, "or") + "?";
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

    /** Levenshtein's distance without regard to case; 1 if one contains the other. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(java.util.Locale.ROOT);
        String b = right.toLowerCase(java.util.Locale.ROOT);
        if (a.equals(b)) return 0;
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
