package rookery.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A library, and how its measuring process is started.
 *
 * @param key as {@code --only} names it
 * @param title as the report names it
 * @param kinds of work it is measured in
 * @param command without the workload's arguments
 * @param environment beside that of the driver
 */
record Peer(
        String key,
        String title,
        Set<Workload.Kind> kinds,
        List<String> command,
        Map<String, String> environment) {

    static final String OURS = "ours";

    private static final Set<Workload.Kind> BOTH =
            Set.of(Workload.Kind.TRAIN, Workload.Kind.PREDICT);
    private static final Set<Workload.Kind> TRAINING = Set.of(Workload.Kind.TRAIN);
    private static final Set<Workload.Kind> PREDICTION = Set.of(Workload.Kind.PREDICT);

    /** Rookery itself, with the options its launcher starts it with. */
    static Peer ours() {
        return new Peer(
                OURS,
                "Rookery",
                BOTH,
                java(System.getProperty("java.class.path"), List.of(), "rookery.benchmarks.Ours"),
                Map.of());
    }

    /**
     * All others.
     *
     * @param folder of the benchmarks
     * @param python to run scripts with
     */
    static List<Peer> others(Path folder, Path python) {
        Path peers = folder.resolve("peers");
        return List.of(
                python("jax", "JAX", BOTH, python, peers, "jax_peer.py"),
                python("torch", "PyTorch", BOTH, python, peers, "torch_peer.py"),
                keras("tensorflow", "TensorFlow", python, peers),
                keras("jax", "JAX", python, peers),
                keras("torch", "PyTorch", python, peers),
                python("sklearn", "scikit-learn", TRAINING, python, peers, "sklearn_peer.py"),
                java("djl", "DJL (PyTorch)", TRAINING, peers, "DjlPeer"),
                java("dl4j", "DL4J", TRAINING, peers, "Dl4jPeer"),
                java("onnxruntime-java", "onnxruntime, Java", PREDICTION, peers, "OnnxPeer"),
                python(
                        "onnxruntime",
                        "onnxruntime, Python",
                        PREDICTION,
                        python,
                        peers,
                        "onnxruntime_peer.py"));
    }

    private static Peer python(
            String key,
            String title,
            Set<Workload.Kind> kinds,
            Path python,
            Path peers,
            String script) {
        return new Peer(
                key,
                title,
                kinds,
                List.of(python.toString(), peers.resolve(script).toString()),
                Map.of());
    }

    private static Peer keras(String backend, String title, Path python, Path peers) {
        return new Peer(
                "keras-" + backend,
                "Keras (" + title + ")",
                TRAINING,
                List.of(python.toString(), peers.resolve("keras_peer.py").toString()),
                Map.of("KERAS_BACKEND", backend, "TF_CPP_MIN_LOG_LEVEL", "2"));
    }

    private static Peer java(
            String key, String title, Set<Workload.Kind> kinds, Path peers, String type) {
        Path target = peers.resolve("java", "target");
        String jars = target.resolve("lib") + File.separator + "*";
        String cache = "-Dorg.bytedeco.javacpp.cachedir=" + target.resolve("javacpp");
        return new Peer(
                key,
                title,
                kinds,
                java(jars, List.of(cache), "rookery.benchmarks.peers." + type),
                Map.of("DJL_CACHE_DIR", target.resolve("djl").toString(), "DJL_OFFLINE", "true"));
    }

    private static List<String> java(String classPath, List<String> options, String type) {
        List<String> command = new ArrayList<>(List.of(javaCommand(), "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, type));
        return command;
    }

    private static String javaCommand() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Files.isExecutable(java) ? java.toString() : "java";
    }

    /** The command that measures this workload. */
    List<String> command(Workload work) {
        List<String> full = new ArrayList<>(command);
        full.addAll(work.arguments());
        return full;
    }
}
