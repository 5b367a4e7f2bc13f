package rookery.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.activations.Activation;
import rookery.constraints.Constraint;
import rookery.initializers.Initializer;
import rookery.kernels.Kernels;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Around;
import rookery.optimizers.Optimizer;
import rookery.regularizers.Regularizer;
import rookery.schedules.LearningRate;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * A class's initialization waits for its interfaces', so that an interface must not wait for its
 * members: threads that begin with different members would stop each other forever.
 */
class FamilyInitializationTest {

    /**
     * What is put around an optimizer is named by method references, which load its class without
     * initializing it; to be made it would need an optimizer inside.
     */
    private static boolean around(Class<?> type) {
        return List.of(type.getInterfaces()).stream()
                .anyMatch(one -> one.getName().equals(Around.class.getName()));
    }

    /** Classes of its own, not yet initialized, and which of them were needed. */
    private static final class Fresh extends URLClassLoader {
        private final List<Class<?>> loaded = new ArrayList<>();

        Fresh() {
            super(new URL[] {place(Layer.class), place(Kernels.class)}, null);
        }

        private static URL place(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            loaded.add(found);
            return found;
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Activation.class,
                Constraint.class,
                Initializer.class,
                Layer.class,
                LearningRate.class,
                Loss.class,
                Metric.class,
                Optimizer.class,
                Regularizer.class
            })
    void a_family_is_initialized_without_its_members(Class<?> family) throws Exception {
        try (Fresh fresh = new Fresh()) {
            Class<?> own = Class.forName(family.getName(), true, fresh);
            assertThat(own).isNotSameAs(family);
            assertThat(fresh.loaded)
                    .contains(own)
                    .noneMatch(loaded ->
                            loaded.isRecord() && own.isAssignableFrom(loaded) && !around(loaded));
        }
    }
}
