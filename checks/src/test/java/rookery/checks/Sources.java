package rookery.checks;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project's Java sources, as text and as javac parses them. */
final class Sources {

    /** The folder that holds the modules. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final List<String> MODULES =
            List.of(
                    "kernels",
                    "core",
                    "data",
                    "formats",
                    "explain",
                    "report",
                    "cli",
                    "benchmarks",
                    "benchmarks/peers/java",
                    "checks");

    private Sources() {}

    /** All Java files, those of tests included. */
    static List<Path> all() {
        return MODULES.stream().flatMap(module -> below(ROOT.resolve(module, "src"))).toList();
    }

    /** All Java files that are shipped. */
    static List<Path> shipped() {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module, "src", "main", "java"))
                .filter(Files::isDirectory)
                .flatMap(Sources::below)
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name as it is shown in a message. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static boolean isIn(String module, Path file) {
        return file.startsWith(ROOT.resolve(module));
    }

    /** What is asked of each parsed file. */
    interface Visitor {
        void visit(Path file, CompilationUnitTree unit, Trees trees);
    }

    /** Parses files; nothing is resolved or compiled. */
    static void parse(List<Path> files, Visitor visitor) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse())
                visitor.visit(Path.of(unit.getSourceFile().toUri()), unit, trees);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
