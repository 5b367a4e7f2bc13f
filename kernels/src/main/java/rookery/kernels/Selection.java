package rookery.kernels;

import java.util.Optional;

/** Which kernels this machine and this start of the JVM allow. */
final class Selection {

    private static final String PROPERTY = "rookery.kernels";
    private static final String MODULE = "jdk.incubator.vector";

    private static final boolean MODULE_PRESENT = ModuleLayer.boot().findModule(MODULE).isPresent();

    static final Kernels SCALAR = new ScalarKernels();

    private Selection() {}

    static Optional<Kernels> vector() {
        return Vector.KERNELS;
    }

    static Kernels best() {
        return named(System.getProperty(PROPERTY, "best"));
    }

    static Kernels named(String name) {
        return switch (name) {
            case "scalar" -> SCALAR;
            case "vector" -> vector().orElseThrow(Selection::noVectors);
            case "best" -> vector().orElseGet(() -> MODULE_PRESENT ? SCALAR : Fallback.SCALAR);
            default ->
                    throw new IllegalArgumentException(
                            "unknown kernels \"" + name + "\"; there are scalar, vector and best");
        };
    }

    private static IllegalArgumentException noVectors() {
        return new IllegalArgumentException(
                MODULE_PRESENT
                        ? "kernels \"vector\": this machine, or the way this JVM was started, has"
                                + " no compiled vectors of 128 bits or more; use \"scalar\" or"
                                + " \"best\""
                        : "kernels \"vector\": the module "
                                + MODULE
                                + " is absent; start java with --add-modules "
                                + MODULE
                                + ", or use \"scalar\" or \"best\"");
    }

    /**
     * Initialized when vectors are asked for: loading the Vector API takes tens of milliseconds.
     */
    private static final class Vector {

        /** Asked in this order: without the module the class {@code Vectors} cannot be loaded. */
        static final Optional<Kernels> KERNELS =
                MODULE_PRESENT && optimized() && Vectors.present()
                        ? Optional.of(new VectorKernels())
                        : Optional.empty();

        /**
         * Whether the optimizing compiler is on. Without it (-Xint, -XX:TieredStopAtLevel=1) each
         * operation on a vector is a call that allocates, a thousand times slower than a loop.
         */
        private static boolean optimized() {
            String info = System.getProperty("java.vm.info", "");
            return !info.contains("interpreted") && !info.contains("emulated-client");
        }
    }

    /**
     * The one line that a library of this project prints: who forgets the flag would otherwise wait
     * several times longer and never learn why. On stderr, as the JVM's own warnings.
     */
    private static Kernels scalarSayingSo() {
        System.err.println(
                "rookery: scalar kernels, since the module "
                        + MODULE
                        + " is absent; start java with --add-modules "
                        + MODULE
                        + " for vector kernels, several times faster with the same results");
        return SCALAR;
    }

    /** Initialized at most once, when the best kernels are the scalar ones for want of a flag. */
    private static final class Fallback {

        static final Kernels SCALAR = scalarSayingSo();
    }
}
