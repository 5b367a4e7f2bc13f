package rookery;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Checks that a list of samples has one of each member of a sealed family. */
public final class Families {

    private Families() {}

    /** The permitted records of a family that have no sample. */
    public static <T> List<Class<?>> withoutSample(Class<T> family, Collection<T> samples) {
        List<? extends Class<?>> sampled = samples.stream().map(Object::getClass).toList();
        return Arrays.stream(family.getPermittedSubclasses())
                .filter(Class::isRecord)
                .<Class<?>>map(member -> member)
                .filter(member -> !sampled.contains(member))
                .toList();
    }
}
