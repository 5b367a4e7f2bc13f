package rookery.kernels;

import java.util.Optional;

/** Which kernels this machine and this start of the JVM allow. */
final class Selection {

    private static final String PROPERTY = "rookery.kernels";

    static final Kernels SCALAR = new ScalarKernels();

    private Selection() {}

    static Optional<Kernels> vector() {
        return Optional.empty();
    }

    static Kernels best() {
        return named(System.getProperty(PROPERTY, "scalar"));
    }

    static Kernels named(String name) {
        return switch (name) {
            case "scalar" -> SCALAR;
            case "best" -> SCALAR;
            default ->
                    throw new IllegalArgumentException(
                            "unknown kernels \"" + name + "\"; there are scalar, vector and best");
        };
    }
}
