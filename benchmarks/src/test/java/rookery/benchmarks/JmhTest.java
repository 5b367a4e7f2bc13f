package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Collection;
import java.util.List;

class JmhTest {

    /** JMH puts up with parameters that a benchmark does not have. */
    @Test
    void every_benchmark_runs_once_on_little_work() throws RunnerException {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include("rookery.benchmarks")
                                        .param("shape", "3x5")
                                        .param("n", "33")
                                        .param("network", "3-16-2 32")
                                        .param("optimizer", "sgd", "adam")
                                        .param("threads", "2")
                                        .param("layers", "3-16-2")
                                        .mode(Mode.SingleShotTime)
                                        .warmupIterations(0)
                                        .measurementIterations(1)
                                        .forks(0)
                                        .shouldFailOnError(true)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();
        List<String> names =
                results.stream()
                        .map(result -> result.getParams().getBenchmark())
                        .map(name ->
                                name.substring(
                                        name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
                        .distinct()
                        .toList();
        assertThat(names)
                .contains(
                        "KernelBenchmark.product",
                        "KernelBenchmark.inputGradient",
                        "KernelBenchmark.kernelGradient",
                        "FunctionBenchmark.permutation",
                        "OptimizerBenchmark.step",
                        "PredictionBenchmark.rows",
                        "StepBenchmark.step");
    }
}
