package rookery.kernels;

import java.util.Optional;

/** Which kernels this machine and this start of the JVM allow. */
final class Selection {

    private static final String PROPERTY = "rookery.kernels";
    private static final String MODULE = "jdk.incubator.vector";

    static final Kernels SCALAR = new ScalarKernels();

    private static final boolean MODULE_PRESENT = ModuleLayer.boot().findModule(MODULE).isPresent();

    /** Asked in this order: without the module the class {@code Vectors} cannot be loaded. */
    static final Optional<Kernels> VECTOR =
            MODULE_PRESENT && Vectors.present()
                    ? Optional.of(new VectorKernels())
                    : Optional.empty();

    private Selection() {}

    static Kernels best() {
        return named(System.getProperty(PROPERTY, "best"));
    }

    static Kernels named(String name) {
        return switch (name) {
            case "scalar" -> SCALAR;
            case "vector" -> VECTOR.orElseThrow(Selection::noVectors);
            case "best" -> VECTOR.orElseGet(() -> MODULE_PRESENT ? SCALAR : Fallback.SCALAR);
            default ->
                    throw new IllegalArgumentException(
                            "unknown kernels \"" + name + "\"; there are scalar, vector and best");
        };
    }

    private static IllegalArgumentException noVectors() {
        return new IllegalArgumentException(
                MODULE_PRESENT
                        ? "kernels \"vector\": this machine, or the way this JVM was started, has"
                                + " no vectors of 128 bits or more; use \"scalar\" or \"best\""
                        : "kernels \"vector\": the module "
                                + MODULE
                                + " is absent; start java with --add-modules "
                                + MODULE
                                + ", or use \"scalar\" or \"best\"");
    }

    /** Initialized at most once, when the best kernels are the scalar ones for want of a flag. */
    private static final class Fallback {

        static final Kernels SCALAR = say();

        /**
         * The one line that a library of this project prints: who forgets the flag would otherwise
         * wait several times longer and never learn why. On stderr, as the JVM's own warnings.
         */
        private static Kernels say() {
            System.err.println(
                    "rookery: scalar kernels, since the module "
                            + MODULE
                            + " is absent; start java with --add-modules "
                            + MODULE
                            + " for vector kernels, several times faster with the same results");
            return Selection.SCALAR;
        }
    }
}
