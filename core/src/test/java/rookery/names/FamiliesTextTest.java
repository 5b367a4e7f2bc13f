package rookery.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Activation;
import rookery.initializers.Initializer;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;
import rookery.schedules.LearningRate;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the texts of all families rely on; a new member or family is looked at by itself. */
class FamiliesTextTest {

    /** The families that a learner is made of, and those that their members are made of. */
    static Set<Class<?>> families() {
        Deque<Class<?>> open =
                new ArrayDeque<>(List.of(Layer.class, Loss.class, Metric.class, Optimizer.class));
        Set<Class<?>> found = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Class<?> family = open.remove();
            if (!found.add(family)) continue;
            for (Class<?> member : records(family))
                for (RecordComponent component : member.getRecordComponents())
                    if (innermost(component.getGenericType()) instanceof Class<?> type
                            && type.isSealed()) open.add(type);
        }
        return found;
    }

    private static List<Class<?>> records(Class<?> family) {
        return Arrays.<Class<?>>stream(family.getPermittedSubclasses())
                .filter(Class::isRecord)
                .toList();
    }

    private static Type innermost(Type type) {
        return type instanceof ParameterizedType generic
                ? innermost(generic.getActualTypeArguments()[0])
                : type;
    }

    @SuppressWarnings("unchecked") // the caller looks at objects only
    private static Names<Object> names(Class<?> family) {
        return (Names<Object>) Names.ofFamily(family).orElseThrow();
    }

    @Test
    void the_families_are_all_there() {
        assertThat(families())
                .contains(
                        Layer.class,
                        Loss.class,
                        Metric.class,
                        Optimizer.class,
                        Activation.class,
                        Initializer.class,
                        LearningRate.class);
    }

    @ParameterizedTest
    @MethodSource("families")
    void each_member_has_a_name(Class<?> family) {
        assertThat(names(family).members().values().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(records(family));
    }

    @ParameterizedTest
    @MethodSource("families")
    void a_text_gives_the_member_it_was_made_of(Class<?> family) {
        Names<Object> names = names(family);
        for (Object member : names.members().values())
            for (Object variant : variants(member))
                assertThat(names.get(names.textOf(variant)))
                        .as(names.textOf(variant))
                        .isEqualTo(variant);
    }

    /** The member and those with one argument changed, as far as they are allowed. */
    private static List<Object> variants(Object member) {
        Signature signature = Signature.of(member);
        List<Object> variants = new ArrayList<>(List.of(member));
        for (int k = 0; k < signature.components().size(); k++) {
            Object[] values = signature.values(member);
            values[k] = changed(values[k]);
            try {
                variants.add(signature.make(values));
            } catch (IllegalArgumentException _) {
                // a value that this member refuses
            }
        }
        return variants;
    }

    private static Object changed(Object value) {
        return switch (value) {
            case Double d -> d == 0 ? 0.1 : d * 0.7;
            case Integer n -> n + 1;
            case Long n -> n - 1;
            case Boolean truth -> !truth;
            case String text -> text + " it's";
            case Optional<?> maybe -> maybe.isPresent() ? Optional.empty() : maybe;
            default -> value;
        };
    }

    @ParameterizedTest
    @MethodSource("families")
    void the_shortest_constructor_takes_the_first_components(Class<?> family) {
        for (Class<?> member : records(family)) {
            List<Class<?>> components =
                    Arrays.<RecordComponent>stream(member.getRecordComponents())
                            .<Class<?>>map(RecordComponent::getType)
                            .toList();
            int least =
                    Arrays.stream(member.getConstructors())
                            .mapToInt(Constructor::getParameterCount)
                            .min()
                            .orElseThrow();
            assertThat(Arrays.stream(member.getConstructors()))
                    .as(member.getName())
                    .anyMatch(constructor ->
                            components
                                    .subList(0, least)
                                    .equals(List.of(constructor.getParameterTypes())));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void a_name_alone_is_the_member_or_says_what_it_needs(Class<?> family) {
        Names<Object> names = names(family);
        names.members()
                .forEach((name, member) -> {
                    int required = Signature.of(member).required();
                    if (required == 0) assertThat(names.get(name)).isSameAs(member);
                    else
                        assertThat(catchThrowable(() -> names.get(name)))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageStartingWith(name + " needs ");
                });
    }
}
