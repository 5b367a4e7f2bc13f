package rookery.formats;

import rookery.activations.Activation;
import rookery.constraints.Constraint;
import rookery.data.ColumnEncoder;
import rookery.data.OriginalUnits;
import rookery.data.TargetEncoding;
import rookery.initializers.Initializer;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.names.Names;
import rookery.optimizers.Optimizer;
import rookery.regularizers.Regularizer;
import rookery.schedules.LearningRate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A sealed family as files see it: a closed list of members by name. What is not in it cannot be
 * read from a file.
 *
 * @param type the family's interface
 * @param what a member is called in messages: {@code layer}, {@code loss} …
 * @param names that give members their names and defaults; none if the family has no such list
 * @param members by the name in files
 */
record Family(Class<?> type, String what, Optional<Names<?>> names, Map<String, Class<?>> members) {

    /** All families whose members are written to files. */
    static final List<Family> ALL =
            List.of(
                    of(Layer.class, Layer.NAMES),
                    of(Activation.class, Activation.NAMES),
                    of(Initializer.class, Initializer.NAMES),
                    of(Regularizer.class, Regularizer.NAMES),
                    of(Constraint.class, Constraint.NAMES),
                    of(Loss.class, Loss.NAMES),
                    of(Metric.class, Metric.NAMES).with("original_units", OriginalUnits.class),
                    of(Optimizer.class, Optimizer.NAMES),
                    of(LearningRate.class, LearningRate.NAMES),
                    of(ColumnEncoder.class, "encoder"),
                    of(TargetEncoding.class, "encoding"));

    Family {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    private static Family of(Class<?> type, Names<?> names) {
        return of(type, names.family(), Optional.of(names));
    }

    private static Family of(Class<?> type, String what) {
        return of(type, what, Optional.empty());
    }

    private static Family of(Class<?> type, String what, Optional<Names<?>> names) {
        Map<String, ?> named = names.<Map<String, ?>>map(Names::members).orElse(Map.of());
        Map<String, Class<?>> members = new LinkedHashMap<>();
        for (Class<?> member : type.getPermittedSubclasses())
            if (!member.isInterface()) members.put(nameOf(member, type, named), member);
        return new Family(type, what, names, members);
    }

    /** Keras's name, if the family has a list of them; else the class's own in Keras's spelling. */
    private static String nameOf(Class<?> member, Class<?> type, Map<String, ?> names) {
        for (Map.Entry<String, ?> entry : names.entrySet())
            if (entry.getValue().getClass() == member) return entry.getKey();
        String own = member.getSimpleName();
        for (String part : List.of("Encoder", "Target"))
            if (type.getSimpleName().contains(part)) own = own.replace(part, "");
        return snakeCase(own);
    }

    /** A Java name as files spell it: {@code kernelInitializer} is {@code kernel_initializer}. */
    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private Family with(String name, Class<?> member) {
        Map<String, Class<?>> more = new LinkedHashMap<>(members);
        if (more.putIfAbsent(name, member) != null)
            throw new IllegalArgumentException(
                    "custom member \"%s\": another %s has this name".formatted(name, what));
        return new Family(type, what, names, more);
    }

    /** This family with the user's own members of it. */
    Family with(CustomMembers customs) {
        Family result = this;
        for (CustomMembers.Member custom : customs.members())
            if (type.isAssignableFrom(custom.type()))
                result = result.with(custom.name(), custom.type());
        return result;
    }

    /**
     * The name a member is written with.
     *
     * @throws IllegalArgumentException if it is a user's own and not registered
     */
    String nameOf(Object member) {
        for (Map.Entry<String, Class<?>> entry : members.entrySet())
            if (entry.getValue() == member.getClass()) return entry.getKey();
        throw new IllegalArgumentException(
                "%s %s cannot be written: it has no name in files. Register it: CustomMembers.none().with(\"…\", %s.class)"
                        .formatted(
                                what,
                                member.getClass().getName(),
                                member.getClass().getSimpleName()));
    }

    /** The class of this name; none if there is no such member. */
    Optional<Class<?>> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** What to tell about a name that no member has. */
    String unknown(String name) {
        return "unknown %s \"%s\"; %s".formatted(what, name, Names.suggest(name, members.keySet()));
    }
}
