package rookery.formats;

import java.util.ArrayList;
import java.util.List;

/**
 * The user's own layers, activations, losses … that files may name. A file never brings a class of
 * its own: it can only name Rookery's members and those registered here.
 *
 * {@snippet :
 * CustomMembers mine = CustomMembers.none().with("swish", Swish.class);
 * ModelFile model = ModelFile.read(Path.of("model.rookery"), mine);
 * }
 */
public final class CustomMembers {

    private static final CustomMembers NONE = new CustomMembers(List.of());

    private final List<Member> members;

    /** One of them. */
    record Member(String name, Class<? extends Record> type) {}

    private CustomMembers(List<Member> members) {
        this.members = List.copyOf(members);
    }

    /** No members but Rookery's. */
    public static CustomMembers none() {
        return NONE;
    }

    /**
     * These and one more.
     *
     * @param name what files call it: lower-case letters, digits and {@code _}
     * @param type a record that implements {@code CustomLayer}, {@code CustomActivation} …; its
     *     components are what is written
     * @throws IllegalArgumentException if the name is taken or malformed, or the class belongs to no
     *     family
     */
    public CustomMembers with(String name, Class<? extends Record> type) {
        if (!name.matches("[a-z][a-z0-9_]*"))
            throw new IllegalArgumentException(
                    "custom member \"%s\": a name has lower-case letters, digits and _"
                            .formatted(name));
        if (Family.ALL.stream().noneMatch(family -> family.type().isAssignableFrom(type)))
            throw new IllegalArgumentException(
                    "custom member \"%s\": %s implements none of CustomLayer, CustomLoss …"
                            .formatted(name, type.getName()));
        List<Member> more = new ArrayList<>(members);
        more.add(new Member(name, type));
        CustomMembers result = new CustomMembers(more);
        Family.ALL.forEach(family -> family.with(result)); // refuses a name that is taken
        return result;
    }

    List<Member> members() {
        return members;
    }
}
