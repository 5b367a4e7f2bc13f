package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.activations.Relu;
import rookery.data.Scaling;
import rookery.formats.RunFolder;
import rookery.layers.Dense;
import rookery.losses.BinaryCrossentropy;
import rookery.optimizers.Adam;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Commands and lines of code. */
class RemedyTest {

    /** What a program has that lines of code speak of. */
    private static final String PROGRAM =
            """
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            import rookery.*;
            import rookery.callbacks.*;
            import rookery.data.*;
            import rookery.explain.*;
            import rookery.explain.importance.*;
            import rookery.formats.*;
            import rookery.layers.*;
            import rookery.losses.*;
            import rookery.optimizers.*;
            import rookery.schedules.*;
            import rookery.tensor.*;
            class Program {
                void lines(
                        TableOptions options,
                        Optimizer optimizer,
                        Loss loss,
                        Sequential network,
                        Fit fit,
                        int inputs,
                        Dataset data,
                        PreparedTable prepared,
                        Replay replay) {
                    %s;
                }
            }
            """;

    private static Stream<Remedy> all() {
        List<Change> changes =
                List.of(
                        new Change.Scale(Scaling.STANDARD),
                        new Change.Drop(List.of("a", "b c")),
                        new Change.Distinct(),
                        new Change.Validation(0.4),
                        new Change.Rate(0.001),
                        new Change.Optimize(new Adam()),
                        new Change.Layers(List.of(new Dense(16, new Relu()), new Dense(2))),
                        new Change.Minimize(new BinaryCrossentropy()),
                        new Change.Epochs(3),
                        new Change.BatchRows(8),
                        new Change.Patience(5),
                        new Change.BalanceClasses(),
                        new Change.BalanceClasses(List.of(0.5, 2.0)));
        Set<Class<?>> seen = changes.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(seen).isEqualTo(Set.of(Change.class.getPermittedSubclasses()));
        List<Remedy> all = new ArrayList<>(changes.stream().map(Fix::of).toList());
        all.addAll(List.of(Look.outliers(4), Look.importance(), Look.activity()));
        all.addAll(List.of(Lines.distinct(), Lines.withoutInputs(List.of(0, 2))));
        return all.stream();
    }

    @Test
    void lines_of_code_compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path =
                Stream.of("java.class.path", "jdk.module.path")
                        .map(System::getProperty)
                        .filter(found -> found != null && !found.isEmpty())
                        .collect(Collectors.joining(System.getProperty("path.separator")));
        all().forEach(remedy -> {
            String program = PROGRAM.formatted(String.join(";\n", remedy.code()));
            StringWriter said = new StringWriter();
            List<String> options = List.of("-proc:none", "-implicit:none", "-cp", path);
            boolean fine =
                    compiler.getTask(
                                    said,
                                    compiler.getStandardFileManager(null, null, null),
                                    null,
                                    onlyChecked(options),
                                    null,
                                    List.of(source(program)))
                            .call();
            assertThat(fine).as("%s%n%s", program, said).isTrue();
        });
    }

    /** Without files. */
    private static List<String> onlyChecked(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-XDshould-stop.ifNoError=FLOW");
        return all;
    }

    private static JavaFileObject source(String program) {
        URI name = URI.create("string:///Program.java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return program;
            }
        };
    }

    @Test
    void a_command_names_the_run_and_where_others_are_kept() {
        Fix rate = Fix.of(new Change.Rate(0.001));
        assertThat(rate.command(new RunFolder(Path.of("runs/moons-1"))))
                .contains("train --config runs/moons-1/run.json --learning-rate 0.001");
        assertThat(rate.command(new RunFolder(Path.of("my runs/moons-1"))))
                .contains(
                        "train --config \"my runs/moons-1/run.json\" --learning-rate 0.001"
                                + " --runs-dir \"my runs\"");
        assertThat(Look.outliers(4).command(new RunFolder(Path.of("my runs/moons-1"))))
                .contains("influence \"my runs/moons-1\" --outliers --top 4");
        assertThat(Lines.distinct().command(new RunFolder(Path.of("runs/moons-1")))).isEmpty();
    }

    @Test
    void a_median_of_0_is_no_number_to_divide_by() {
        assertThat(SuspiciousLabels.influence(3, 0.5))
                .isEqualTo("6 times the median self-influence");
        assertThat(SuspiciousLabels.influence(3, 0))
                .isEqualTo("a self-influence of 3, the median is 0");
    }

    @Test
    void a_missing_value_is_called_so() {
        assertThat(SuspiciousLabels.value("city", "Bonn")).isEqualTo("city Bonn");
        assertThat(SuspiciousLabels.value("city", "")).isEqualTo("city missing");
    }
}
